package dev.macadam.processor.body;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.macadam.processor.body.ContextValues.Value;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.report.Diagnostic;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/** What belongs to the context must not be used on a thread of somebody else. */
final class OtherThreadRule implements BodyRule {

  /** What may be asked of a session or a connection anywhere, or is there to stop it. */
  private static final Set<String> HARMLESS =
      Set.of(
          "getClass",
          "hashCode",
          "equals",
          "toString",
          "isOpen",
          "isClosed",
          "cancelQuery",
          "abort");

  /** What a context refuses on another thread. */
  private static final Set<String> BOUND =
      Set.of("connection", "register", "child", "commit", "inContext", "fromContext", "close");

  /** What only the context of a handler that returns a stage allows there. */
  private static final Set<String> BOUND_WITHOUT_STAGE =
      Set.of("call", "run", "setRollbackOnly", "afterCommit", "onClose");

  private final HandlerBody body;
  private final Set<Use> reported = new HashSet<>();

  OtherThreadRule(HandlerBody body) {
    this.body = body;
  }

  /** A variable in a function; one that is used several times there is reported once. */
  private record Use(Tree function, @Nullable Element variable) {}

  @Override
  public void atCall(Call call, Place place) {
    if (place != Place.OTHER_THREAD) {
      return;
    }
    call.receiver()
        .flatMap(body.values()::of)
        // A session that was asked for here is reported where it was.
        .filter(used -> used.variable() != null && isBound(used, call))
        .ifPresent(used -> report(used, call.shown()));
    List<? extends VariableElement> parameters = call.method().getParameters();
    for (int index = 0; index < Math.min(parameters.size(), call.arguments().size()); index++) {
      TreePath argument = call.arguments().get(index);
      if (takesResource(parameters.get(index))) {
        body.values()
            .of(argument)
            .filter(used -> used.variable() != null && !used.isContext())
            .ifPresent(used -> report(used, body.shown(argument)));
      }
    }
  }

  private boolean isBound(Value used, Call call) {
    if (!used.isContext()) {
      return !HARMLESS.contains(call.name());
    }
    Optional<Value> given = body.values().given(call);
    return BOUND.contains(call.name())
        || given.filter(value -> !value.isContext()).isPresent()
        || (!body.returnsStage() && BOUND_WITHOUT_STAGE.contains(call.name()));
  }

  /** Whether it is a session or a connection that is asked for, and not just any object. */
  private static boolean takesResource(VariableElement parameter) {
    return parameter.asType() instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement type
        && RuntimeNames.CONTEXT_TYPES.contains(type.getQualifiedName().toString());
  }

  private void report(Value used, TreePath where) {
    if (reported.add(new Use(function(where), used.variable()))) {
      body.report(
          Diagnostic.VALUE_ON_OTHER_THREAD,
          where,
          used.display(),
          body.returnsStage()
              ? "do that in context.call(...), which may be called on any thread, or pass on plain"
                  + " values that are read before."
              : "do that in the handler itself and pass on plain values, or call a wrapper there,"
                  + " which has a context of its own.");
    }
  }

  private static Tree function(TreePath path) {
    TreePath scope = path;
    while (!(scope.getLeaf() instanceof LambdaExpressionTree)
        && !(scope.getLeaf() instanceof MethodTree)) {
      scope = scope.getParentPath();
    }
    return scope.getLeaf();
  }
}
