package dev.macadam.processor.model;

import java.time.Duration;

/**
 * A timeout as it was read.
 *
 * @param kind what came out
 * @param duration the timeout if {@link Kind#VALID}, else zero
 * @param text what was written
 */
public record TimeoutModel(Kind kind, Duration duration, String text) {

  /** What reading a timeout can lead to. */
  public enum Kind {
    /** Nothing was written. */
    UNSET,
    /** A positive duration. */
    VALID,
    /** Not a duration. */
    UNREADABLE,
    /** Zero or less. */
    NOT_POSITIVE,
    /** More nanoseconds than a {@code long} holds. */
    TOO_LONG
  }
}
