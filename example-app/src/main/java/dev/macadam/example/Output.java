package dev.macadam.example;

import java.io.Console;
import java.io.PrintStream;

/**
 * Where the example writes.
 *
 * @param out for the report
 * @param err for what goes wrong
 * @param terminal whether a line of {@code out} can be written over
 */
record Output(PrintStream out, PrintStream err, boolean terminal) {

  /**
   * The streams of this process.
   *
   * @return standard output and standard error
   */
  static Output standard() {
    return new Output(System.out, System.err, isTerminal());
  }

  @SuppressWarnings("SystemConsoleNull") // The newer way is tried first.
  private static boolean isTerminal() {
    Console console = System.console();
    try {
      // From Java 22 on there may be a console without a terminal, and a method that tells.
      return console != null && (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return console != null;
    }
  }
}
