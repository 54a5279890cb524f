package dev.macadam.processor.validate;

import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.WrapperModel;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.Problem;
import dev.macadam.processor.report.ValidationReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the methods of a wrapper can stand side by side, and beside those of {@code Object}. */
final class SignatureRules {

  private static final Set<String> OBJECT_METHODS =
      Set.of(
          "clone()",
          "equals(java.lang.Object)",
          "finalize()",
          "getClass()",
          "hashCode()",
          "notify()",
          "notifyAll()",
          "toString()",
          "wait()",
          "wait(long)",
          "wait(long, int)");

  private static final int MOST_SLOTS = 255;

  /** The lambda in the wrapper has the wrapper itself and the attempt besides. */
  private static final int OWN_SLOTS = 2;

  private final WrapperModel wrapper;
  private final Set<String> seen = new HashSet<>();

  SignatureRules(WrapperModel wrapper) {
    this.wrapper = wrapper;
  }

  /** Checks one handler against those that were checked before it. */
  ValidationReport check(HandlerModel handler) {
    String signature = handler.name() + "(" + String.join(", ", handler.erasedSignature()) + ")";
    List<Problem> problems = new ArrayList<>();
    if (OBJECT_METHODS.contains(signature)) {
      problems.add(problem(Diagnostic.CLASH_WITH_OBJECT, handler));
    }
    if (!seen.add(signature)) {
      problems.add(problem(Diagnostic.CLASHING_HANDLERS, handler));
    }
    if (slots(handler) + OWN_SLOTS > MOST_SLOTS) {
      problems.add(problem(Diagnostic.TOO_MANY_PARAMETERS, handler));
    }
    return new ValidationReport(problems);
  }

  /** As the class file counts parameters: long and double take two. */
  private static int slots(HandlerModel handler) {
    return handler.erasedSignature().stream()
        .mapToInt(type -> type.equals("long") || type.equals("double") ? 2 : 1)
        .sum();
  }

  private Problem problem(Diagnostic diagnostic, HandlerModel handler) {
    List<String> parameters =
        handler.erasedSignature().stream().map(SignatureRules::simpleName).toList();
    return Problem.of(
        diagnostic,
        handler.position(),
        handler.name(),
        wrapper.displayName(),
        handler.name() + "(" + String.join(", ", parameters) + ")");
  }

  private static String simpleName(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
