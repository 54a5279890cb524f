package dev.macadam.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A part of a call that is done on a worker: a hop, or the end. */
abstract class StageStep implements Runnable {

  final StageInvocation<?> call;
  final Workers workers;
  private final Runnable task;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final AtomicBoolean begun = new AtomicBoolean();

  StageStep(StageInvocation<?> call, Workers workers) {
    this.call = call;
    this.workers = workers;
    this.task = call.decorated(this::begin);
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
    Throwable reason = null;
    try {
      task.run();
    } catch (Throwable thrown) {
      // Not ours: work() throws nothing.
      reason = thrown;
    }
    try {
      if (begun.compareAndSet(false, true)) {
        fail(Messages.decoratedTaskDidNotRun(call, reason));
      }
    } finally {
      ThreadSlot.endTask(slot, before);
    }
  }

  private void begin() {
    if (begun.compareAndSet(false, true)) {
      work();
    }
  }
}
