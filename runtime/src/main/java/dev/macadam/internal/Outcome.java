package dev.macadam.internal;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future that a wrapper's method returns. Completing it from outside stops the call. It
 * completes on the executor that was captured when the call was made, or else where the call ends.
 */
final class Outcome<T extends @Nullable Object> extends HandlerFuture<T> {

  private final @Nullable Executor completeOn;

  /** Null once the call is over: a future that is kept does not keep its arguments. */
  private volatile @Nullable Invocation invocation;

  /**
   * The outcome of a call that is made now, by this thread.
   *
   * @param completeOn where it completes; null for wherever the call ends
   */
  Outcome(Invocation invocation, @Nullable Executor completeOn) {
    super(invocation.handler, completeOn == null ? null : Thread.currentThread());
    this.invocation = invocation;
    this.completeOn = completeOn;
  }

  /** Whether it completes on an executor that was captured. */
  boolean comesBack() {
    return completeOn != null;
  }

  /** The call is over. */
  void settle(@Nullable T result, @Nullable Throwable failure) {
    invocation = null;
    if (completeOn == null) {
      settleHere(result, failure);
    } else {
      comeBack(() -> settleHere(result, failure));
    }
  }

  /** Does something on the captured executor; here if there is none, or it does not take it. */
  void comeBack(Runnable completion) {
    Executor executor = completeOn;
    if (executor != null && Thread.currentThread() != loop()) {
      try {
        executor.execute(completion);
        return;
      } catch (Throwable refusal) {
        // An event loop that has ended. The future has to complete all the same.
      }
    }
    completion.run();
  }

  // A failed call has no result; a null result is of a nullable type.
  @SuppressWarnings("NullAway")
  private void settleHere(@Nullable T result, @Nullable Throwable failure) {
    if (failure == null) {
      super.complete(result);
    } else {
      super.completeExceptionally(failure);
    }
  }

  /** Whoever completes this future sees it complete at once. */
  private boolean stop(Invocation running, RuntimeException cause, Runnable completion) {
    return running.stop(
        cause,
        () -> {
          invocation = null;
          completion.run();
        });
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    Invocation running = invocation;
    if (running != null) {
      RuntimeException cause = Messages.cancelled(running);
      stop(running, cause, () -> settleHere(null, cause));
    }
    return isCancelled();
  }

  @Override
  public boolean complete(T value) {
    Invocation running = invocation;
    return running != null
        && stop(running, Messages.settledByCaller(running), () -> settleHere(value, null));
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    Invocation running = invocation;
    Objects.requireNonNull(failure, "failure");
    return running != null
        && stop(running, Messages.settledByCaller(running), () -> settleHere(null, failure));
  }

  @Override
  public CompletableFuture<T> orTimeout(long timeout, TimeUnit unit) {
    return after(timeout, unit, timedOut -> settleHere(null, timedOut));
  }

  @Override
  public CompletableFuture<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
    return after(timeout, unit, timedOut -> settleHere(value, null));
  }

  /** The thread that keeps the time is nobody's, so what it does comes back. */
  private CompletableFuture<T> after(long timeout, TimeUnit unit, Consumer<Throwable> completion) {
    if (!isDone()) {
      CompletableFuture<?> timer = new CompletableFuture<>().orTimeout(timeout, unit);
      timer.exceptionally(
          timedOut -> {
            Invocation running = invocation;
            if (running != null) {
              stop(
                  running,
                  Messages.settledByCaller(running),
                  () -> comeBack(() -> completion.accept(timedOut)));
            }
            return null;
          });
      CompletionStage<T> call = this;
      call.whenComplete((result, failure) -> timer.cancel(false));
    }
    return this;
  }

  @Override
  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
    executor.execute(
        () -> {
          try {
            complete(supplier.get());
          } catch (Throwable failure) {
            completeExceptionally(failure);
          }
        });
    return this;
  }

  @Override
  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier) {
    return completeAsync(supplier, defaultExecutor());
  }

  @Override
  public void obtrudeValue(T value) {
    throw Messages.outcomeStands();
  }

  @Override
  public void obtrudeException(Throwable failure) {
    throw Messages.outcomeStands();
  }
}
