package dev.macadam.internal;

import dev.macadam.HandlerRejectedException;
import dev.macadam.support.HandlerBody;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A call whose body runs on the thread that calls, which waits for admission itself. */
final class DirectInvocation extends Invocation {

  private final Thread caller = Thread.currentThread();

  /**
   * The unit inside which this call is made, on its thread; it holds a permit, and what stops it
   * stops this call.
   */
  private final @Nullable UnitOfWork around;

  private final boolean isChild;

  private DirectInvocation(BoundHandler handler, @Nullable UnitOfWork around, boolean isChild) {
    super(handler, Phase.WAITING);
    this.around = around;
    this.isChild = isChild;
    beginHere();
  }

  @Override
  String name() {
    return isChild && around != null ? "a child of " + around.name() : super.name();
  }

  /** Runs a body to its outcome. */
  static <T extends @Nullable Object> T call(BoundHandler handler, HandlerBody<T> body) {
    DirectInvocation call = begin(handler, ThreadSlot.unit(), false);
    try {
      return call.run(body);
    } finally {
      call.leaveAround();
    }
  }

  private <T extends @Nullable Object> T run(HandlerBody<T> body) {
    while (true) {
      Throwable failure;
      try {
        T result = body.run(this);
        if (decide()) {
          finished();
          return result;
        }
        failure = stopReason();
      } catch (Throwable thrown) {
        failure = outcome(thrown);
      }
      releasePermit();
      long pause = pauseBeforeNextAttempt(failure);
      if (pause < 0) {
        decide();
        finished();
        throw DirectInvocation.<RuntimeException>unchecked(failure);
      }
      rest(pause);
      admit(true);
    }
  }

  /** Opens a context that the caller commits and closes. */
  static UnitOfWork open(BoundHandler handler) {
    DirectInvocation call = begin(handler, ThreadSlot.unit(), false);
    return call.opened(null);
  }

  /** Opens a child, which the caller commits and closes before its parent ends. */
  static UnitOfWork openChild(BoundHandler handler, UnitOfWork parent) {
    DirectInvocation call = begin(handler, parent, true);
    return call.opened(parent);
  }

  private UnitOfWork opened(@Nullable UnitOfWork parent) {
    try {
      return UnitOfWork.openByHand(this, parent);
    } catch (Throwable failure) {
      settle();
      throw failure;
    }
  }

  private static DirectInvocation begin(
      BoundHandler handler, @Nullable UnitOfWork around, boolean isChild) {
    DirectInvocation call = new DirectInvocation(handler, around, isChild);
    // A child belongs to a call that runs, which a factory that closes lets finish.
    if (!(isChild ? call.watch().addChild(call) : call.watch().add(call))) {
      call.reject(Messages.factoryClosed(handler));
      call.throwIfStopped();
    }
    if (around != null) {
      around.began(call);
      // Whoever stopped the unit around it a moment before has not seen it.
      call.stopWithAround();
    }
    try {
      call.admit(false);
      return call;
    } catch (Throwable failure) {
      call.leaveAround();
      throw failure;
    }
  }

  @Override
  void stopWithAround() {
    RuntimeException cause = around == null ? null : around.stopCause();
    if (cause != null) {
      stop(cause);
    }
  }

  /** Ends the call of a context that was opened by hand, after it was closed. */
  void settle() {
    decide();
    finished();
    leaveAround();
  }

  private void leaveAround() {
    if (around != null) {
      around.ended(this);
    }
  }

  /**
   * Waits for a permit on this thread. Where this thread is inside a unit of work already, which
   * holds a permit, waiting for another one could be waiting for itself; so it is taken at once or
   * not at all.
   */
  private void admit(boolean again) {
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

  private Throwable stopReason() {
    RuntimeException cause = stopCause();
    return cause != null ? cause : new IllegalStateException(name() + " has no outcome.");
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
