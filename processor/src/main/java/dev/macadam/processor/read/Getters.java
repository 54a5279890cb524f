package dev.macadam.processor.read;

import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;

/** Which methods are getters, and of what. */
final class Getters {

  private Getters() {}

  /** The name of the property that a method gets; empty if it is no getter. */
  static Optional<String> property(ExecutableElement method) {
    TypeKind result = method.getReturnType().getKind();
    if (!method.getParameters().isEmpty()
        || result == TypeKind.VOID
        || method.getModifiers().contains(Modifier.STATIC)) {
      return Optional.empty();
    }
    String name = method.getSimpleName().toString();
    return after("get", name)
        .or(() -> result == TypeKind.BOOLEAN ? after("is", name) : Optional.empty());
  }

  private static Optional<String> after(String prefix, String name) {
    return name.startsWith(prefix) && name.length() > prefix.length()
        ? Optional.of(decapitalized(name.substring(prefix.length())))
        : Optional.empty();
  }

  /** As beans do it: {@code getURL} is for {@code URL}, {@code getName} for {@code name}. */
  private static String decapitalized(String name) {
    boolean allCapitals =
        name.length() > 1
            && Character.isUpperCase(name.charAt(0))
            && Character.isUpperCase(name.charAt(1));
    return allCapitals ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
