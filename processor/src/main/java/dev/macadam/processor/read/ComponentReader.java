package dev.macadam.processor.read;

import com.palantir.javapoet.ClassName;
import dev.macadam.processor.model.ComponentAnnotations;
import dev.macadam.processor.model.ComponentModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Chooses the annotations by which a container knows what to do with a wrapper. */
final class ComponentReader {

  private static final ClassName INJECT = ClassName.get("jakarta.inject", "Inject");
  private static final ClassName SINGLETON = ClassName.get("jakarta.inject", "Singleton");
  private static final ClassName COMPONENT =
      ClassName.get("org.springframework.stereotype", "Component");
  private static final ClassName LAZY =
      ClassName.get("org.springframework.context.annotation", "Lazy");

  private final Surroundings surroundings;

  ComponentReader(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Reads what a wrapper needs.
   *
   * @param type the class that it is for
   * @param needsInstance whether it needs an instance of that class
   */
  ComponentAnnotations read(ComponentModel model, TypeElement type, boolean needsInstance) {
    ComponentAnnotations wanted =
        switch (model) {
          case DEFAULT -> annotations(List.of(), List.of());
          case JAKARTA -> jakarta(type);
          case SPRING -> spring(type, needsInstance);
        };
    return Stream.concat(wanted.onClass().stream(), wanted.onConstructor().stream())
        .filter(each -> surroundings.find(each).isEmpty())
        .findFirst()
        .map(each -> new ComponentAnnotations(List.of(), List.of(), Optional.of(each)))
        .orElse(wanted);
  }

  /** CDI refuses a singleton that has type parameters; each use makes a wrapper of its own then. */
  private static ComponentAnnotations jakarta(TypeElement type) {
    return annotations(
        type.getTypeParameters().isEmpty() ? List.of(SINGLETON) : List.of(), List.of(INJECT));
  }

  /**
   * Spring makes its components at the start. It need not have exactly one instance for handlers in
   * a type that others extend, and must not fail then, unless somebody asks for the wrapper.
   */
  private static ComponentAnnotations spring(TypeElement type, boolean needsInstance) {
    boolean isForOthers =
        type.getModifiers().contains(Modifier.ABSTRACT) || !type.getTypeParameters().isEmpty();
    return annotations(
        isForOthers && needsInstance ? List.of(COMPONENT, LAZY) : List.of(COMPONENT), List.of());
  }

  private static ComponentAnnotations annotations(
      List<ClassName> onClass, List<ClassName> onConstructor) {
    return new ComponentAnnotations(onClass, onConstructor, Optional.empty());
  }
}
