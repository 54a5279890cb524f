package dev.macadam.internal;

import dev.macadam.Context;
import dev.macadam.Isolation;
import dev.macadam.RollbackOnlyException;
import dev.macadam.support.HandlerContext;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one call: the context in its working clothes. It is confined to its worker, but
 * for the methods that say otherwise.
 */
public final class UnitOfWork implements HandlerContext {

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

  /**
   * The innermost unit of each thread, in an array that stays: setting and removing the
   * thread-local itself would cost each call an object, and an array of {@code Object} pins no
   * class loader.
   */
  private static final ThreadLocal<@Nullable Object[]> CURRENT =
      ThreadLocal.withInitial(() -> new Object[1]);

  private final Invocation invocation;
  private final Thread worker = Thread.currentThread();
  private final @Nullable Object[] slot;
  private final @Nullable UnitOfWork around;
  private final boolean byHand;
  private final long openedAt;
  private final int attempt;

  private State state = State.OPEN;
  private volatile @Nullable DatabaseTransaction last;
  private int acquisitions;
  private boolean rollbackOnly;
  private boolean commitTried;
  private @Nullable Throwable failure;
  private @Nullable ContextView view;
  private @Nullable Callbacks callbacks;

  private UnitOfWork(Invocation invocation, boolean byHand) {
    this.invocation = invocation;
    this.byHand = byHand;
    this.attempt = invocation.attempt();
    this.openedAt = invocation.watch().now();
    this.slot = CURRENT.get();
    this.around = (UnitOfWork) slot[0];
    slot[0] = this;
    invocation.unitOpened(this);
  }

  /** Opens the context of an attempt for a wrapper. */
  static UnitOfWork open(Invocation invocation) {
    return new UnitOfWork(invocation, false);
  }

  /** Opens a context that is committed and closed by the code that opened it. */
  static UnitOfWork openByHand(Invocation invocation) {
    return new UnitOfWork(invocation, true);
  }

  /** The unit that runs on this thread, or null. */
  static @Nullable UnitOfWork onThisThread() {
    return (UnitOfWork) CURRENT.get()[0];
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

  String name() {
    return invocation.handler.name();
  }

  RegisteredDatabase ownDatabase() {
    return invocation.handler.database();
  }

  boolean isReadOnly() {
    return invocation.handler.definition().isReadOnly();
  }

  Isolation isolation() {
    return invocation.handler.definition().isolation();
  }

  int lane() {
    return invocation.handler.workers().lane();
  }

  Events events() {
    return invocation.handler.factory().events();
  }

  boolean isOf(DefaultContextFactory factory) {
    return invocation.handler.factory() == factory;
  }

  int attempt() {
    return attempt;
  }

  boolean isByHand() {
    return byHand;
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

  // --- Resources -------------------------------------------------------------------------------

  @Override
  public <R> R get(Class<R> type) {
    checkOpen();
    return type == Context.class ? type.cast(view()) : transaction(ownDatabase()).get(type);
  }

  @Override
  public <R> R get(Class<R> type, String name) {
    checkOpen();
    return transaction(invocation.handler.factory().database(name, this::name)).get(type);
  }

  private DatabaseTransaction transaction(RegisteredDatabase database) {
    for (DatabaseTransaction each = last; each != null; each = each.before) {
      if (each.database == database) {
        return each;
      }
    }
    DatabaseTransaction added = new DatabaseTransaction(this, database, last);
    last = added;
    return added;
  }

  int nextAcquisition() {
    return ++acquisitions;
  }

  /** Whether a connection may be used now, by this thread. */
  void checkUse() {
    if (Thread.currentThread() != worker) {
      throw Messages.wrongThread(name(), worker);
    }
    if (state != State.OPEN) {
      throw Messages.closed(name());
    }
    invocation.throwIfStopped();
  }

  /** Whether the context may be used now, by this thread. */
  void checkOpen() {
    if (Thread.currentThread() != worker) {
      throw Messages.wrongThread(name(), worker);
    }
    if (state != State.OPEN) {
      throw Messages.closed(name());
    }
  }

  // --- Callbacks -------------------------------------------------------------------------------

  /** What is to be called back; made when something is registered. */
  Callbacks callbacks() {
    checkOpen();
    Callbacks registered = callbacks;
    if (registered == null) {
      registered = new Callbacks(events(), name());
      callbacks = registered;
    }
    return registered;
  }

  // --- Commit ----------------------------------------------------------------------------------

  void setRollbackOnly() {
    checkOpen();
    rollbackOnly = true;
  }

  boolean isRollbackOnly() {
    return rollbackOnly;
  }

  @Override
  public void commit() {
    if (state == State.ROLLED_BACK) {
      throw Messages.commitFailedBefore(name(), failure);
    }
    checkOpen();
    commitTried = true;
    if (rollbackOnly) {
      undoOnRequest(Messages.rollbackOnlyWasAsked(name()));
    } else {
      Commits.of(this, invocation, last);
      invocation.endCommit(false);
      state = State.COMMITTED;
    }
  }

  /** {@link Context#commit()}: commits, and the work goes on. */
  void commitAndGoOn() {
    checkOpen();
    try {
      if (rollbackOnly) {
        throw Messages.rollbackOnlyWasAsked(name());
      }
      Commits.of(this, invocation, last);
      invocation.endCommit(true);
    } catch (Throwable refusal) {
      undo(refusal);
      throw refusal;
    }
    acquisitions = 0;
    for (DatabaseTransaction each = last; each != null; each = each.before) {
      each.beginNext();
    }
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
    for (DatabaseTransaction each = last; each != null; each = each.before) {
      each.rollbackAll(cause);
    }
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
    closeInner();
    if (state == State.OPEN) {
      closeOpen();
    }
    boolean committed = state == State.COMMITTED;
    for (DatabaseTransaction each = last; each != null; each = each.before) {
      each.closeAll();
    }
    state = State.CLOSED;
    slot[0] = around;
    invocation.unitClosed();
    if (callbacks != null) {
      if (committed) {
        callbacks.runAfterCommit();
      }
      callbacks.runOnClose(failure);
    }
    report(committed);
    last = null;
    view = null;
  }

  /** What was opened by hand on this thread inside this unit, and left open, ends with it. */
  private void closeInner() {
    for (UnitOfWork inner = (UnitOfWork) slot[0];
        inner != null && inner != this;
        inner = (UnitOfWork) slot[0]) {
      inner.close();
      inner.settle();
    }
  }

  /** Without a commit at the end; after one in the middle there may be nothing to undo. */
  private void closeOpen() {
    boolean nothingSince = invocation.hasCommitted() && acquisitions == 0 && !rollbackOnly;
    undoOnRequest(Messages.closedWithoutCommit(name()));
    if (nothingSince) {
      failure = null;
    }
  }

  private void settle() {
    invocation.decide();
    invocation.finished();
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
    if (Thread.currentThread() != worker) {
      throw Messages.wrongThread(name(), worker);
    }
    if (slot[0] != this) {
      throw Messages.closedOutOfOrder(name());
    }
    close();
    settle();
  }

  // --- From other threads ----------------------------------------------------------------------

  /** Cancels on the server what the worker executes. */
  void cancelStatements() {
    for (DatabaseTransaction each = last; each != null; each = each.before) {
      try {
        each.cancelStatement();
      } catch (SQLException | RuntimeException refused) {
        events().closeFailed(name(), refused);
      }
    }
  }

  /** Throws the connections away, whatever the worker does with them. */
  void discardConnections() {
    for (DatabaseTransaction each = last; each != null; each = each.before) {
      try {
        each.discardConnection();
      } catch (SQLException | RuntimeException refused) {
        events().closeFailed(name(), refused);
      }
      each.releasePermit();
    }
  }
}
