package dev.macadam.internal;

import dev.macadam.ContextFunction;
import dev.macadam.HandlerRejectedException;
import dev.macadam.support.StageBody;
import dev.macadam.support.StageEnd;
import dev.macadam.support.StageOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A call whose handler returns a stage. The handler runs on the calling thread, and asks for hops;
 * they are done on workers, one at a time and in the order asked. Once the stage has completed and
 * no hop is left, the end is done on a worker: commit or rollback, and close.
 *
 * <p>The hops and the end are steps. Whoever turns {@link #busy} from false to true has the turn:
 * it takes the next step and hands it to its executor, whose thread has the turn then, until there
 * is no step left. So there is never more than one thread that works with the context.
 */
final class StageInvocation<T extends @Nullable Object> extends FutureInvocation<T>
    implements StageOutcome<T> {

  /** How long an executor may take to begin the end of a call that was stopped. */
  private static final long TAKE_BACK_AFTER = TimeUnit.MILLISECONDS.toNanos(100);

  private final StageEnd<T> end;
  private final StageStep lastStep;
  private final ReentrantLock lock = new ReentrantLock();

  // Owned by the lock.
  private final Deque<Hop<?, ?>> hops = new ArrayDeque<>(4);
  private boolean busy;
  private boolean completed;
  private boolean ended;
  private @Nullable T value;
  private @Nullable Throwable failure;

  /** The hop that waits for the permit; whoever takes it from here has the turn. */
  private final AtomicReference<@Nullable Hop<?, ?>> parked = new AtomicReference<>();

  /** The step that an executor was given last. */
  private volatile @Nullable StageStep handed;

  private StageInvocation(BoundHandler handler, StageEnd<T> end) {
    super(handler, Phase.RUNNING);
    this.end = end;
    this.lastStep = new LastStep();
  }

  static <T extends @Nullable Object> CompletableFuture<T> submit(
      BoundHandler handler, StageBody<T> body, StageEnd<T> end) {
    StageInvocation<T> call = new StageInvocation<>(handler, end);
    if (call.isAccepted()) {
      call.begin(body);
    }
    return call.future();
  }

  private void begin(StageBody<T> body) {
    try {
      CompletionStage<? extends T> stage = body.run(this);
      if (stage == null) {
        throw Messages.noStage(name());
      }
      stage.whenComplete(this::completed);
    } catch (Throwable thrown) {
      completed(null, thrown);
    }
  }

  @Override
  UnitOfWork openUnit() {
    return UnitOfWork.openForStage(this);
  }

  // --- The stage -------------------------------------------------------------------------------

  private void completed(@Nullable T result, @Nullable Throwable thrown) {
    lock.lock();
    try {
      if (completed) {
        return;
      }
      completed = true;
      value = result;
      failure = unwrapped(thrown);
    } finally {
      lock.unlock();
    }
    takeTurn();
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable thrown) {
    Throwable each = thrown;
    while (each instanceof CompletionException && each.getCause() != null) {
      each = each.getCause();
    }
    return each;
  }

  /** A hop that fails after the stage has completed fails the call, which nothing else would do. */
  void hopFailed(Throwable reason) {
    lock.lock();
    try {
      if (completed && failure == null) {
        failure = reason;
      }
    } finally {
      lock.unlock();
    }
  }

  // A stage that has failed has no value; a null value is of a nullable type.
  @SuppressWarnings("NullAway")
  @Override
  public T get() throws Throwable {
    throwIfStopped();
    lock.lock();
    try {
      if (failure != null) {
        throw failure;
      }
      return value;
    } finally {
      lock.unlock();
    }
  }

  /** Changes something, unless the call was stopped or its stage has completed. */
  void beforeCompletion(Runnable change) {
    lock.lock();
    try {
      throwIfStopped();
      if (completed || ended) {
        throw Messages.stageHasCompleted(name());
      }
      change.run();
    } finally {
      lock.unlock();
    }
  }

  // --- Hops ------------------------------------------------------------------------------------

  /** Asks for a hop. */
  <R, V extends @Nullable Object> CompletableFuture<V> hop(
      Workers workers, Class<R> type, ContextFunction<? super R, ? extends V, ?> work) {
    Hop<R, V> hop = new Hop<>(this, workers, type, work);
    try {
      beforeCompletion(() -> hops.add(hop));
    } catch (RuntimeException refusal) {
      hop.future().completeExceptionally(refusal);
      return hop.future();
    }
    takeTurn();
    return hop.future();
  }

  private void takeTurn() {
    lock.lock();
    try {
      if (busy) {
        return;
      }
      busy = true;
    } finally {
      lock.unlock();
    }
    advance(nextStep());
  }

  /** The next step, for who has the turn; if there is none, nobody has it any more. */
  private @Nullable StageStep nextStep() {
    while (true) {
      Hop<?, ?> hop;
      RuntimeException cause;
      lock.lock();
      try {
        cause = stopCause();
        hop = hops.poll();
        if (hop == null) {
          busy = (completed || cause != null) && !ended;
          ended |= busy;
          return busy ? lastStep : null;
        }
      } finally {
        lock.unlock();
      }
      if (cause == null) {
        return hop;
      }
      hop.fail(cause);
    }
  }

  /** Hands steps to their executors until one of them has the turn. */
  private void advance(@Nullable StageStep first) {
    StageStep step = first;
    while (step != null && !isHandedOver(step)) {
      step = nextStep();
    }
  }

  private boolean isHandedOver(StageStep step) {
    if (step instanceof Hop<?, ?> hop && !holdsPermit()) {
      return isParked(hop);
    }
    return isTaken(step);
  }

  /** The permit is taken with the first hop. */
  private boolean isParked(Hop<?, ?> hop) {
    parked.set(hop);
    Gate.Admission admission = queue(false);
    if (admission == Gate.Admission.WAITING) {
      return true;
    }
    boolean mine = parked.compareAndSet(hop, null);
    if (admission == Gate.Admission.FULL) {
      if (mine) {
        rejectHop(hop, Messages.queueFull(this));
      }
      return !mine;
    }
    if (mine) {
      holdPermit();
      return isTaken(hop);
    }
    // Not releasePermit(): whoever took the hop may hold a permit of this call's already.
    handler.database().gate().leave(handler.workers().lane());
    return true;
  }

  @Override
  boolean startWithPermit() {
    Hop<?, ?> hop = parked.getAndSet(null);
    if (hop == null) {
      return false;
    }
    holdPermit();
    if (!isTaken(hop)) {
      advance(nextStep());
    }
    return true;
  }

  @Override
  boolean mayCarry() {
    Hop<?, ?> hop = parked.get();
    return hop != null && hop.workers.mayCarry();
  }

  @Override
  void waitedTooLong() {
    Hop<?, ?> hop = parked.getAndSet(null);
    if (hop != null) {
      abandonPlace();
      rejectHop(hop, Messages.waitedTooLong(this));
      advance(nextStep());
    }
  }

  private boolean isTaken(StageStep step) {
    handed = step;
    if (step == lastStep && stopCause() != null) {
      // The executor may lose it, and the watch may have pressed on for the last time.
      watch().wakeBy(this, watch().now() + TAKE_BACK_AFTER);
    }
    HandlerRejectedException refusal = handOver(step.workers, step);
    if (refusal == null || !step.claim()) {
      return true;
    }
    if (step instanceof Hop<?, ?> hop) {
      rejectHop(hop, refusal);
      return false;
    }
    // What was done is to be committed, or undone, whatever the executor thinks of it.
    endElsewhere();
    return true;
  }

  private void rejectHop(Hop<?, ?> hop, HandlerRejectedException refusal) {
    handler.factory().events().rejected(name(), refusal);
    hop.fail(refusal);
  }

  private void endElsewhere() {
    watch().elsewhere(() -> workFrom(lastStep));
  }

  /** Works on this thread, as long as there are steps for the same executor. */
  void workFrom(StageStep first) {
    StageStep step = first;
    while (true) {
      step.perform();
      StageStep next = nextStep();
      if (next == null || !next.workers.equals(first.workers) || !next.claim()) {
        advance(next);
        return;
      }
      step = next;
    }
  }

  // --- The end ---------------------------------------------------------------------------------

  /** Commit or rollback, and close, as the wrapper says. */
  private final class LastStep extends StageStep {

    LastStep() {
      super(StageInvocation.this, handler.workers());
    }

    @Override
    void work() {
      T result = null;
      Throwable thrown = null;
      UnitOfWork unit = unit();
      try {
        if (unit == null) {
          get();
        } else {
          unit.enter();
          result = end.run(unit, StageInvocation.this);
        }
      } catch (Throwable any) {
        thrown = any;
      }
      // Whoever keeps the stage keeps this call with it, but not what the hops worked with.
      handed = null;
      conclude(result, thrown);
    }

    @Override
    void fail(Throwable reason) {
      work();
    }
  }

  // --- Stop ------------------------------------------------------------------------------------

  /** What the outcome of a hop is: if the call was stopped, the reason for that. */
  @Nullable Throwable outcomeOf(@Nullable Throwable thrown) {
    RuntimeException cause = stopCause();
    if (cause == null) {
      return thrown;
    }
    if (thrown != null) {
      DatabaseTransaction.suppress(cause, thrown);
    }
    return cause;
  }

  /** Whatever does not run yet is called off, and the end comes without waiting for the stage. */
  @Override
  void pressOn() {
    // First, because what is chained on a hop runs here and may block.
    super.pressOn();
    RuntimeException cause = stopCause();
    if (cause == null) {
      return;
    }
    Hop<?, ?> waiting = parked.getAndSet(null);
    StageStep given = handed;
    if (waiting != null) {
      waiting.fail(cause);
      advance(nextStep());
    } else if (given != null && given.claim()) {
      if (given instanceof Hop<?, ?>) {
        given.fail(cause);
        advance(nextStep());
      } else {
        endElsewhere();
      }
    } else {
      failQueued(cause);
      takeTurn();
    }
  }

  /** Does not wait for the hop that runs, which may never end. */
  private void failQueued(RuntimeException cause) {
    for (Hop<?, ?> hop = pollHop(); hop != null; hop = pollHop()) {
      hop.fail(cause);
    }
  }

  private @Nullable Hop<?, ?> pollHop() {
    lock.lock();
    try {
      return hops.poll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  @Nullable HandlerRejectedException start() {
    throw new IllegalStateException(name() + " has begun already.");
  }

  @Override
  void again() {
    throw new IllegalStateException(name() + " is not run again.");
  }
}
