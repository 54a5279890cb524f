package dev.macadam.processor.body;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.report.Diagnostic;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import javax.lang.model.element.Modifier;

/** A handler that returns a stage must not block the calling thread. */
final class BlockingRule implements BodyRule {

  /** What is there to wait. What waits only at times, as a lock does, is not certain enough. */
  private static final Methods BLOCKING =
      new Methods(
          Map.of(
              "java.lang.Thread",
              Set.of("sleep", "join"),
              "java.lang.Object",
              Set.of("wait"),
              "java.util.concurrent.TimeUnit",
              Set.of("sleep", "timedJoin", "timedWait"),
              "java.util.concurrent.CountDownLatch",
              Set.of("await"),
              "java.util.concurrent.CyclicBarrier",
              Set.of("await"),
              "java.util.concurrent.locks.Condition",
              Set.of("await", "awaitUninterruptibly", "awaitNanos", "awaitUntil"),
              "java.util.concurrent.locks.LockSupport",
              Set.of("park", "parkNanos", "parkUntil"),
              "java.util.concurrent.BlockingQueue",
              Set.of("take"),
              "java.util.concurrent.ExecutorService",
              Set.of("invokeAll", "invokeAny", "awaitTermination"),
              "java.lang.Process",
              Set.of("waitFor")));

  private static final Methods WAITING =
      new Methods(Map.of("java.util.concurrent.Future", Set.of("join", "get")));

  /** What has most likely only begun when its future is there. */
  private static final Methods BEGINNING =
      new Methods(
          Map.of(
              RuntimeNames.CONTEXT.canonicalName(),
              Set.of("call", "run"),
              "java.util.concurrent.ExecutorService",
              Set.of("submit"),
              "java.util.concurrent.CompletableFuture",
              Set.of("supplyAsync", "runAsync")));

  private final HandlerBody body;

  BlockingRule(HandlerBody body) {
    this.body = body;
  }

  @Override
  public void atCall(Call call, Place place) {
    if (place == Place.CALLING_THREAD
        && (BLOCKING.contain(call)
            || (WAITING.contain(call) && call.receiver().filter(this::hasJustBegun).isPresent()))) {
      body.report(Diagnostic.CALLING_THREAD_BLOCKED, call.shown(), call.display());
    }
  }

  private boolean hasJustBegun(TreePath future) {
    TreePath bare = Expressions.bare(future);
    if (!(bare.getLeaf() instanceof MethodInvocationTree)) {
      return false;
    }
    Optional<Call> call = Call.of(bare, body.trees());
    return call.filter(BEGINNING::contain).isPresent()
        || call.filter(each -> each.isOn(CompletionStage.class.getName()))
            .filter(each -> !each.method().getModifiers().contains(Modifier.STATIC))
            .flatMap(Call::receiver)
            .filter(this::hasJustBegun)
            .isPresent();
  }
}
