package dev.macadam.internal;

import dev.macadam.ContextFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A part of a handler's work that blocks, asked for with {@code context.call}. */
final class Hop<R, V extends @Nullable Object> extends StageStep {

  private final Class<R> type;
  private final ContextFunction<? super R, ? extends V, ?> work;
  private final HandlerFuture<V> future;

  Hop(
      StageInvocation<?> call,
      Workers workers,
      Class<R> type,
      ContextFunction<? super R, ? extends V, ?> work) {
    super(call, workers);
    this.type = type;
    this.work = work;
    this.future = new HandlerFuture<>(call.handler, call.outcome.loop());
  }

  HandlerFuture<V> future() {
    return future;
  }

  @Override
  void work() {
    if (future.isDone()) {
      return; // The handler has cancelled it.
    }
    V result = null;
    Throwable failure = null;
    UnitOfWork unit = Objects.requireNonNull(call.unit(), "the context of " + call.name());
    unit.enter();
    try {
      call.throwIfStopped();
      result = work.apply(unit.get(type));
    } catch (Throwable thrown) {
      failure = thrown;
    }
    RuntimeException leftOpen = unit.leaveHop();
    failure = call.outcomeOf(failure == null ? leftOpen : failure);
    if (failure == null) {
      succeed(result);
    } else {
      fail(failure);
    }
  }

  // A null result is of a nullable type.
  @SuppressWarnings("NullAway")
  private void succeed(@Nullable V result) {
    call.outcome.comeBack(() -> future.complete(result));
  }

  @Override
  void fail(Throwable reason) {
    call.hopFailed(reason);
    call.outcome.comeBack(() -> future.completeExceptionally(reason));
  }
}
