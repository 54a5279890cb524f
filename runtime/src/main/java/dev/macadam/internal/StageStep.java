package dev.macadam.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A part of a call that is done on a worker: a hop, or the end. */
abstract class StageStep implements Runnable {

  final StageInvocation<?> call;
  final Workers workers;
  private final @Nullable DecoratedTask decorated;
  private final AtomicBoolean claimed = new AtomicBoolean();

  StageStep(StageInvocation<?> call, Workers workers) {
    this.call = call;
    this.workers = workers;
    this.decorated = call.decorated(this::work);
  }

  /** What is to be done. Throws nothing. */
  abstract void work();

  /** Called instead of {@link #work()} if that cannot be done. */
  abstract void fail(Throwable reason);

  /**
   * Whoever claims a step, the worker or who takes it back from an executor that is slow or has
   * lost it, has the turn of the call.
   */
  final boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  @Override
  public final void run() {
    if (!call.runsInSubmitter() && claim()) {
      call.workFrom(this);
    }
  }

  /** Does the work on this thread, after it was claimed. */
  final void perform() {
    @Nullable Object[] slot = ThreadSlot.mine();
    BoundHandler before = ThreadSlot.beginTask(slot, call.handler);
    call.beginHere();
    try {
      if (decorated == null) {
        work();
      } else {
        decorated.run(this::fail);
      }
    } finally {
      call.endHere();
      ThreadSlot.endTask(slot, before);
    }
  }
}
