package dev.macadam.processor.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;
import org.jspecify.annotations.Nullable;

/** Remembers classes with their type arguments, so that a search comes to an end. */
final class SeenTypes {

  /** A class that holds itself with ever longer type arguments would go on for ever. */
  private static final int MOST_PER_CLASS = 64;

  private final Map<Element, Set<Object>> seen = new HashMap<>();

  /**
   * Adds a type.
   *
   * @return whether it is new and worth looking at
   */
  boolean add(DeclaredType type) {
    Set<Object> variants = seen.computeIfAbsent(type.asElement(), none -> new HashSet<>());
    return variants.size() < MOST_PER_CLASS && variants.add(Key.of(type));
  }

  /**
   * What a type consists of, as lists in lists. The compiler compares types as well, but javac
   * takes twice as long for each further level of type arguments.
   */
  private static final class Key extends SimpleTypeVisitor14<Object, @Nullable Void> {

    private static final Key READER = new Key();

    static Object of(TypeMirror type) {
      return READER.visit(type, null);
    }

    @Override
    protected Object defaultAction(TypeMirror type, @Nullable Void nothing) {
      return type.getKind();
    }

    @Override
    public Object visitDeclared(DeclaredType type, @Nullable Void nothing) {
      List<Object> parts = parts(type.getTypeArguments());
      parts.add(type.asElement());
      Enclosing.ofInner(type).ifPresent(outer -> parts.add(of(outer)));
      return parts;
    }

    @Override
    public Object visitArray(ArrayType type, @Nullable Void nothing) {
      return List.of(type.getKind(), of(type.getComponentType()));
    }

    @Override
    public Object visitTypeVariable(TypeVariable type, @Nullable Void nothing) {
      return type.asElement();
    }

    @Override
    public Object visitWildcard(WildcardType type, @Nullable Void nothing) {
      return type.getExtendsBound() == null
          ? type.getKind()
          : List.of(type.getKind(), of(type.getExtendsBound()));
    }

    @Override
    public Object visitIntersection(IntersectionType type, @Nullable Void nothing) {
      return parts(type.getBounds());
    }

    private static List<Object> parts(List<? extends TypeMirror> types) {
      List<Object> parts = new ArrayList<>();
      types.forEach(each -> parts.add(of(each)));
      return parts;
    }
  }
}
