package dev.macadam.processor.report;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Stack traces as text, for messages about our own failures. */
public final class StackTraces {

  private StackTraces() {}

  /**
   * What a throwable prints.
   *
   * @param failure with its causes
   * @return lines, without an end of line after the last one
   */
  public static String textOf(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString().strip();
  }
}
