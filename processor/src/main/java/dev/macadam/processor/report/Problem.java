package dev.macadam.processor.report;

import java.util.List;

/**
 * One finding.
 *
 * @param diagnostic which rule was broken
 * @param position where
 * @param arguments what fills the gaps of the diagnostic's text
 */
public record Problem(Diagnostic diagnostic, SourcePosition position, List<String> arguments) {

  /** Copies the arguments. */
  public Problem {
    arguments = List.copyOf(arguments);
  }

  /**
   * A finding.
   *
   * @param diagnostic which rule was broken
   * @param position where
   * @param arguments what fills the gaps of the diagnostic's text
   * @return the finding
   */
  public static Problem of(Diagnostic diagnostic, SourcePosition position, String... arguments) {
    return new Problem(diagnostic, position, List.of(arguments));
  }

  /**
   * The text for the user.
   *
   * @return several lines, of which the first one stands alone
   */
  public String message() {
    return diagnostic.message(arguments);
  }
}
