package dev.macadam.processor.read;

import dev.macadam.processor.model.ResultModel.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Reads which classes a result mentions: those in its type, and in what callers can take out of it,
 * which are the components of a record and the properties of a bean. What a class keeps to itself
 * is its own business.
 */
final class MentionReader {

  private final Surroundings surroundings;
  private final MemberTypes memberTypes;

  MentionReader(Surroundings surroundings, MemberTypes memberTypes) {
    this.surroundings = surroundings;
    this.memberTypes = memberTypes;
  }

  /** The classes in some types, outermost first. */
  List<Mention> read(List<TypeMirror> roots) {
    Search search = new Search();
    roots.forEach(root -> search.open(root, ""));
    return search.mentions;
  }

  /** Whether instances are values, which belong to nobody. */
  private static boolean isData(TypeElement element) {
    return element.getKind() == ElementKind.RECORD
        || element.getKind() == ElementKind.ENUM
        || EntityReader.isPersistent(element);
  }

  /** Whether what is in an instance can be taken out of it again. */
  private static boolean isBean(TypeElement element) {
    return element.getKind().isClass()
        && !HeldTypes.isOfLibrary(element)
        && !EntityReader.isPersistent(element);
  }

  /** The fields that a caller can read, or get from a getter. */
  private Stream<VariableElement> properties(TypeElement element) {
    return element.getKind() == ElementKind.RECORD
        ? HeldTypes.fields(element)
        : HeldTypes.fields(element)
            .filter(field -> surroundings.canAccessMember(field) || hasGetter(element, field));
  }

  private boolean hasGetter(TypeElement element, VariableElement field) {
    return ElementFilter.methodsIn(element.getEnclosedElements()).stream()
        .filter(surroundings::canAccessMember)
        .flatMap(method -> Getters.property(method).stream())
        .anyMatch(field.getSimpleName()::contentEquals);
  }

  private final class Search {

    private final List<Mention> mentions = new ArrayList<>();
    private final SeenTypes opened = new SeenTypes();

    void open(TypeMirror type, String place) {
      ReachableClasses.visit(type, memberTypes, each -> enter(each, place));
    }

    /** Whether the type arguments have to tell what an instance holds. */
    private boolean enter(DeclaredType type, String place) {
      TypeElement element = (TypeElement) type.asElement();
      mentions.add(
          new Mention(
              element.getSimpleName() + (place.isEmpty() ? "" : " in " + place),
              Lineage.of(type),
              isData(element)));
      if (isBean(element)) {
        openBean(memberTypes.withoutWildcards(type), place);
      }
      element.getPermittedSubclasses().forEach(permitted -> open(permitted, place));
      return element.getKind() != ElementKind.RECORD && ReachableClasses.holdsItsArguments(element);
    }

    private void openBean(DeclaredType bean, String place) {
      if (!opened.add(bean)) {
        return;
      }
      String start = place.isEmpty() ? TypeDisplay.of((TypeElement) bean.asElement()) : place;
      for (DeclaredType owner : memberTypes.lineOfClasses(bean)) {
        TypeElement element = (TypeElement) owner.asElement();
        if (isBean(element)) {
          properties(element)
              .forEach(
                  field -> open(memberTypes.of(owner, field), start + "." + field.getSimpleName()));
        }
      }
    }
  }
}
