package dev.macadam.processor.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a set of rules found, in the order in which it is printed.
 *
 * @param problems the findings
 */
public record ValidationReport(List<Problem> problems) {

  /** Copies the list. */
  public ValidationReport {
    problems = List.copyOf(problems);
  }

  /**
   * Puts reports one after the other.
   *
   * @param reports the reports
   * @return all their findings
   */
  public static ValidationReport merge(ValidationReport... reports) {
    return new ValidationReport(
        Stream.of(reports).flatMap(report -> report.problems().stream()).toList());
  }

  /**
   * Whether there is an error, so that nothing must be written.
   *
   * @return false if there are at most warnings
   */
  public boolean hasErrors() {
    return problems.stream().anyMatch(problem -> problem.diagnostic().isError());
  }
}
