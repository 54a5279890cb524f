package dev.macadam.processor.report;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A place in the user's source. Only {@link DiagnosticReporter} looks inside, so that models can
 * carry it without knowing the compiler. Valid in the round in which it was made.
 */
public final class SourcePosition {

  /** No place at all: what is wrong stands outside of the source. */
  public static final SourcePosition NOWHERE = new SourcePosition(null, null, null);

  private final @Nullable Element element;
  private final @Nullable AnnotationMirror annotation;
  private final @Nullable AnnotationValue value;

  private SourcePosition(
      @Nullable Element element,
      @Nullable AnnotationMirror annotation,
      @Nullable AnnotationValue value) {
    this.element = element;
    this.annotation = annotation;
    this.value = value;
  }

  /**
   * A class, a method or a parameter.
   *
   * @param element declared in source
   * @return its position
   */
  public static SourcePosition of(Element element) {
    return new SourcePosition(element, null, null);
  }

  /**
   * An annotation.
   *
   * @param element what it stands on
   * @param annotation the annotation
   * @return its position
   */
  public static SourcePosition of(Element element, AnnotationMirror annotation) {
    return new SourcePosition(element, annotation, null);
  }

  /**
   * A value in an annotation.
   *
   * @param element what the annotation stands on
   * @param annotation the annotation
   * @param value the value, or an element of an array value
   * @return its position
   */
  public static SourcePosition of(
      Element element, AnnotationMirror annotation, AnnotationValue value) {
    return new SourcePosition(element, annotation, value);
  }

  @Nullable Element element() {
    return element;
  }

  @Nullable AnnotationMirror annotation() {
    return annotation;
  }

  @Nullable AnnotationValue value() {
    return value;
  }
}
