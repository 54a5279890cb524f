package dev.macadam.processor.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Prints findings. Nothing else in the processor talks to the compiler's messager. */
public final class DiagnosticReporter {

  private static final String ALL_WARNINGS = "macadam";

  private final Messager messager;
  private final Map<Diagnostic, Severity> severities;

  /**
   * Creates a reporter.
   *
   * @param messager of the compilation
   * @param severities what the build wants some diagnostics to be; the others are what the
   *     catalogue says
   */
  public DiagnosticReporter(Messager messager, Map<Diagnostic, Severity> severities) {
    this.messager = messager;
    this.severities = Map.copyOf(severities);
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
    switch (severity(problem.diagnostic())) {
      case ERROR -> print(Kind.ERROR, problem);
      case WARN -> {
        if (!isSuppressed(problem.diagnostic(), problem.position().element())) {
          print(Kind.WARNING, problem);
        }
      }
      case IGNORE -> {}
    }
  }

  private Severity severity(Diagnostic diagnostic) {
    return severities.getOrDefault(
        diagnostic, diagnostic.isError() ? Severity.ERROR : Severity.WARN);
  }

  private void print(Kind kind, Problem problem) {
    SourcePosition position = problem.position();
    messager.printMessage(
        kind, problem.message(), position.element(), position.annotation(), position.value());
  }

  /**
   * Whether the source suppresses a warning.
   *
   * @param diagnostic the warning
   * @param element where it belongs; what is around it counts too
   * @return true if it must not be shown
   */
  public static boolean isSuppressed(Diagnostic diagnostic, @Nullable Element element) {
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
