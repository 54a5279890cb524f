package dev.macadam.processor.model;

/**
 * A warning of the compiler that a wrapper cannot avoid, because the handler's own code leads to
 * it. In the order in which they are printed.
 */
public enum Suppression {
  /** Something deprecated is mentioned. */
  DEPRECATION("deprecation", "the handler mentions something deprecated"),
  /** Something deprecated for removal is mentioned. */
  REMOVAL("removal", "the handler mentions something that will be removed"),
  /** A raw type is mentioned. */
  RAW_TYPES("rawtypes", "the handler's signature has a raw type"),
  /** An unchecked call or a parameter array of a generic type. */
  UNCHECKED("unchecked", "the handler's signature is not checked"),
  /** A parameter array of a generic type is passed on. */
  VARARGS("varargs", "the handler takes responsibility for its variable parameter"),
  /** Two methods differ in functional interfaces only. */
  OVERLOADS("overloads", "the handlers are overloaded like this"),
  /** Something in a public signature is not visible to all users of the module. */
  EXPORTS("exports", "the module does not pass these types on to its users");

  private final String key;
  private final String reason;

  Suppression(String key, String reason) {
    this.key = key;
    this.reason = reason;
  }

  /**
   * What the compiler calls it.
   *
   * @return a value of {@code @SuppressWarnings}
   */
  public String key() {
    return key;
  }

  /**
   * Why it is there, for the reader of the wrapper.
   *
   * @return half a sentence
   */
  public String reason() {
    return reason;
  }
}
