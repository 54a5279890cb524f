package dev.macadam.processor.model;

/** Who makes the instances of wrappers, and which annotations tell it to. */
public enum ComponentModel {
  /** Nobody but the application's own code: no annotation. */
  DEFAULT,
  /** A container that knows the annotations of Jakarta Dependency Injection. */
  JAKARTA,
  /** Spring. */
  SPRING
}
