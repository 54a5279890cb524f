package dev.macadam.processor.validate;

import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.HandlerOptions;
import dev.macadam.processor.model.Located;
import dev.macadam.processor.model.ParameterModel;
import dev.macadam.processor.model.ParameterModel.FromContext;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.model.WrapperModel;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.Problem;
import dev.macadam.processor.report.SourcePosition;
import dev.macadam.processor.report.ValidationReport;
import java.util.ArrayList;
import java.util.List;

/** Whether a handler that returns a stage keeps to what can be done on the calling thread. */
final class StageRules {

  private final WrapperModel wrapper;
  private final HandlerModel handler;
  private final List<Problem> problems = new ArrayList<>();

  private StageRules(WrapperModel wrapper, HandlerModel handler) {
    this.wrapper = wrapper;
    this.handler = handler;
  }

  static ValidationReport check(WrapperModel wrapper, HandlerModel handler) {
    StageRules rules = new StageRules(wrapper, handler);
    if (handler.result().isStage()) {
      rules.checkOptions(handler.options());
      rules.checkParameters();
    }
    return new ValidationReport(rules.problems);
  }

  private void checkOptions(HandlerOptions options) {
    if (options.runsInCaller()) {
      report(
          Diagnostic.STAGE_OPTION,
          options.executor().position(),
          "executor = \"" + RuntimeNames.CALLER + "\"");
    }
    if (options.attempts().value() > 1) {
      report(
          Diagnostic.STAGE_OPTION,
          options.attempts().position(),
          "attempts = " + options.attempts().value());
    }
    if (!options.retryOn().value().isEmpty()) {
      report(Diagnostic.STAGE_OPTION, options.retryOn().position(), "retryOn");
    }
  }

  private void checkParameters() {
    boolean takesNothing = true;
    for (ParameterModel parameter : handler.parameters()) {
      takesNothing &= parameter.isFromCaller();
      if (parameter.source() instanceof FromContext source
          && !source.type().equals(RuntimeNames.CONTEXT)) {
        report(
            Diagnostic.STAGE_PARAMETER,
            parameter.position(),
            parameter.name(),
            source.type().simpleName(),
            instead(parameter.name(), source));
      }
    }
    if (takesNothing) {
      report(Diagnostic.STAGE_WITHOUT_CONTEXT, handler.position());
    }
  }

  private static String instead(String name, FromContext source) {
    String type = source.type().simpleName() + ".class";
    return source
        .name()
        .map(Located::value)
        .map(
            database ->
                "context.call(inside -> { %s %s = inside.get(%s, \"%s\"); ... })"
                    .formatted(source.type().simpleName(), name, type, database))
        .orElseGet(() -> "context.call(%s, %s -> ...)".formatted(type, name));
  }

  /** The first two arguments of every message are the handler and its class. */
  private void report(Diagnostic diagnostic, SourcePosition position, String... further) {
    List<String> arguments = new ArrayList<>(List.of(handler.name(), wrapper.displayName()));
    arguments.addAll(List.of(further));
    problems.add(new Problem(diagnostic, position, arguments));
  }
}
