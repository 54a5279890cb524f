package dev.macadam.example;

import org.jspecify.annotations.Nullable;

/** The example cannot go on. The message is one line that says what is wrong and what to do. */
final class ExampleException extends Exception {

  /** What the program ends with when something outside it is wrong: a file, a database. */
  private static final int FAILURE = 1;

  /** What the program ends with when its arguments are wrong. */
  private static final int USAGE = 2;

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private ExampleException(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  static ExampleException failure(String message) {
    return new ExampleException(FAILURE, message, null);
  }

  static ExampleException failure(String message, Throwable cause) {
    return new ExampleException(FAILURE, message, cause);
  }

  static ExampleException usage(String message) {
    return new ExampleException(USAGE, message, null);
  }

  int exitCode() {
    return exitCode;
  }
}
