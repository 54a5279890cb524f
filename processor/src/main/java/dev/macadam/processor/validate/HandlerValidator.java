package dev.macadam.processor.validate;

import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.WrapperModel;
import dev.macadam.processor.report.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a class to all the rules. */
public final class HandlerValidator {

  /** Said where the handler is declared, in this compilation, and not a second time. */
  private static final ValidationReport NOTHING = new ValidationReport(List.of());

  private HandlerValidator() {}

  /**
   * What is left of a class.
   *
   * @param report all findings, in source order
   * @param writable the class with those handlers that are right; absent if the class itself is
   *     wrong
   */
  public record Outcome(ValidationReport report, Optional<WrapperModel> writable) {}

  /**
   * Checks a class and its handlers.
   *
   * @param wrapper the model of its wrapper
   * @return the findings, and what can be written in spite of them
   */
  public static Outcome validate(WrapperModel wrapper) {
    ValidationReport placement = PlacementRules.checkClass(wrapper);
    if (placement.hasErrors()) {
      return new Outcome(placement, Optional.empty());
    }
    List<ValidationReport> reports = new ArrayList<>(List.of(placement));
    List<HandlerModel> right = new ArrayList<>();
    SignatureRules signatures = new SignatureRules(wrapper);
    for (HandlerModel handler : wrapper.handlers()) {
      ValidationReport result =
          ValidationReport.merge(checkResult(wrapper, handler), StageRules.check(wrapper, handler));
      ValidationReport other =
          ValidationReport.merge(
              ParameterRules.check(handler),
              CallerRules.check(handler),
              OptionRules.check(wrapper, handler));
      HandlerModel.Origin origin = handler.origin();
      ValidationReport report =
          ValidationReport.merge(
              PlacementRules.checkHandler(wrapper, handler),
              origin.reportedThere() ? NOTHING : other,
              origin.reportedThere() && !origin.ownResult() ? NOTHING : result,
              signatures.check(handler));
      reports.add(report);
      if (!ValidationReport.merge(report, other, result).hasErrors()
          && !signatures.isRepetition(handler)) {
        right.add(handler);
      }
    }
    return new Outcome(
        ValidationReport.merge(reports.toArray(ValidationReport[]::new)),
        Optional.of(wrapper.withHandlers(right)));
  }

  /** A stream of entities is a stream, and what its entities lack does not matter any more. */
  private static ValidationReport checkResult(WrapperModel wrapper, HandlerModel handler) {
    ValidationReport report = ResultRules.check(wrapper, handler);
    return report.hasErrors()
        ? report
        : ValidationReport.merge(report, LazyRules.check(wrapper, handler));
  }
}
