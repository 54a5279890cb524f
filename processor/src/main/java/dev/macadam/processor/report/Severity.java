package dev.macadam.processor.report;

/** How a finding is reported. */
public enum Severity {
  /** It fails the build. */
  ERROR,
  /** It is shown, unless the source suppresses it. */
  WARN,
  /** It is not shown. */
  IGNORE
}
