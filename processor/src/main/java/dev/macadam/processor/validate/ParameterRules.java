package dev.macadam.processor.validate;

import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.Located;
import dev.macadam.processor.model.ParameterModel;
import dev.macadam.processor.model.ParameterModel.FromContext;
import dev.macadam.processor.model.ParameterModel.Unusable;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.Problem;
import dev.macadam.processor.report.ValidationReport;
import java.util.ArrayList;
import java.util.List;

/** Whether the context can provide what it is asked for. */
final class ParameterRules {

  private ParameterRules() {}

  static ValidationReport check(HandlerModel handler) {
    List<Problem> problems = new ArrayList<>();
    for (ParameterModel parameter : handler.parameters()) {
      if (parameter.source() instanceof Unusable unusable) {
        problems.add(
            Problem.of(
                Diagnostic.UNUSABLE_CONTEXT_TYPE,
                parameter.position(),
                parameter.name(),
                handler.name(),
                unusable.type()));
      } else if (parameter.source() instanceof FromContext source && source.name().isPresent()) {
        checkName(handler, parameter, source, source.name().get(), problems);
      }
    }
    return new ValidationReport(problems);
  }

  private static void checkName(
      HandlerModel handler,
      ParameterModel parameter,
      FromContext source,
      Located<String> name,
      List<Problem> problems) {
    if (name.value().isBlank()) {
      problems.add(
          Problem.of(
              Diagnostic.BLANK_RESOURCE_NAME, name.position(), parameter.name(), handler.name()));
    } else if (source.type().equals(RuntimeNames.CONTEXT)) {
      problems.add(
          Problem.of(
              Diagnostic.NAMED_CONTEXT,
              name.position(),
              parameter.name(),
              handler.name(),
              name.value()));
    }
  }
}
