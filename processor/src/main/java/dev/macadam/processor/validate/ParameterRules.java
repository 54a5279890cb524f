package dev.macadam.processor.validate;

import com.palantir.javapoet.ClassName;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    checkRepetitions(handler, problems);
    return new ValidationReport(problems);
  }

  private static void checkRepetitions(HandlerModel handler, List<Problem> problems) {
    Map<Resource, String> seen = new HashMap<>();
    for (ParameterModel parameter : handler.parameters()) {
      if (parameter.source() instanceof FromContext source) {
        Resource resource = Resource.of(source, handler);
        String first = seen.putIfAbsent(resource, parameter.name());
        if (first != null) {
          problems.add(
              Problem.of(
                  Diagnostic.SAME_PARAMETER_TWICE,
                  parameter.position(),
                  parameter.name(),
                  handler.name(),
                  source.type().simpleName(),
                  first));
        }
      }
    }
  }

  /** What a context is asked for, in full. */
  private record Resource(ClassName type, String name) {

    static Resource of(FromContext source, HandlerModel handler) {
      boolean ofDatabase = RuntimeNames.CONTEXT_TYPES.contains(source.type().canonicalName());
      String unnamed = ofDatabase ? handler.options().database().value() : RuntimeNames.DEFAULT;
      return new Resource(source.type(), source.name().map(Located::value).orElse(unnamed));
    }
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
