package dev.macadam.processor.read;

import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** The element around a member or parameter; only packages and modules have none. */
final class Enclosing {

  private Enclosing() {}

  static Element of(Element member) {
    return Objects.requireNonNull(member.getEnclosingElement(), "not a package");
  }

  static TypeElement typeOf(Element member) {
    return (TypeElement) of(member);
  }
}
