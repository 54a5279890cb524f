package dev.macadam.processor.body;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.read.Enclosing;
import dev.macadam.processor.read.Lineage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/**
 * Where a lambda, a method reference or the methods of an anonymous class run: that is decided by
 * what it is given to.
 */
final class Functions {

  private static final String EXECUTOR = "java.util.concurrent.Executor";

  private static final Methods EXECUTING =
      new Methods(
          Map.of(
              EXECUTOR,
              Set.of("execute"),
              "java.util.concurrent.ExecutorService",
              Set.of("submit", "invokeAll", "invokeAny"),
              "java.util.concurrent.ScheduledExecutorService",
              Set.of("schedule", "scheduleAtFixedRate", "scheduleWithFixedDelay"),
              "java.util.concurrent.CompletableFuture",
              Set.of("supplyAsync", "runAsync", "completeAsync"),
              "java.lang.Thread",
              Set.of("startVirtualThread"),
              "java.lang.Thread.Builder",
              Set.of("start", "unstarted")));

  private static final Set<String> THREADS = Set.of("java.lang.Thread", "java.util.TimerTask");

  /** What calls its functions before it returns, on the same thread. */
  private static final Methods IN_PLACE =
      new Methods(
          Map.of(
              "java.lang.Iterable",
              Set.of("forEach"),
              "java.util.Map",
              Set.of("forEach", "computeIfAbsent", "computeIfPresent", "compute", "merge"),
              "java.util.Optional",
              Set.of("map", "flatMap", "filter", "ifPresent", "ifPresentOrElse", "or", "orElseGet"),
              RuntimeNames.CONTEXT.canonicalName(),
              Set.of("inContext", "fromContext"),
              RuntimeNames.CONTEXT_FACTORY.canonicalName(),
              Set.of("inContext", "fromContext")));

  /** What holds functions for what it is given to itself. */
  private static final Methods CONTAINERS =
      new Methods(
          Map.of(
              "java.util.List",
              Set.of("of"),
              "java.util.Set",
              Set.of("of"),
              "java.util.Arrays",
              Set.of("asList"),
              "java.util.concurrent.Executors",
              Set.of("callable")));

  private final Trees trees;
  private final VariableUses uses;
  private final boolean inStageHandler;

  Functions(Trees trees, VariableUses uses, boolean inStageHandler) {
    this.trees = trees;
    this.uses = uses;
    this.inStageHandler = inStageHandler;
  }

  /**
   * Where a function runs.
   *
   * @param function the expression
   * @param current where that expression is
   */
  Place placeOf(TreePath function, Place current) {
    TreePath argument = Expressions.dressed(function);
    TreePath around = argument.getParentPath();
    if (around.getLeaf() instanceof NewClassTree creation) {
      return creation.getArguments().contains(argument.getLeaf()) && isThread(around)
          ? Place.OTHER_THREAD
          : Place.UNKNOWN;
    }
    if (!(around.getLeaf() instanceof MethodInvocationTree invocation)) {
      return Place.UNKNOWN;
    }
    int index = invocation.getArguments().indexOf(argument.getLeaf());
    Optional<Call> call = Call.of(around, trees);
    return index < 0 || call.isEmpty()
        ? Place.UNKNOWN
        : placeOfArgument(call.get(), index, current);
  }

  /** Where the methods of an anonymous class run. */
  Place placeOfMethods(TreePath creation, Place current) {
    return isThread(creation) ? Place.OTHER_THREAD : placeOf(creation, current);
  }

  private boolean isThread(TreePath creation) {
    return trees.getElement(creation) instanceof ExecutableElement constructor
        && Lineage.of(Enclosing.typeOf(constructor).asType()).stream().anyMatch(THREADS::contains);
  }

  private Place placeOfArgument(Call call, int index, Place current) {
    if (isWorkOfContext(call)) {
      if (inStageHandler) {
        return Place.CONTEXT_CALL;
      }
      return current == Place.HANDLER ? Place.HANDLER : Place.UNKNOWN;
    }
    if (isAsync(call)) {
      return runsElsewhere(call, index) ? Place.OTHER_THREAD : Place.UNKNOWN;
    }
    if (Pipelines.isStep(call)) {
      return placeInPipeline(call, current);
    }
    if (call.isOn(CompletionStage.class.getName())) {
      return current.isOutsideOfCall() ? Place.STAGE_CALLBACK : Place.UNKNOWN;
    }
    if (CONTAINERS.contain(call)) {
      return placeOf(call.path(), current);
    }
    return IN_PLACE.contain(call) ? current : Place.UNKNOWN;
  }

  private static boolean isWorkOfContext(Call call) {
    return call.owner().getQualifiedName().contentEquals(RuntimeNames.CONTEXT.canonicalName())
        && (call.name().equals("call") || call.name().equals("run"));
  }

  private Place placeInPipeline(Call step, Place current) {
    Pipelines pipelines = new Pipelines(trees);
    if (pipelines.isParallel(step)) {
      return Place.OTHER_THREAD;
    }
    return pipelines.isWhole(step) ? current : Place.UNKNOWN;
  }

  private static boolean isAsync(Call call) {
    return EXECUTING.contain(call)
        || (call.name().endsWith("Async") && call.isOn(CompletionStage.class.getName()));
  }

  /**
   * Only what the JDK declares is trusted to leave the thread, and only with an executor that is
   * not made here: that one may well lead back into the context.
   */
  private boolean runsElsewhere(Call call, int index) {
    List<? extends VariableElement> parameters = call.method().getParameters();
    return call.owner().getQualifiedName().toString().startsWith("java.")
        && !isExecutor(parameters.get(Math.min(index, parameters.size() - 1)))
        && call.receiver().filter(this::isMadeHere).isEmpty()
        && call.arguments().stream()
            .filter(each -> call.arguments().indexOf(each) != index)
            .noneMatch(this::isMadeHere);
  }

  private static boolean isExecutor(VariableElement parameter) {
    return Lineage.of(parameter.asType()).contains(EXECUTOR);
  }

  private boolean isMadeHere(TreePath expression) {
    TreePath bare = Expressions.bare(expression);
    Element variable = trees.getElement(bare);
    return Expressions.isFunction(bare, trees) || (variable != null && uses.isFunction(variable));
  }
}
