package dev.macadam.internal;

import dev.macadam.Context;
import dev.macadam.ContextFunction;
import dev.macadam.RollbackOnlyException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one call: the context in its working clothes. It is confined to its worker, but
 * for the methods that say otherwise.
 */
public final class UnitOfWork extends UnitContents {

  /** Where the unit is. */
  private enum State {
    /** Work can be done. */
    OPEN,
    /** The work is over and committed; what is left is to close. */
    COMMITTED,
    /** The work is over and undone; what is left is to close. */
    ROLLED_BACK,
    /** Everything was given back. */
    CLOSED
  }

  /** Whose it is to commit and close. */
  private enum Kind {
    /** A wrapper's, on one thread from the beginning to the end. */
    HANDLER,
    /** A wrapper's whose handler returns a stage: on a thread only while a hop or the end runs. */
    STAGE,
    /** The code's that opened it. */
    BY_HAND,
    /** The code's that opened it inside of another unit, and not current. */
    CHILD
  }

  private final Kind kind;
  private final long openedAt;
  private final int attempt;

  /** The thread that works with it now. Only that thread can see itself here. */
  private @Nullable Thread worker;

  /** The slot of that thread in which this unit stands, and what stood there before. */
  private @Nullable Object @Nullable [] slot;

  private @Nullable UnitOfWork around;

  private State state = State.OPEN;
  private volatile boolean rollbackOnly;
  private boolean commitTried;
  private boolean committedBefore;
  private @Nullable Throwable failure;
  private @Nullable ContextView view;
  private @Nullable Callbacks callbacks;

  private volatile @Nullable InnerCalls inner;

  private UnitOfWork(Invocation invocation, Kind kind) {
    super(invocation);
    this.kind = kind;
    this.attempt = invocation.attempt();
    this.openedAt = invocation.watch().now();
    if (kind == Kind.STAGE) {
      // Any thread may ask for these.
      view = new ContextView(this);
      callbacks = new Callbacks(events(), name());
    } else {
      enter();
    }
    invocation.unitOpened(this);
  }

  /** Opens the context of an attempt for a wrapper. */
  static UnitOfWork open(Invocation invocation) {
    return new UnitOfWork(invocation, Kind.HANDLER);
  }

  /** Opens the context of a handler that returns a stage; it is on no thread yet. */
  static UnitOfWork openForStage(Invocation invocation) {
    return new UnitOfWork(invocation, Kind.STAGE);
  }

  /** Opens a context that is committed and closed by the code that opened it. */
  static UnitOfWork openByHand(DirectInvocation invocation, @Nullable UnitOfWork parent) {
    if (parent == null) {
      return new UnitOfWork(invocation, Kind.BY_HAND);
    }
    UnitOfWork child = new UnitOfWork(invocation, Kind.CHILD);
    parent.shareValuesWith(child);
    return child;
  }

  /** This thread works with it from now on. */
  void enter() {
    worker = Thread.currentThread();
    if (kind != Kind.CHILD) {
      @Nullable Object[] mine = ThreadSlot.mine();
      slot = mine;
      around = ThreadSlot.unit(mine);
      ThreadSlot.setUnit(mine, this);
    }
  }

  /** This thread has done its part. */
  void leave() {
    @Nullable Object[] mine = slot;
    if (mine != null) {
      ThreadSlot.setUnit(mine, around);
      slot = null;
      around = null;
    }
    worker = null;
  }

  /** The unit that runs on this thread, or null. */
  public static @Nullable UnitOfWork onThisThread() {
    return ThreadSlot.unit();
  }

  /**
   * The unit that runs on this thread.
   *
   * @throws IllegalStateException if there is none
   */
  public static UnitOfWork current() {
    UnitOfWork unit = onThisThread();
    if (unit == null) {
      throw Messages.noCurrentContext();
    }
    return unit;
  }

  // --- What it is ------------------------------------------------------------------------------

  @Override
  UnitOfWork unit() {
    return this;
  }

  /** This unit, or the next one around it on its thread, that is of a factory; or null. */
  @Nullable UnitOfWork nearestOf(DefaultContextFactory factory) {
    for (UnitOfWork each = this; each != null; each = each.around) {
      if (each.invocation.handler.factory() == factory) {
        return each;
      }
    }
    return null;
  }

  int attempt() {
    return attempt;
  }

  boolean isByHand() {
    return kind == Kind.BY_HAND || kind == Kind.CHILD;
  }

  @Override
  boolean isOpen() {
    return state == State.OPEN;
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  boolean isStopped() {
    return invocation.stopCause() != null;
  }

  /** The context that user code sees. */
  public ContextView view() {
    ContextView seen = view;
    if (seen == null) {
      seen = new ContextView(this);
      view = seen;
    }
    return seen;
  }

  @Override
  Context context() {
    if (kind != Kind.STAGE) {
      checkUse();
    }
    // The handler of a stage gets it on the calling thread, to ask for hops.
    return view();
  }

  // --- Threads ---------------------------------------------------------------------------------

  /** Whether the context, and what came from it, may be used now, by this thread. */
  @Override
  void checkUse() {
    if (!isHere()) {
      throw notHere();
    }
    if (state != State.OPEN) {
      throw Messages.closed(name());
    }
    invocation.throwIfStopped();
  }

  boolean isChild() {
    return kind == Kind.CHILD;
  }

  private boolean isHere() {
    return Thread.currentThread() == worker;
  }

  private IllegalStateException notHere() {
    Thread working = worker;
    if (state == State.CLOSED) {
      return Messages.closed(name());
    }
    return kind == Kind.STAGE
        ? Messages.outsideOfHop(name(), working)
        : Messages.wrongThread(name(), working);
  }

  /**
   * Notes something that touches no database: on the worker, or for a handler that returns a stage
   * on any thread, until its stage completes.
   */
  private void note(Runnable change) {
    if (!isHere() && invocation instanceof StageInvocation<?> stage) {
      stage.beforeCompletion(change);
    } else {
      checkUse();
      change.run();
    }
  }

  // --- Callbacks -------------------------------------------------------------------------------

  void afterCommit(Runnable callback) {
    note(() -> callbacks().afterCommit(callback));
  }

  void onClose(Consumer<? super @Nullable Throwable> callback) {
    note(() -> callbacks().onClose(callback));
  }

  private Callbacks callbacks() {
    Callbacks registered = callbacks;
    if (registered == null) {
      registered = new Callbacks(events(), name());
      callbacks = registered;
    }
    return registered;
  }

  // --- Commit ----------------------------------------------------------------------------------

  void setRollbackOnly() {
    note(() -> rollbackOnly = true);
  }

  boolean isRollbackOnly() {
    return rollbackOnly;
  }

  @Override
  public void commit() {
    if (state == State.ROLLED_BACK) {
      throw Messages.commitFailedBefore(name(), failure);
    }
    checkUse();
    commitTried = true;
    prepare();
    requireNoChild();
    if (rollbackOnly) {
      undoOnRequest(Messages.rollbackOnlyWasAsked(name()));
    } else {
      commitAll();
      invocation.endCommit(false);
      state = State.COMMITTED;
    }
  }

  private void prepare() {
    if (!rollbackOnly) {
      prepareResources();
    }
  }

  /** {@link Context#commit()}: commits, and the work goes on. */
  void commitAndGoOn() {
    checkUse();
    refuseInsideResource("Context.commit()");
    try {
      prepare();
      if (rollbackOnly) {
        throw Messages.rollbackOnlyWasAsked(name());
      }
      commitAll();
      invocation.endCommit(true);
    } catch (Throwable refusal) {
      undo(refusal);
      throw refusal;
    }
    committedBefore = true;
    beginNext();
    tellResources();
    if (callbacks != null) {
      callbacks.runAfterCommit();
    }
  }

  @Override
  public void commitDespite(Throwable kept) {
    if (commitTried || state != State.OPEN) {
      // What was thrown is not the handler's, but a commit's that failed: it is not sent again.
      rollback(kept);
      return;
    }
    try {
      commit();
    } catch (Throwable refusal) {
      DatabaseTransaction.suppress(refusal, kept);
      rollback(refusal);
      throw refusal;
    }
  }

  @Nullable RuntimeException stopCause() {
    return invocation.stopCause();
  }

  /** See {@link Invocation#beginCommit()}. */
  void beginCommit() {
    invocation.beginCommit();
  }

  // --- Rollback --------------------------------------------------------------------------------

  @Override
  public void rollback(Throwable failure) {
    if (state == State.OPEN) {
      undo(failure);
    }
  }

  private void undo(Throwable cause) {
    failure = cause;
    rollbackAll(cause);
    state = State.ROLLED_BACK;
  }

  /** Rolls back without a failure that could carry what goes wrong here. */
  private void undoOnRequest(RollbackOnlyException request) {
    undo(request);
    for (Throwable wrong : request.getSuppressed()) {
      events().closeFailed(name(), wrong);
    }
  }

  // --- Close -----------------------------------------------------------------------------------

  @Override
  public void close() {
    if (state == State.CLOSED) {
      return;
    }
    closeInside();
    if (state == State.OPEN) {
      closeOpen();
    }
    boolean committed = state == State.COMMITTED;
    closeAll();
    state = State.CLOSED;
    leave();
    invocation.unitClosed();
    letGo(committed, failure);
    callBack(committed);
    report(committed);
    view = null;
  }

  private void callBack(boolean committed) {
    if (callbacks != null) {
      if (committed) {
        callbacks.runAfterCommit();
      }
      callbacks.runOnClose(failure);
    }
  }

  /** Without a commit at the end; after one in the middle there may be nothing to undo. */
  private void closeOpen() {
    boolean nothingSince = committedBefore && !hasAcquired() && !rollbackOnly;
    undoOnRequest(Messages.closedWithoutCommit(name()));
    if (nothingSince) {
      failure = null;
    }
  }

  private void report(boolean committed) {
    Events events = events();
    if (events.areHeard()) {
      Duration elapsed = Duration.ofNanos(invocation.watch().now() - openedAt);
      if (committed || failure == null) {
        events.committed(name(), elapsed);
      } else {
        events.rolledBack(name(), elapsed, failure);
      }
    }
  }

  /** {@link Context#close()} for a context that was opened by hand. */
  void closeByHand() {
    if (state == State.CLOSED) {
      return;
    }
    if (!isHere()) {
      throw notHere();
    }
    if (slot != null && ThreadSlot.unit(slot) != this) {
      throw Messages.closedOutOfOrder(name());
    }
    refuseInsideResource("Context.close()");
    String child = openChild();
    end();
    if (child != null) {
      throw Messages.closedBeforeChild(name(), child);
    }
  }

  /** Closes what was opened by hand, and ends its call. */
  void end() {
    close();
    ((DirectInvocation) invocation).settle();
  }

  // --- Inside ----------------------------------------------------------------------------------

  /** A call begins inside of this unit, on its thread: a child, or whatever runs in its caller. */
  void began(DirectInvocation call) {
    InnerCalls calls = inner;
    if (calls == null) {
      calls = new InnerCalls();
      inner = calls;
    }
    calls.add(call);
  }

  /** Such a call has ended. */
  void ended(DirectInvocation call) {
    if (inner != null) {
      inner.remove(call);
    }
  }

  /** Stops what runs inside; called by the thread that has stopped this unit. */
  void stopInside(RuntimeException cause) {
    if (inner != null) {
      inner.stop(cause);
    }
  }

  /** Opens a child, which has to be closed before this unit ends. */
  UnitOfWork child() {
    checkUse();
    return DirectInvocation.openChild(invocation.childHandler(), this);
  }

  private @Nullable String openChild() {
    return inner == null ? null : inner.openChild();
  }

  private void requireNoChild() {
    String child = openChild();
    if (child != null) {
      throw Messages.endsBeforeChild(name(), child);
    }
  }

  private void closeInside() {
    if (inner != null) {
      inner.close();
    }
  }

  /** Does work in this context, which was opened by hand, and ends it. */
  <R, T extends @Nullable Object, X extends Throwable> T fromContext(
      Class<R> type, ContextFunction<? super R, ? extends T, X> work) throws X {
    if (!isByHand()) {
      throw Messages.refused(
          name(),
          "Context.fromContext() or inContext()",
          "It commits by itself when the work returns. For a unit of work of its own, call them on"
              + " context.child().");
    }
    checkUse();
    refuseInsideResource("Context.fromContext() or inContext()");
    try {
      T result = work.apply(get(type));
      commit();
      return result;
    } catch (Throwable failure) {
      rollback(failure);
      throw failure;
    } finally {
      end();
    }
  }

  // --- Hops ------------------------------------------------------------------------------------

  /** See {@link Context#call(Class, ContextFunction)}. */
  <R, T extends @Nullable Object> CompletableFuture<T> call(
      @Nullable String executor, Class<R> type, ContextFunction<? super R, ? extends T, ?> work) {
    Workers workers = invocation.handler.hopWorkers(executor);
    if (!isHere() && invocation instanceof StageInvocation<?> stage) {
      return stage.hop(workers, type, work);
    }
    try {
      checkUse();
      return CompletableFuture.completedFuture(work.apply(get(type)));
    } catch (Throwable failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  /**
   * The end of a hop: what it has opened ends with it.
   *
   * @return why it fails, if it has left a child open
   */
  @Nullable RuntimeException leaveHop() {
    String child = openChild();
    closeInside();
    leave();
    return child == null ? null : Messages.endsBeforeChild(name(), child);
  }
}
