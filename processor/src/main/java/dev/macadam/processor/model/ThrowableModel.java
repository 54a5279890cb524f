package dev.macadam.processor.model;

import com.palantir.javapoet.ClassName;
import dev.macadam.processor.report.SourcePosition;
import java.util.Set;

/**
 * An exception class in an option.
 *
 * @param type the class
 * @param position where it is named
 * @param lineage the qualified names of the class and all its superclasses
 * @param catchable whether the compiler accepts a catch clause for it around the handler
 */
public record ThrowableModel(
    ClassName type, SourcePosition position, Set<String> lineage, boolean catchable) {

  /** Copies the lineage. */
  public ThrowableModel {
    lineage = Set.copyOf(lineage);
  }

  /**
   * Whether this class is another one or below it.
   *
   * @param other another class
   * @return true for the same class too
   */
  public boolean isA(ThrowableModel other) {
    return lineage.contains(other.type.canonicalName());
  }
}
