package dev.macadam.processor.read;

import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** The element around a member or parameter; only packages and modules have none. */
public final class Enclosing {

  private Enclosing() {}

  static Element of(Element member) {
    return Objects.requireNonNull(member.getEnclosingElement(), "not a package");
  }

  /**
   * The class that declares a member.
   *
   * @param member a method, a constructor or a field
   * @return its class
   */
  public static TypeElement typeOf(Element member) {
    return (TypeElement) of(member);
  }

  /**
   * The type around an inner class, whose type arguments it shares. A static member has none,
   * although Eclipse's compiler names one.
   */
  static Optional<DeclaredType> ofInner(DeclaredType type) {
    Element element = type.asElement();
    boolean inner =
        element.getKind() == ElementKind.CLASS
            && !element.getModifiers().contains(Modifier.STATIC)
            && !of(element).getKind().isInterface();
    return inner && type.getEnclosingType() instanceof DeclaredType outer
        ? Optional.of(outer)
        : Optional.empty();
  }
}
