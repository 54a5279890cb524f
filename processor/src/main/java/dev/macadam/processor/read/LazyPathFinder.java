package dev.macadam.processor.read;

import dev.macadam.processor.model.LazyPath;
import dev.macadam.processor.read.EntityReader.Attribute;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what is not loaded in a result: in the entities that it has, in those that are loaded
 * with them, and so on. Breadth first, so that the shortest path to each class is the one that is
 * told.
 */
final class LazyPathFinder {

  /** Enough for any mapping; the classes of a library can lead to thousands of others. */
  private static final int MOST_CLASSES = 2_000;

  private final EntityReader entities;
  private final MemberTypes memberTypes;
  private final HeldTypes heldTypes;

  LazyPathFinder(MemberTypes memberTypes, EntityReader entities) {
    this.memberTypes = memberTypes;
    this.entities = entities;
    this.heldTypes = new HeldTypes(memberTypes);
  }

  /** Finds all that is lazy in values of some types; of two paths to a class, the shorter one. */
  List<LazyPath> find(List<TypeMirror> roots) {
    Search search = new Search();
    roots.forEach(root -> search.open(root, "", null));
    search.run();
    return search.found;
  }

  /**
   * A class that was reached.
   *
   * @param path how; empty for the result itself
   * @param within the access type of the class that embeds it; null if none does
   */
  private record Reached(DeclaredType type, String path, @Nullable AccessType within) {}

  private final class Search {

    private final List<LazyPath> found = new ArrayList<>();
    private final Queue<Reached> reached = new ArrayDeque<>();
    private final SeenTypes seen = new SeenTypes();
    private int classes;

    void open(TypeMirror type, String path, @Nullable AccessType within) {
      ReachableClasses.visit(type, memberTypes, each -> enter(each, path, within));
    }

    /** Whether the type arguments have to tell what an instance holds. */
    private boolean enter(DeclaredType type, String path, @Nullable AccessType within) {
      TypeElement element = (TypeElement) type.asElement();
      if (HeldTypes.isOfLibrary(element)) {
        return ReachableClasses.holdsItsArguments(element);
      }
      DeclaredType plain = memberTypes.withoutWildcards(type);
      if (classes < MOST_CLASSES && seen.add(plain)) {
        classes++;
        reached.add(new Reached(plain, path, within));
      }
      return !EntityReader.isPersistent(element) && HeldTypes.isOpen(element);
    }

    void run() {
      for (Reached next = reached.poll(); next != null; next = reached.poll()) {
        look(next);
      }
    }

    private void look(Reached from) {
      TypeElement element = (TypeElement) from.type().asElement();
      String start = from.path().isEmpty() ? TypeDisplay.of(element) : from.path();
      if (EntityReader.isPersistent(element)) {
        for (Attribute attribute : entities.attributes(from.type(), from.within())) {
          String path = start + "." + attribute.name();
          attribute
              .lazy()
              .map(reason -> new LazyPath(path, TypeDisplay.of(attribute.type()), reason))
              .ifPresent(found::add);
          attribute.content().ifPresent(content -> open(content, path, attribute.access()));
        }
        element
            .getPermittedSubclasses()
            .forEach(permitted -> open(permitted, from.path(), from.within()));
      } else {
        heldTypes
            .of(from.type())
            .forEach(
                held ->
                    open(
                        held.type(),
                        held.name().isEmpty() ? from.path() : start + "." + held.name(),
                        null));
      }
    }
  }
}
