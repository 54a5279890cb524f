package dev.macadam.processor.validate;

import static java.util.stream.Collectors.joining;

import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.LazyPath;
import dev.macadam.processor.model.WrapperModel;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.Problem;
import dev.macadam.processor.report.ValidationReport;
import java.util.List;

/** Whether a result has everything that its type promises, once there is no session any more. */
final class LazyRules {

  /** How many paths are written out besides the first one. */
  private static final int MOST_OTHERS = 5;

  private LazyRules() {}

  static ValidationReport check(WrapperModel wrapper, HandlerModel handler) {
    List<LazyPath> paths = handler.result().lazyPaths();
    if (paths.isEmpty()) {
      return new ValidationReport(List.of());
    }
    LazyPath first = paths.get(0);
    List<LazyPath> others = paths.subList(1, paths.size());
    return new ValidationReport(
        List.of(
            Problem.of(
                Diagnostic.LAZY_RESULT,
                handler.position(),
                handler.name(),
                wrapper.displayName(),
                handler.result().display(),
                "%s: %s, %s".formatted(first.path(), first.type(), first.reason()),
                others.isEmpty() ? "" : ", and " + others.size() + " more",
                others.isEmpty() ? "" : " Lazy too: " + list(others) + ".")));
  }

  private static String list(List<LazyPath> others) {
    int left = others.size() - MOST_OTHERS;
    return others.stream().limit(MOST_OTHERS).map(LazyPath::path).collect(joining(", "))
        + (left > 0 ? ", and " + left + " more" : "");
  }
}
