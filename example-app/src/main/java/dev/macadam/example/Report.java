package dev.macadam.example;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Writes what the example has done, in numbered sections. */
final class Report {

  private final PrintStream out;
  private int sections;

  Report(PrintStream out) {
    this.out = out;
  }

  /** Begins a section. */
  void section(String title) {
    if (sections > 0) {
      out.println();
    }
    sections++;
    out.println(sections + ". " + title);
  }

  /** Writes a line of a section. */
  void line(String format, Object... values) {
    out.println("   " + String.format(Locale.ROOT, format, values));
  }

  /** Writes a line that stands apart. */
  void footer(String format, Object... values) {
    out.println();
    out.println(String.format(Locale.ROOT, format, values));
  }

  /**
   * How long something has taken.
   *
   * @param start what {@link System#nanoTime()} was when it began
   * @return whole milliseconds
   */
  static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }
}
