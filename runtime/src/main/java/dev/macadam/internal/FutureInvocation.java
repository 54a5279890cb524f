package dev.macadam.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A call whose outcome is a future. What the calling thread has to say is asked while it is here.
 */
abstract class FutureInvocation<T extends @Nullable Object> extends Invocation {

  final Outcome<T> outcome;

  FutureInvocation(BoundHandler handler, Phase phase) {
    super(handler, phase);
    Executor completeOn = null;
    Throwable failure = null;
    try {
      completeOn = handler.factory().captureCompleteOn();
    } catch (Throwable thrown) {
      failure = thrown;
    }
    this.outcome = new Outcome<>(this, completeOn);
    if (failure != null) {
      reject(Messages.captureFailed(handler, "completeOn", failure));
    }
  }

  /** A task with what this thread has to take along; null if nothing has. */
  final @Nullable DecoratedTask decorated(Runnable task) {
    UnaryOperator<Runnable> decorator = handler.factory().taskDecorator();
    if (decorator == null) {
      return null;
    }
    try {
      return new DecoratedTask(this, decorator, task);
    } catch (Throwable failure) {
      reject(Messages.captureFailed(handler, "taskDecorator", failure));
      return null;
    }
  }

  /** Whether the call may begin; if not, its future tells why. */
  final boolean isAccepted() {
    if (stopCause() != null) {
      return false;
    }
    if (watch().add(this)) {
      return true;
    }
    reject(Messages.factoryClosed(handler));
    return false;
  }

  final CompletableFuture<T> future() {
    return outcome;
  }

  /** Ends the call, unless it was stopped before. */
  final void conclude(@Nullable T result, @Nullable Throwable failure) {
    releasePermit();
    if (!decide()) {
      finished();
    } else if (outcome.comesBack()) {
      // Whoever closes the factory, and then the event loops, waits for this to be on its way.
      outcome.settle(result, failure);
      finished();
    } else {
      // What is chained runs here, and may close the factory without waiting for itself.
      finished();
      outcome.settle(result, failure);
    }
  }

  @Override
  void stopped(RuntimeException cause) {
    outcome.settle(null, cause);
  }
}
