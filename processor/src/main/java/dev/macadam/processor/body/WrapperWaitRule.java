package dev.macadam.processor.body;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.util.TreePath;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.read.Lineage;
import dev.macadam.processor.report.Diagnostic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** A handler must not wait for another unit of work. */
final class WrapperWaitRule implements BodyRule {

  private static final String SUFFIX = "InContext";

  private static final Methods WAITING =
      new Methods(Map.of("java.util.concurrent.CompletableFuture", Set.of("join", "get")));

  private final HandlerBody body;
  private final Map<Element, String> futures = new HashMap<>();

  WrapperWaitRule(HandlerBody body) {
    this.body = body;
  }

  @Override
  public void atVariable(TreePath variable, TreePath value) {
    Element element = body.trees().getElement(variable);
    if (element != null && !body.uses().isAssigned(element) && body.uses().isJustAwaited(element)) {
      wrapperCall(value).ifPresent(call -> futures.put(element, call));
    }
  }

  @Override
  public void atCall(Call call, Place place) {
    if ((place.isInContext() || place == Place.CALLING_THREAD) && WAITING.contain(call)) {
      call.receiver()
          .flatMap(this::wrapperCall)
          .ifPresent(
              awaited ->
                  body.report(Diagnostic.WRAPPER_AWAITED, call.shown(), awaited, call.name()));
    }
  }

  /** The wrapper's method whose future, or one derived from it, an expression is. */
  private Optional<String> wrapperCall(TreePath expression) {
    TreePath bare = Expressions.bare(expression);
    if (bare.getLeaf() instanceof IdentifierTree) {
      return Optional.ofNullable(futures.get(body.trees().getElement(bare)));
    }
    Optional<Call> call = Call.of(bare, body.trees());
    if (call.isEmpty()) {
      return Optional.empty();
    }
    if (isWrapper(call.get().owner())) {
      return call.map(Call::display);
    }
    return call.get().isOn(CompletionStage.class.getName())
            && !call.get().method().getModifiers().contains(Modifier.STATIC)
        ? call.get().receiver().flatMap(this::wrapperCall)
        : Optional.empty();
  }

  /** Known by its support, since the annotation that says so is gone from class files. */
  private static boolean isWrapper(TypeElement type) {
    return type.getSimpleName().toString().endsWith(SUFFIX)
        && ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
            .anyMatch(
                field ->
                    Lineage.of(field.asType())
                        .contains(RuntimeNames.HANDLER_SUPPORT.canonicalName()));
  }
}
