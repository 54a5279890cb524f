package dev.macadam.processor.report;

import java.util.Arrays;
import java.util.List;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Prints findings. Nothing else in the processor talks to the compiler's messager. */
public final class DiagnosticReporter {

  private static final String ALL_WARNINGS = "macadam";

  private final Messager messager;

  /**
   * Creates a reporter.
   *
   * @param messager of the compilation
   */
  public DiagnosticReporter(Messager messager) {
    this.messager = messager;
  }

  /**
   * Prints all findings of a report.
   *
   * @param report possibly empty
   */
  public void report(ValidationReport report) {
    report.problems().forEach(this::report);
  }

  /**
   * Prints one finding, unless it is a warning that the source suppresses.
   *
   * @param problem the finding
   */
  public void report(Problem problem) {
    SourcePosition position = problem.position();
    if (problem.diagnostic().isError()) {
      print(Kind.ERROR, problem);
    } else if (!isSuppressed(problem.diagnostic(), position.element())) {
      print(Kind.WARNING, problem);
    }
  }

  /**
   * Prints a finding that belongs to no place.
   *
   * @param diagnostic an error
   * @param arguments what fills the gaps of its text
   */
  public void reportWithoutPosition(Diagnostic diagnostic, String... arguments) {
    messager.printMessage(Kind.ERROR, diagnostic.message(List.of(arguments)));
  }

  private void print(Kind kind, Problem problem) {
    SourcePosition position = problem.position();
    messager.printMessage(
        kind, problem.message(), position.element(), position.annotation(), position.value());
  }

  private static boolean isSuppressed(Diagnostic diagnostic, Element element) {
    for (@Nullable Element scope = element; scope != null; scope = scope.getEnclosingElement()) {
      SuppressWarnings suppressed = scope.getAnnotation(SuppressWarnings.class);
      if (suppressed != null) {
        List<String> keys = Arrays.asList(suppressed.value());
        if (keys.contains(ALL_WARNINGS) || keys.contains(diagnostic.code())) {
          return true;
        }
      }
    }
    return false;
  }
}
