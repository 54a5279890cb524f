package dev.macadam.processor.read;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/**
 * Looks at a type and everything written inside it. Does not follow type variables to their bounds.
 */
final class TypeWalker {

  private TypeWalker() {}

  /** Visits a type and its parts, outermost first. */
  static void walk(TypeMirror type, Consumer<TypeMirror> visitor) {
    type.accept(
        new SimpleTypeVisitor14<Void, Void>() {
          @Override
          protected Void defaultAction(TypeMirror part, Void nothing) {
            visitor.accept(part);
            return null;
          }

          @Override
          public Void visitDeclared(DeclaredType part, Void nothing) {
            visitor.accept(part);
            Enclosing.ofInner(part).ifPresent(this::visit);
            part.getTypeArguments().forEach(this::visit);
            return null;
          }

          @Override
          public Void visitError(ErrorType part, Void nothing) {
            visitor.accept(part);
            return null;
          }

          @Override
          public Void visitArray(ArrayType part, Void nothing) {
            visitor.accept(part);
            return visit(part.getComponentType());
          }

          @Override
          public Void visitWildcard(WildcardType part, Void nothing) {
            visitor.accept(part);
            if (part.getExtendsBound() != null) {
              visit(part.getExtendsBound());
            }
            if (part.getSuperBound() != null) {
              visit(part.getSuperBound());
            }
            return null;
          }

          @Override
          public Void visitIntersection(IntersectionType part, Void nothing) {
            part.getBounds().forEach(this::visit);
            return null;
          }
        },
        null);
  }

  /** The classes that the source of a type names, those around them included. */
  static Set<TypeElement> classesIn(TypeMirror type) {
    Set<TypeElement> classes = new LinkedHashSet<>();
    walk(
        type,
        part -> {
          if (part instanceof DeclaredType declared && part.getKind() == TypeKind.DECLARED) {
            for (Element scope = declared.asElement();
                scope instanceof TypeElement enclosing;
                scope = scope.getEnclosingElement()) {
              classes.add(enclosing);
            }
          }
        });
    return classes;
  }

  /** The type variables that the source of a type names. */
  static Set<Element> variablesIn(TypeMirror type) {
    Set<Element> variables = new LinkedHashSet<>();
    walk(
        type,
        part -> {
          if (part instanceof TypeVariable variable) {
            variables.add(variable.asElement());
          }
        });
    return variables;
  }

  /**
   * The type variables that a compiler infers for sure when a value of exactly this type is passed.
   * Behind a wildcard it sees a type that nobody knows, and Eclipse's compiler does not look around
   * an inner class.
   */
  static Set<Element> variablesImpliedBy(TypeMirror type) {
    if (type instanceof TypeVariable variable) {
      return Set.of(variable.asElement());
    }
    if (type instanceof ArrayType array) {
      return variablesImpliedBy(array.getComponentType());
    }
    Set<Element> variables = new LinkedHashSet<>();
    if (type instanceof DeclaredType declared) {
      declared.getTypeArguments().forEach(each -> variables.addAll(variablesImpliedBy(each)));
    }
    return variables;
  }

  /** Whether a generic class is named without its type arguments. */
  static boolean hasRawType(TypeMirror type) {
    boolean[] found = {false};
    walk(type, part -> found[0] |= isRaw(part));
    return found[0];
  }

  static boolean isRaw(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.getTypeArguments().isEmpty()
        && declared.asElement() instanceof TypeElement element
        && !element.getTypeParameters().isEmpty();
  }

  /** Whether a class inside the type is not known, or not yet. */
  static boolean hasError(TypeMirror type) {
    boolean[] found = {false};
    walk(type, part -> found[0] |= part.getKind() == TypeKind.ERROR);
    return found[0];
  }

  /** Whether the bounds of a type parameter name a class that is not known, or not yet. */
  static boolean hasError(TypeParameterElement parameter) {
    return parameter.getBounds().stream().anyMatch(TypeWalker::hasError);
  }

  /** Whether an annotation inside the type names something that is not known, or not yet. */
  static boolean hasUnresolvedAnnotation(TypeMirror type) {
    boolean[] found = {false};
    walk(type, part -> found[0] |= AnnotationReader.isAnyUnresolved(part));
    return found[0];
  }

  /** Whether an annotation at a type parameter does, or one inside its bounds. */
  static boolean hasUnresolvedAnnotation(TypeParameterElement parameter) {
    return AnnotationReader.isAnyUnresolved(parameter)
        || parameter.getBounds().stream().anyMatch(TypeWalker::hasUnresolvedAnnotation);
  }

  /** Whether nothing of the type is lost at run time, so that an array of it draws no warning. */
  static boolean isReifiable(TypeMirror type) {
    boolean[] reifiable = {true};
    walk(
        type,
        part -> {
          if (part.getKind() == TypeKind.TYPEVAR) {
            reifiable[0] = false;
          } else if (part instanceof DeclaredType declared) {
            reifiable[0] &=
                declared.getTypeArguments().stream().allMatch(TypeWalker::isUnboundedWildcard);
          }
        });
    return reifiable[0];
  }

  private static boolean isUnboundedWildcard(TypeMirror argument) {
    return argument instanceof WildcardType wildcard
        && wildcard.getExtendsBound() == null
        && wildcard.getSuperBound() == null;
  }
}
