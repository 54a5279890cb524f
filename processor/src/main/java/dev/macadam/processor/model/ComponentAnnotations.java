package dev.macadam.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Optional;

/**
 * The annotations that tell a container to make the instances of a wrapper.
 *
 * @param onClass those of the class
 * @param onConstructor those of its constructor
 * @param missing one that was asked for, and that the class's module does not see; then there are
 *     no others
 */
public record ComponentAnnotations(
    List<ClassName> onClass, List<ClassName> onConstructor, Optional<ClassName> missing) {

  /** Copies the lists. */
  public ComponentAnnotations {
    onClass = List.copyOf(onClass);
    onConstructor = List.copyOf(onConstructor);
  }
}
