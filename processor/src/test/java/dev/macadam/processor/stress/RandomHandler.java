package dev.macadam.processor.stress;

import java.util.List;

/**
 * A random handler, in parts.
 *
 * @param annotations before the modifiers
 * @param modifiers all of them
 * @param signature from the type parameters to the thrown exceptions
 * @param name its name
 * @param callerParameters how many parameters the wrapper's method has
 * @param varargs whether the last of them is variable
 * @param stage whether it returns a stage
 * @param hasBody whether it is not abstract
 */
record RandomHandler(
    String annotations,
    String modifiers,
    String signature,
    String name,
    int callerParameters,
    boolean varargs,
    boolean stage,
    boolean hasBody) {

  /** The class around a handler, as far as it matters for modifiers. */
  enum Home {
    CLASS,
    ABSTRACT,
    INTERFACE
  }

  /** The declaration, which can be taken out of its class. */
  String source() {
    return Marks.removable(
        String.join(" ", List.of(annotations, modifiers, signature))
            + (hasBody ? " { throw new java.lang.UnsupportedOperationException(); }" : ";")
            + "\n");
  }

  /** Whether a subclass can declare it with the same signature. */
  boolean isOverridable() {
    return !modifiers.contains("static") && !modifiers.contains("final");
  }

  boolean takesFromContext() {
    return signature.contains("FromContext");
  }

  /** The same in a subclass, with other options. */
  String override(String options) {
    return Marks.removable(
        String.join(" ", List.of("@java.lang.Override", options, "public", signature))
            + " { throw new java.lang.UnsupportedOperationException(); }\n");
  }
}
