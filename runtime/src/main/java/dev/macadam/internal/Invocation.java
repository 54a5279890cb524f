package dev.macadam.internal;

import dev.macadam.HandlerRejectedException;
import dev.macadam.support.HandlerAttempt;
import dev.macadam.support.HandlerContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its submission to its outcome: admission, deadline, attempts, and the one atomic
 * step that decides between a commit and a stop.
 *
 * <p>A stop (a deadline, a cancel, the end of the factory) and a commit exclude each other: each
 * has to change the state from {@link Phase#RUNNING}, and only one can. So a call that was reported
 * as stopped is never committed, and once a commit has begun its real outcome is reported.
 */
abstract class Invocation implements HandlerAttempt, Gate.Entrant {

  /** Where a call is. Instead of a phase the state may hold the exception that stopped the call. */
  enum Phase {
    /** Not yet admitted. */
    WAITING,
    /** Between two attempts; holds no permit. */
    PAUSING,
    /** It has its permit and was handed to its executor. */
    ADMITTED,
    /** Its body runs. Nothing was decided. */
    RUNNING,
    /**
     * A commit is on its way; only a deadline can stop the call now, and the outcome is unknown.
     */
    COMMITTING,
    /** The outcome is decided, by a commit, or by a failure that leads to no further attempt. */
    DECIDED
  }

  /** How long after a stop the driver may go on before its connection is thrown away. */
  private static final long DISCARD_AFTER = TimeUnit.SECONDS.toNanos(1);

  /** A cancel that reaches the driver between two statements is lost, so it is sent again. */
  private static final long CANCEL_AGAIN_AFTER = TimeUnit.MILLISECONDS.toNanos(100);

  private static final VarHandle STATE;
  private static final VarHandle PERMIT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(Invocation.class, "state", Object.class);
      PERMIT = lookup.findVarHandle(Invocation.class, "permitHeld", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  final BoundHandler handler;
  final long startedAt;
  final long deadline;

  // Owned by the watch's lock.
  long wakeAt;
  boolean watched;
  @Nullable Invocation watchedBefore;
  @Nullable Invocation watchedAfter;

  /** A {@link Phase}, or the {@link RuntimeException} that stopped the call. */
  private volatile Object state;

  private volatile @Nullable UnitOfWork unit;
  private volatile Gate.@Nullable Place place;

  @SuppressWarnings("UnusedVariable") // Read by way of its handle.
  private volatile boolean permitHeld;

  private volatile long stoppedAt;
  private volatile long waitsSince;
  private volatile long waitEnds;
  private volatile long pauseEnds;

  /** Changed by the worker of the attempt that failed, before the next one can begin. */
  private int attempt = 1;

  private boolean opened;
  private volatile boolean committedOnce;

  /** Why the last attempt failed, for one that gets no further. */
  private volatile @Nullable Throwable lastFailure;

  /** The thread that is handing a task to its executor now, and so must not run it. */
  private volatile @Nullable Thread submitter;

  private volatile boolean ranInSubmitter;

  /** The thread that works for this call now. Only that thread can see itself here. */
  private @Nullable Thread runner;

  /**
   * A call that begins now.
   *
   * @param phase where it begins: a handler that returns a stage runs without waiting
   */
  Invocation(BoundHandler handler, Phase phase) {
    this.handler = handler;
    this.state = phase;
    this.startedAt = watch().now();
    this.deadline = startedAt + handler.timeoutNanos();
    this.wakeAt = deadline;
  }

  /** Whose call it is, for people. */
  String name() {
    return handler.name();
  }

  final DeadlineWatch watch() {
    return handler.factory().watch();
  }

  final int attempt() {
    return attempt;
  }

  /** What the invocation does once it has its permit; the reason why not, if it cannot. */
  abstract @Nullable HandlerRejectedException start();

  /** Called once the call was stopped, by the thread that stopped it: tells whoever waits. */
  abstract void stopped(RuntimeException cause);

  /** Begins the next attempt, when its pause is over. */
  abstract void again();

  // --- Admission -------------------------------------------------------------------------------

  /** Asks for a permit; what is rejected is stopped with a {@link HandlerRejectedException}. */
  final void enter(boolean unbounded) {
    switch (queue(unbounded)) {
      case ADMITTED -> {
        if (!startWithPermit()) {
          handler.database().gate().leave(handler.workers().lane());
        }
      }
      case FULL -> reject(Messages.queueFull(this));
      case WAITING -> {}
    }
  }

  /** Takes a permit or a place in the gate's queue. */
  final Gate.Admission queue(boolean unbounded) {
    // What has run once already is worth waiting for until the deadline.
    waitsSince = watch().now();
    waitEnds = unbounded ? deadline : waitsSince + handler.factory().maxWaitNanos();
    Gate.Admission admission =
        handler.database().gate().enter(handler.workers().lane(), this, unbounded);
    if (admission == Gate.Admission.WAITING) {
      watch().wakeBy(this, waitEnds);
      if (stopCause() != null) {
        abandonPlace();
      }
    }
    return admission;
  }

  @Override
  public final void queued(Gate.Place place) {
    this.place = place;
  }

  final void abandonPlace() {
    Gate.Place queued = place;
    if (queued != null) {
      place = null;
      handler.database().gate().abandon(queued);
    }
  }

  /** Whether it stands in the gate's queue. */
  final boolean isQueued() {
    return place != null;
  }

  @Override
  public final boolean admitted() {
    place = null;
    if (!mayCarry()) {
      return startWithPermit();
    }
    // This is the thread of another call. An executor that carries thread-locals along would carry
    // those of that call into this one.
    watch()
        .elsewhere(
            () -> {
              if (!startWithPermit()) {
                handler.database().gate().leave(handler.workers().lane());
              }
            });
    return true;
  }

  /** Whether what is started now goes to an executor that may carry thread-locals along. */
  boolean mayCarry() {
    return handler.workers().mayCarry();
  }

  /** Goes on with the permit that was taken for this call; false if it is not wanted any more. */
  boolean startWithPermit() {
    permitHeld = true;
    if (!STATE.compareAndSet(this, Phase.WAITING, Phase.ADMITTED)) {
      return !PERMIT.compareAndSet(this, true, false);
    }
    HandlerRejectedException refusal = start();
    // An executor may complain although it has taken the task, which has begun then.
    if (refusal == null || !STATE.compareAndSet(this, Phase.ADMITTED, refusal)) {
      return true;
    }
    // The permit goes on to the next in the queue, by whoever called: no recursion, however many
    // wait.
    boolean passedOn = PERMIT.compareAndSet(this, true, false);
    watch().remove(this);
    handler.factory().events().rejected(name(), refusal);
    stopped(refusal);
    return !passedOn;
  }

  /** The permit that was taken for this call is its own now. */
  final void holdPermit() {
    permitHeld = true;
  }

  final boolean holdsPermit() {
    return permitHeld;
  }

  /**
   * Hands a task to an executor.
   *
   * @return why not, if it does not take it
   */
  final @Nullable HandlerRejectedException handOver(Workers workers, Runnable task) {
    ranInSubmitter = false;
    submitter = Thread.currentThread();
    try {
      workers.executor().execute(task);
    } catch (Throwable refusal) {
      return Messages.executorRefused(this, workers, refusal);
    } finally {
      submitter = null;
    }
    return ranInSubmitter ? Messages.executorRanInCaller(this, workers) : null;
  }

  /** Whether the executor runs a task in the thread that submits it, which it must not. */
  final boolean runsInSubmitter() {
    if (Thread.currentThread() != submitter) {
      return false;
    }
    ranInSubmitter = true;
    return true;
  }

  /** The body begins; false if the call was stopped before. */
  final boolean begin() {
    return STATE.compareAndSet(this, Phase.ADMITTED, Phase.RUNNING);
  }

  /** This thread works for this call from now on. */
  final void beginHere() {
    runner = Thread.currentThread();
  }

  /** This thread has done its part. */
  final void endHere() {
    runner = null;
  }

  /** Whether this thread works for this call, so that it cannot wait for its end. */
  final boolean isHere() {
    return runner == Thread.currentThread();
  }

  /** Takes a permit at once or says no. */
  final boolean tryEnter() {
    if (!handler.database().gate().tryEnter(handler.workers().lane())) {
      return false;
    }
    permitHeld = true;
    if (STATE.compareAndSet(this, Phase.WAITING, Phase.ADMITTED)) {
      return true;
    }
    releasePermit();
    return false;
  }

  /** Gives the permit back, once. */
  final void releasePermit() {
    if (PERMIT.compareAndSet(this, true, false)) {
      handler.database().gate().leave(handler.workers().lane());
    }
  }

  final void reject(HandlerRejectedException rejection) {
    if (stop(rejection)) {
      handler.factory().events().rejected(name(), rejection);
    }
  }

  // --- The context of an attempt ---------------------------------------------------------------

  @Override
  public final HandlerContext openContext() {
    if (opened) {
      throw new IllegalStateException(
          "Attempt " + attempt + " of " + name() + " has had its context already.");
    }
    opened = true;
    throwIfStopped();
    return openUnit();
  }

  /** Makes the context of an attempt. */
  UnitOfWork openUnit() {
    return UnitOfWork.open(this);
  }

  final void unitOpened(UnitOfWork unit) {
    this.unit = unit;
  }

  /** The open context of this call, or null. */
  final @Nullable UnitOfWork unit() {
    return unit;
  }

  final void unitClosed() {
    unit = null;
    releasePermit();
  }

  /** The handler that a child of this call is: it ends with this call, at the latest. */
  final BoundHandler childHandler() {
    return handler.forChild(Math.max(0, deadline - watch().now()));
  }

  // --- Commit or stop --------------------------------------------------------------------------

  /** The exception that stopped this call, or null. */
  final @Nullable RuntimeException stopCause() {
    return state instanceof RuntimeException cause ? cause : null;
  }

  final void throwIfStopped() {
    RuntimeException cause = stopCause();
    if (cause != null) {
      throw cause;
    }
  }

  /** The point from which no stop can hold the commit off. Throws if there was one before. */
  final void beginCommit() {
    if (!STATE.compareAndSet(this, Phase.RUNNING, Phase.COMMITTING) && state != Phase.COMMITTING) {
      throwIfStopped();
      throw new IllegalStateException(name() + " is " + state + ", it cannot commit.");
    }
  }

  /** After all commits: the work goes on, or the outcome is decided. */
  final void endCommit(boolean goesOn) {
    STATE.compareAndSet(this, Phase.COMMITTING, goesOn ? Phase.RUNNING : Phase.DECIDED);
    if (goesOn) {
      stopWithAround();
    }
    throwIfStopped();
  }

  /** Stops a call whose surrounding one was stopped when this one could not be. */
  void stopWithAround() {}

  /** A database has committed: from now on there is no other attempt. */
  final void committed() {
    committedOnce = true;
  }

  /** Whether something of this call is committed already. */
  final boolean hasCommitted() {
    return committedOnce;
  }

  /**
   * After a commit that failed for certain: what is left to do is to roll back. Only for the first
   * of several databases, because a call that is half committed can no longer be called off.
   */
  final void commitFailed() {
    STATE.compareAndSet(this, Phase.COMMITTING, Phase.RUNNING);
  }

  /**
   * Decides the outcome; false if the call was stopped before. It may still be committing, where a
   * commit has led to nothing that is known.
   */
  final boolean decide() {
    return STATE.compareAndSet(this, Phase.RUNNING, Phase.DECIDED)
        || STATE.compareAndSet(this, Phase.COMMITTING, Phase.DECIDED)
        || state == Phase.DECIDED;
  }

  /**
   * Stops the call, if it can still be stopped: it will not commit, what it runs is cancelled, and
   * whoever waits for it is told.
   */
  final boolean stop(RuntimeException cause) {
    return stop(cause, () -> stopped(cause));
  }

  /** Stops the call and tells whoever waits for it something else than the cause. */
  final boolean stop(RuntimeException cause, Runnable tell) {
    // From a pause a call goes back to waiting, so one look at each phase could miss it.
    while (state instanceof Phase from && from != Phase.COMMITTING && from != Phase.DECIDED) {
      if (change(from, cause, tell)) {
        return true;
      }
    }
    return false;
  }

  private boolean change(Phase from, RuntimeException cause, Runnable tell) {
    // First the time: whoever sees the cause presses on by it.
    stoppedAt = watch().now();
    if (!STATE.compareAndSet(this, from, cause)) {
      return false;
    }
    Throwable before = lastFailure;
    if (before != null) {
      DatabaseTransaction.suppress(cause, before);
    }
    abandonPlace();
    if (from == Phase.RUNNING) {
      // The worker may be inside the driver. Whoever stops the call does not wait for that.
      watch().wakeBy(this, 0);
    } else {
      finished();
    }
    UnitOfWork running = unit;
    if (running != null) {
      running.stopInside(cause);
    }
    tell.run();
    return true;
  }

  /** The call is over: nothing here refers to it any more. */
  final void finished() {
    releasePermit();
    watch().remove(this);
  }

  // --- Time ------------------------------------------------------------------------------------

  /** Called by the watch, maybe too early, on a thread that may block. */
  final void wake() {
    Object now = state;
    if (now instanceof RuntimeException) {
      pressOn();
    } else if (now == Phase.PAUSING) {
      resume();
    } else if (now == Phase.COMMITTING) {
      if (isDue(deadline)) {
        giveUpCommit(Messages.commitOverdue(this));
      }
    } else if (now != Phase.DECIDED && isDue(deadline)) {
      stopAtDeadline(now != Phase.RUNNING || isQueued());
    } else if (isQueued() && isDue(waitEnds)) {
      waitedTooLong();
    }
  }

  private void stopAtDeadline(boolean waiting) {
    if (!stop(Messages.deadline(this, waiting))) {
      // A commit has begun meanwhile. It may hang, or end in the middle of the work.
      watch().wakeBy(this, 0);
    }
  }

  /** It has waited for a permit as long as it may. */
  void waitedTooLong() {
    reject(Messages.waitedTooLong(this));
  }

  /** Whether a time has come; if not, it is waited for. */
  private boolean isDue(long time) {
    if (watch().now() >= time) {
      return true;
    }
    watch().wakeBy(this, time);
    return false;
  }

  private void resume() {
    if (isDue(pauseEnds)) {
      // Also if the call ends its pause itself, on its own thread.
      watch().wakeBy(this, deadline);
      if (endPause()) {
        again();
      }
    }
  }

  /**
   * After a stop: cancels what runs, again and again, and in the end throws the connection away.
   */
  void pressOn() {
    UnitOfWork running = unit;
    if (running == null) {
      return;
    }
    if (watch().now() - stoppedAt < DISCARD_AFTER) {
      watch().wakeBy(this, watch().now() + CANCEL_AGAIN_AFTER);
      running.cancelStatements();
    } else {
      running.discardConnections();
      releasePermit();
    }
  }

  /** Nobody waits any longer for a commit that is on its way, and nobody can say how it ends. */
  private void giveUpCommit(RuntimeException unknown) {
    if (STATE.compareAndSet(this, Phase.COMMITTING, unknown)) {
      stoppedAt = watch().now() - DISCARD_AFTER;
      stopped(unknown);
      pressOn();
    } else {
      watch().wakeBy(this, 0);
    }
  }

  /** The factory is closed and waits no longer. Called by the thread that closes it. */
  final void cutOff() {
    // A commit in the middle may have begun, or ended, since the call was to be stopped.
    while (stopCause() == null && state != Phase.DECIDED) {
      reject(Messages.factoryClosed(handler));
      giveUpCommit(Messages.commitAtClose(this));
    }
    UnitOfWork running = unit;
    if (running != null && stopCause() != null) {
      running.cancelStatements();
      running.discardConnections();
      releasePermit();
    }
  }

  // --- Attempts --------------------------------------------------------------------------------

  /**
   * Whether a failure leads to another attempt, and when.
   *
   * @return the pause in nanoseconds, or -1
   */
  final long pauseBeforeNextAttempt(Throwable failure) {
    if (attempt >= handler.definition().attempts()
        || committedOnce
        || !Retries.isWorthAnotherAttempt(failure, handler)) {
      return -1;
    }
    long pause = Retries.pause(attempt);
    long end = watch().now() + pause;
    if (end >= deadline) {
      return -1;
    }
    // First everything else: once it is pausing, another thread may begin the next attempt.
    pauseEnds = end;
    lastFailure = failure;
    attempt++;
    opened = false;
    return STATE.compareAndSet(this, Phase.RUNNING, Phase.PAUSING) ? pause : -1;
  }

  final boolean isWaiting() {
    return state == Phase.WAITING;
  }

  final boolean isPausing() {
    return state == Phase.PAUSING;
  }

  /** The pause is over; false if the call was stopped meanwhile. */
  final boolean endPause() {
    return STATE.compareAndSet(this, Phase.PAUSING, Phase.WAITING);
  }

  /** How long ago it began to wait for its permit. */
  final long waitedNanos() {
    return watch().now() - waitsSince;
  }

  /** How long ago the call was submitted. */
  final long elapsedNanos() {
    return watch().now() - startedAt;
  }
}
