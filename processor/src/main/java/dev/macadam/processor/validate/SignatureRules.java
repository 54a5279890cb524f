package dev.macadam.processor.validate;

import com.palantir.javapoet.ClassName;
import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.ParameterModel;
import dev.macadam.processor.model.WrapperModel;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.Problem;
import dev.macadam.processor.report.ValidationReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Map<String, HandlerModel> seen = new HashMap<>();

  SignatureRules(WrapperModel wrapper) {
    this.wrapper = wrapper;
  }

  /** Checks one handler against those that were checked before it. */
  ValidationReport check(HandlerModel handler) {
    String signature = signature(handler);
    List<Problem> problems = new ArrayList<>();
    if (OBJECT_METHODS.contains(signature)) {
      problems.add(problem(Diagnostic.CLASH_WITH_OBJECT, handler));
    }
    HandlerModel first = seen.putIfAbsent(signature, handler);
    if (first != null && !isSameMethod(first, handler)) {
      problems.add(problem(Diagnostic.CLASHING_HANDLERS, handler));
    } else if (first != null && !sayTheSame(first, handler)) {
      problems.add(
          Problem.of(
              Diagnostic.CONTRADICTORY_DECLARATIONS,
              handler.position(),
              handler.name(),
              wrapper.displayName(),
              first.origin().declaredIn(),
              handler.origin().declaredIn()));
    }
    if (slots(handler) + OWN_SLOTS > MOST_SLOTS) {
      problems.add(problem(Diagnostic.TOO_MANY_PARAMETERS, handler));
    }
    return new ValidationReport(problems);
  }

  /** Whether a handler that was checked is declared elsewhere too, and was checked before. */
  boolean isRepetition(HandlerModel handler) {
    return !handler.equals(seen.get(signature(handler)));
  }

  private static String signature(HandlerModel handler) {
    return handler.name() + "(" + String.join(", ", handler.erasedSignature()) + ")";
  }

  /** Whether a class inherits one abstract method from two sides; it may not inherit two alike. */
  private static boolean isSameMethod(HandlerModel first, HandlerModel second) {
    return first.origin().inherited()
        && second.origin().inherited()
        && contextTypes(first).equals(contextTypes(second));
  }

  private static List<Optional<ClassName>> contextTypes(HandlerModel handler) {
    return handler.parameters().stream()
        .map(
            parameter ->
                parameter.source() instanceof ParameterModel.FromContext source
                    ? Optional.of(source.type())
                    : Optional.<ClassName>empty())
        .toList();
  }

  private static boolean sayTheSame(HandlerModel first, HandlerModel second) {
    return first.options().meaning().equals(second.options().meaning())
        && first.resources().equals(second.resources())
        && first.result().isStage() == second.result().isStage();
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
