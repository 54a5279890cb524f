package dev.macadam.internal;

import dev.macadam.HandlerRejectedException;
import dev.macadam.support.HandlerBody;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A call whose body runs on an executor. */
final class AsyncInvocation<T extends @Nullable Object> extends FutureInvocation<T>
    implements Runnable {

  private final HandlerBody<T> body;
  private final @Nullable DecoratedTask decorated;

  private AsyncInvocation(BoundHandler handler, HandlerBody<T> body) {
    super(handler, Phase.WAITING);
    this.body = body;
    this.decorated = decorated(this::work);
  }

  static <T extends @Nullable Object> CompletableFuture<T> submit(
      BoundHandler handler, HandlerBody<T> body) {
    AsyncInvocation<T> call = new AsyncInvocation<>(handler, body);
    if (call.isAccepted()) {
      call.enter(false);
    }
    return call.future();
  }

  @Override
  @Nullable HandlerRejectedException start() {
    return handOver(handler.workers(), this);
  }

  @Override
  void again() {
    enter(true);
  }

  @Override
  public void run() {
    if (runsInSubmitter()) {
      return;
    }
    if (decorated == null) {
      work();
    } else {
      decorated.run(this::reject);
    }
  }

  private void work() {
    if (!begin()) {
      return;
    }
    @Nullable Object[] slot = ThreadSlot.mine();
    BoundHandler before = ThreadSlot.beginTask(slot, handler);
    try {
      makeAttempt();
    } finally {
      ThreadSlot.endTask(slot, before);
    }
  }

  private void makeAttempt() {
    T result = null;
    Throwable failure = null;
    beginHere();
    try {
      result = body.run(this);
    } catch (Throwable thrown) {
      failure = thrown;
    }
    endHere();
    releasePermit();
    if (failure != null) {
      long pause = pauseBeforeNextAttempt(failure);
      if (pause >= 0) {
        watch().wakeBy(this, watch().now() + pause);
        return;
      }
    }
    conclude(result, failure);
  }
}
