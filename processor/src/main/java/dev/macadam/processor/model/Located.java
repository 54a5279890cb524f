package dev.macadam.processor.model;

import dev.macadam.processor.report.SourcePosition;

/**
 * A value and where it was written.
 *
 * @param value the value
 * @param position the annotation value, or the annotation if the value is a default
 * @param <T> the type of the value
 */
public record Located<T>(T value, SourcePosition position) {}
