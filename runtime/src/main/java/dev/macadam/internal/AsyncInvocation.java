package dev.macadam.internal;

import dev.macadam.HandlerRejectedException;
import dev.macadam.support.HandlerBody;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call whose body runs on an executor and whose outcome is a future. */
final class AsyncInvocation<T extends @Nullable Object> extends Invocation implements Runnable {

  private final Outcome<T> outcome = new Outcome<>(this);
  private final HandlerBody<T> body;

  /** The thread that is handing this call to its executor now. */
  private volatile @Nullable Thread submitter;

  private volatile boolean ranInSubmitter;

  private AsyncInvocation(BoundHandler handler, HandlerBody<T> body) {
    super(handler);
    this.body = body;
  }

  static <T extends @Nullable Object> CompletableFuture<T> submit(
      BoundHandler handler, HandlerBody<T> body) {
    AsyncInvocation<T> call = new AsyncInvocation<>(handler, body);
    if (call.watch().add(call)) {
      call.enter(false);
    } else {
      call.reject(Messages.factoryClosed(handler));
    }
    return call.outcome;
  }

  @Override
  @Nullable HandlerRejectedException start() {
    submitter = Thread.currentThread();
    try {
      handler.workers().executor().execute(this);
    } catch (Throwable refusal) {
      return Messages.executorRefused(this, refusal);
    } finally {
      submitter = null;
    }
    return ranInSubmitter ? Messages.executorRanInCaller(this) : null;
  }

  @Override
  void again() {
    enter(true);
  }

  @Override
  public void run() {
    if (Thread.currentThread() == submitter) {
      ranInSubmitter = true;
      return;
    }
    if (!begin()) {
      return;
    }
    T result = null;
    Throwable failure = null;
    try {
      result = body.run(this);
    } catch (Throwable thrown) {
      failure = thrown;
    }
    releasePermit();
    if (failure != null) {
      long pause = pauseBeforeNextAttempt(failure);
      if (pause >= 0) {
        watch().wakeBy(this, watch().now() + pause);
        return;
      }
    }
    boolean decided = decide();
    finished();
    if (decided) {
      outcome.settle(result, failure);
    }
  }

  @Override
  void stopped(RuntimeException cause) {
    outcome.settle(null, cause);
  }

  /** The future that a wrapper's method returns. Completing it from outside stops the call. */
  private static final class Outcome<T extends @Nullable Object> extends CompletableFuture<T> {

    /** Null once the call is over: a future that is kept does not keep its arguments. */
    private volatile @Nullable Invocation invocation;

    Outcome(Invocation invocation) {
      this.invocation = invocation;
    }

    // A failed call has no result; a null result is of a nullable type.
    @SuppressWarnings("NullAway")
    void settle(@Nullable T result, @Nullable Throwable failure) {
      invocation = null;
      if (failure == null) {
        super.complete(result);
      } else {
        super.completeExceptionally(failure);
      }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      Invocation running = invocation;
      if (running != null) {
        running.stop(Messages.cancelled(running));
      }
      return isCancelled();
    }

    @Override
    public boolean complete(T value) {
      Invocation running = invocation;
      return running != null
          && running.stop(Messages.settledByCaller(running), () -> settle(value, null));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
      Invocation running = invocation;
      Objects.requireNonNull(failure, "failure");
      return running != null
          && running.stop(Messages.settledByCaller(running), () -> settle(null, failure));
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

    /** What is chained on this future is an ordinary one. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new CompletableFuture<>();
    }
  }
}
