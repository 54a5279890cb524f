package dev.macadam.processor.write;

import java.time.Duration;

/** The units in which a timeout is written, the largest first. */
enum DurationUnit {
  DAYS("ofDays", "day", Duration.ofDays(1)),
  HOURS("ofHours", "hour", Duration.ofHours(1)),
  MINUTES("ofMinutes", "minute", Duration.ofMinutes(1)),
  SECONDS("ofSeconds", "second", Duration.ofSeconds(1)),
  MILLIS("ofMillis", "millisecond", Duration.ofMillis(1)),
  NANOS("ofNanos", "nanosecond", Duration.ofNanos(1));

  private final String factory;
  private final String singular;
  private final Duration length;

  DurationUnit(String factory, String singular, Duration length) {
    this.factory = factory;
    this.singular = singular;
    this.length = length;
  }

  /** The largest unit of which a duration is a whole number. */
  static DurationUnit largestFor(Duration duration) {
    for (DurationUnit unit : values()) {
      if (duration.toNanos() % unit.length.toNanos() == 0) {
        return unit;
      }
    }
    throw new IllegalStateException("Every duration is a whole number of nanoseconds");
  }

  long amountIn(Duration duration) {
    return duration.toNanos() / length.toNanos();
  }

  /** The method of {@link Duration} that makes one from an amount. */
  String factory() {
    return factory;
  }

  String singular() {
    return singular;
  }
}
