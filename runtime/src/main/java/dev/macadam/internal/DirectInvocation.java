package dev.macadam.internal;

import dev.macadam.Context;
import dev.macadam.HandlerRejectedException;
import dev.macadam.support.HandlerBody;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A call whose body runs on the thread that calls, which waits for admission itself. */
final class DirectInvocation extends Invocation {

  private final Thread caller = Thread.currentThread();

  private DirectInvocation(BoundHandler handler) {
    super(handler);
  }

  /** Runs a body to its outcome. */
  static <T extends @Nullable Object> T call(BoundHandler handler, HandlerBody<T> body) {
    DirectInvocation call = begin(handler);
    while (true) {
      Throwable failure;
      try {
        T result = body.run(call);
        if (call.decide()) {
          call.finished();
          return result;
        }
        failure = call.stopped();
      } catch (Throwable thrown) {
        failure = call.outcome(thrown);
      }
      call.releasePermit();
      long pause = call.pauseBeforeNextAttempt(failure);
      if (pause < 0) {
        call.decide();
        call.finished();
        throw DirectInvocation.<RuntimeException>unchecked(failure);
      }
      call.rest(pause);
      call.admit(true);
    }
  }

  /** Opens a context that the caller commits and closes. */
  static Context open(BoundHandler handler) {
    DirectInvocation call = begin(handler);
    try {
      return UnitOfWork.openByHand(call).view();
    } catch (Throwable failure) {
      call.decide();
      call.finished();
      throw failure;
    }
  }

  private static DirectInvocation begin(BoundHandler handler) {
    DirectInvocation call = new DirectInvocation(handler);
    if (call.watch().add(call)) {
      call.admit(false);
    } else {
      call.reject(Messages.factoryClosed(handler));
      call.throwIfStopped();
    }
    return call;
  }

  /**
   * Waits for a permit on this thread. Where this thread is inside a unit of work already, which
   * holds a permit, waiting for another one could be waiting for itself; so it is taken at once or
   * not at all.
   */
  private void admit(boolean again) {
    UnitOfWork around = UnitOfWork.onThisThread();
    if (around != null) {
      if (!tryEnter()) {
        reject(Messages.wouldWaitForItself(this, around.name()));
      }
    } else {
      enter(again);
      while (isWaiting()) {
        LockSupport.park(this);
        if (Thread.interrupted()) {
          reject(Messages.interrupted(this));
          caller.interrupt();
        }
      }
    }
    if (!begin()) {
      throwIfStopped();
    }
  }

  private void rest(long pause) {
    long end = watch().now() + pause;
    while (isPausing() && watch().now() < end) {
      LockSupport.parkNanos(this, end - watch().now());
      if (Thread.interrupted()) {
        reject(Messages.interrupted(this));
        caller.interrupt();
      }
    }
    endPause();
  }

  /**
   * What is thrown: if the call was stopped, the reason for that, with the body's failure attached.
   */
  private Throwable outcome(Throwable failure) {
    RuntimeException cause = stopCause();
    if (cause == null || cause == failure) {
      return failure;
    }
    cause.addSuppressed(failure);
    return cause;
  }

  private Throwable stopped() {
    RuntimeException cause = stopCause();
    return cause != null ? cause : new IllegalStateException(handler.name() + " has no outcome.");
  }

  @Override
  @Nullable HandlerRejectedException start() {
    LockSupport.unpark(caller);
    return null;
  }

  @Override
  void stopped(RuntimeException cause) {
    LockSupport.unpark(caller);
  }

  @Override
  void again() {
    LockSupport.unpark(caller);
  }

  /** Throws a checked exception where the compiler does not expect one; the wrapper declares it. */
  // The cast is erased, which is what makes it work.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> X unchecked(Throwable failure) throws X {
    throw (X) failure;
  }
}
