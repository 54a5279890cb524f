package dev.macadam.processor.read;

import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Types for messages: simple names, the same from every compiler. */
public final class TypeDisplay {

  private TypeDisplay() {}

  static String of(TypeMirror type) {
    return type.accept(
        new SimpleTypeVisitor14<String, Void>() {
          @Override
          protected String defaultAction(TypeMirror other, Void nothing) {
            return other.getKind().name().toLowerCase(Locale.ROOT);
          }

          @Override
          public String visitPrimitive(PrimitiveType primitive, Void nothing) {
            return primitive.getKind().name().toLowerCase(Locale.ROOT);
          }

          @Override
          public String visitDeclared(DeclaredType declared, Void nothing) {
            String name = of((TypeElement) declared.asElement());
            return declared.getTypeArguments().isEmpty()
                ? name
                : declared.getTypeArguments().stream()
                    .map(this::visit)
                    .collect(Collectors.joining(", ", name + "<", ">"));
          }

          @Override
          public String visitArray(ArrayType array, Void nothing) {
            return visit(array.getComponentType()) + "[]";
          }

          @Override
          public String visitTypeVariable(TypeVariable variable, Void nothing) {
            return variable.asElement().getSimpleName().toString();
          }

          @Override
          public String visitWildcard(WildcardType wildcard, Void nothing) {
            if (wildcard.getExtendsBound() != null) {
              return "? extends " + visit(wildcard.getExtendsBound());
            }
            return wildcard.getSuperBound() == null
                ? "?"
                : "? super " + visit(wildcard.getSuperBound());
          }
        },
        null);
  }

  /**
   * A class with the classes around it, without its package.
   *
   * @param type the class
   * @return {@code Outer.Inner}
   */
  public static String of(TypeElement type) {
    Element enclosing = type.getEnclosingElement();
    return enclosing instanceof TypeElement outer
        ? of(outer) + "." + type.getSimpleName()
        : type.getSimpleName().toString();
  }
}
