package dev.macadam.processor.body;

import dev.macadam.processor.report.Severity;
import java.util.function.Predicate;
import javax.annotation.processing.ProcessingEnvironment;

/** The way in. Nothing here mentions javac's own classes, which other compilers do not have. */
public final class BodyChecks {

  private BodyChecks() {}

  /**
   * Asks the compiler to show each class once it has understood it.
   *
   * @param environment of the compilation, possibly inside of what a build tool puts around it
   * @param severity of what is found; {@code IGNORE} asks for nothing
   * @param hasHandlers whether the class of a qualified name declares handlers; asked when all
   *     rounds are over
   */
  public static void register(
      ProcessingEnvironment environment, Severity severity, Predicate<String> hasHandlers) {
    if (severity == Severity.IGNORE) {
      return;
    }
    try {
      JavacEnvironment.in(environment)
          .ifPresent(javac -> BodyListener.register(javac, severity, hasHandlers));
    } catch (IllegalArgumentException | LinkageError elsewhere) {
      // This is not javac, or not all of it is here. The bodies stay unread.
    }
  }
}
