package dev.macadam.processor.validate;

import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.HandlerModel.Access;
import dev.macadam.processor.model.Located;
import dev.macadam.processor.model.WrapperModel;
import dev.macadam.processor.model.WrapperModel.AnnotationType;
import dev.macadam.processor.model.WrapperModel.InnerOfGeneric;
import dev.macadam.processor.model.WrapperModel.Obstacle;
import dev.macadam.processor.model.WrapperModel.Unreachable;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.Problem;
import dev.macadam.processor.report.ValidationReport;
import java.util.ArrayList;
import java.util.List;

/** Whether the wrapper can name what it has to name and call what it has to call. */
final class PlacementRules {

  private PlacementRules() {}

  static ValidationReport checkClass(WrapperModel wrapper) {
    List<Problem> problems = new ArrayList<>();
    wrapper.obstacle().map(obstacle -> problem(wrapper, obstacle)).ifPresent(problems::add);
    for (String type : wrapper.inaccessibleTypes()) {
      problems.add(
          Problem.of(
              Diagnostic.INACCESSIBLE_BOUND, wrapper.position(), wrapper.displayName(), type));
    }
    return new ValidationReport(problems);
  }

  private static Problem problem(WrapperModel wrapper, Obstacle obstacle) {
    String name = wrapper.displayName();
    if (obstacle instanceof Unreachable unreachable) {
      return Problem.of(
          Diagnostic.UNREACHABLE_CLASS, wrapper.position(), name, unreachable.reason());
    }
    if (obstacle instanceof InnerOfGeneric inner) {
      return Problem.of(
          Diagnostic.INNER_CLASS_OF_GENERIC_CLASS, wrapper.position(), name, inner.outer());
    }
    if (obstacle instanceof AnnotationType) {
      HandlerModel first = wrapper.handlers().get(0);
      return Problem.of(Diagnostic.ANNOTATION_TYPE, first.position(), first.name(), name);
    }
    throw new IllegalStateException("Unknown obstacle");
  }

  static ValidationReport checkHandler(WrapperModel wrapper, HandlerModel handler) {
    String name = wrapper.displayName();
    List<Problem> problems = new ArrayList<>();
    if (handler.access() == Access.PRIVATE) {
      problems.add(
          Problem.of(Diagnostic.PRIVATE_HANDLER, handler.position(), handler.name(), name));
    } else if (!handler.origin().callable()) {
      problems.add(
          Problem.of(
              Diagnostic.INACCESSIBLE_INHERITED_HANDLER,
              handler.position(),
              handler.name(),
              name,
              handler.origin().declaredIn()));
    }
    for (Located<String> type : handler.inaccessibleTypes()) {
      problems.add(
          Problem.of(
              Diagnostic.INACCESSIBLE_TYPE, type.position(), handler.name(), name, type.value()));
    }
    return new ValidationReport(problems);
  }
}
