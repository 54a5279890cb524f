package dev.macadam.processor.validate;

import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.HandlerOptions;
import dev.macadam.processor.model.Located;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.model.ThrowableModel;
import dev.macadam.processor.model.TimeoutModel;
import dev.macadam.processor.model.WrapperModel;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.Problem;
import dev.macadam.processor.report.SourcePosition;
import dev.macadam.processor.report.ValidationReport;
import java.util.ArrayList;
import java.util.List;

/** Whether the values of the annotation make sense, each alone and together. */
final class OptionRules {

  private static final String THROWABLE = "java.lang.Throwable";
  private static final String ERROR = "java.lang.Error";
  private static final String VIRTUAL_MACHINE_ERROR = "java.lang.VirtualMachineError";

  private final WrapperModel wrapper;
  private final HandlerModel handler;
  private final HandlerOptions options;
  private final List<Problem> problems = new ArrayList<>();

  private OptionRules(WrapperModel wrapper, HandlerModel handler) {
    this.wrapper = wrapper;
    this.handler = handler;
    this.options = handler.options();
  }

  static ValidationReport check(WrapperModel wrapper, HandlerModel handler) {
    OptionRules rules = new OptionRules(wrapper, handler);
    rules.checkName(rules.options.executor(), "executor");
    rules.checkName(rules.options.database(), "database");
    rules.checkCaller(rules.options.executor());
    rules.checkTimeout();
    rules.checkAttempts();
    rules.checkKeptExceptions();
    rules.checkRetriedErrors();
    return new ValidationReport(rules.problems);
  }

  private void checkName(Located<String> name, String option) {
    if (name.value().isBlank()) {
      report(Diagnostic.BLANK_NAME, name.position(), option);
    }
  }

  private void checkCaller(Located<String> executor) {
    String name = executor.value();
    if (!name.equals(RuntimeNames.CALLER) && name.strip().equalsIgnoreCase(RuntimeNames.CALLER)) {
      report(Diagnostic.ALMOST_CALLER, executor.position(), name);
    }
  }

  private void checkTimeout() {
    TimeoutModel timeout = options.timeout().value();
    SourcePosition position = options.timeout().position();
    switch (timeout.kind()) {
      case UNREADABLE -> report(Diagnostic.UNREADABLE_TIMEOUT, position, timeout.text());
      case NOT_POSITIVE -> report(Diagnostic.TIMEOUT_NOT_POSITIVE, position, timeout.text());
      case TOO_LONG -> report(Diagnostic.TIMEOUT_TOO_LONG, position, timeout.text());
      case VALID -> {
        if (timeout.duration().toMillis() == 0) {
          report(Diagnostic.TIMEOUT_TOO_SHORT, position, timeout.text());
        }
      }
      case UNSET -> {}
    }
  }

  private void checkAttempts() {
    int attempts = options.attempts().value();
    if (attempts < 1) {
      report(
          Diagnostic.ATTEMPTS_BELOW_ONE, options.attempts().position(), Integer.toString(attempts));
    } else if (attempts == 1
        && !options.retryOn().value().isEmpty()
        && !handler.result().isStage()) {
      report(Diagnostic.RETRY_WITHOUT_ATTEMPTS, options.retryOn().position());
    }
  }

  private void checkKeptExceptions() {
    for (ThrowableModel kept : options.dontRollbackOn()) {
      if (kept.type().canonicalName().equals(THROWABLE)) {
        report(Diagnostic.KEEPS_EVERYTHING, kept.position());
      } else if (!kept.catchable() && !handler.result().isStage()) {
        // Only from a stage can an exception come that nobody declares.
        report(Diagnostic.KEPT_EXCEPTION_NEVER_THROWN, kept.position(), kept.type().simpleName());
      } else {
        checkAgainstRetry(kept);
        if (isError(kept)) {
          reportErrors(kept, "dontRollbackOn", "the work is half done");
        }
      }
    }
  }

  private void checkRetriedErrors() {
    for (ThrowableModel retried : options.retryOn().value()) {
      if (isError(retried) || retried.type().canonicalName().equals(THROWABLE)) {
        reportErrors(retried, "retryOn", "another attempt makes things worse");
      }
    }
  }

  private static boolean isError(ThrowableModel type) {
    return type.type().canonicalName().equals(ERROR)
        || type.lineage().contains(VIRTUAL_MACHINE_ERROR);
  }

  private void reportErrors(ThrowableModel listed, String option, String reason) {
    report(Diagnostic.LISTS_ERRORS, listed.position(), listed.type().simpleName(), option, reason);
  }

  private void checkAgainstRetry(ThrowableModel kept) {
    options.retryOn().value().stream()
        .filter(retried -> retried.isA(kept) || kept.isA(retried))
        .findFirst()
        .ifPresent(
            retried ->
                report(
                    Diagnostic.KEPT_AND_RETRIED,
                    kept.position(),
                    kept.type().simpleName(),
                    retried.type().simpleName()));
  }

  /** The first two arguments of every message are the handler and its class. */
  private void report(Diagnostic diagnostic, SourcePosition position, String... further) {
    List<String> arguments = new ArrayList<>(List.of(handler.name(), wrapper.displayName()));
    arguments.addAll(List.of(further));
    problems.add(new Problem(diagnostic, position, arguments));
  }
}
