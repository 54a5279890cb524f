package dev.macadam.processor.model;

/** Who makes the instances of wrappers, and which annotations tell it to. */
public enum ComponentModel {
  /** Nobody but the application's own code: no annotation. */
  DEFAULT("", ""),
  /** A container that knows the annotations of Jakarta Dependency Injection. */
  JAKARTA("jakarta.inject:jakarta.inject-api", "jakarta.inject"),
  /** Spring. */
  SPRING("org.springframework:spring-context", "spring.context");

  private final String artifact;
  private final String module;

  ComponentModel(String artifact, String module) {
    this.artifact = artifact;
    this.module = module;
  }

  /**
   * What has the annotations.
   *
   * @return group and name of an artifact
   */
  public String artifact() {
    return artifact;
  }

  /**
   * What has the annotations, for a class in a module.
   *
   * @return the name of a module
   */
  public String module() {
    return module;
  }
}
