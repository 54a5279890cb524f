package dev.macadam.internal;

import dev.macadam.HandlerRejectedException;
import dev.macadam.spi.ConnectionSource;
import dev.macadam.spi.ContextAccess;
import dev.macadam.spi.Views;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of work has of one database: one connection, one transaction, and the views on them.
 * The only place that sends COMMIT.
 */
final class DatabaseTransaction extends ContextConnection implements ContextAccess {

  /** What became of the transaction at the database. */
  enum End {
    /** Nothing was decided. */
    OPEN,
    /** The database confirmed the commit. */
    COMMITTED,
    /** The database refused the commit. */
    REFUSED,
    /** The connection was lost while the commit was on its way. */
    UNKNOWN,
    /** It was rolled back, by this side or by throwing the connection away. */
    ROLLED_BACK
  }

  /** Whether {@code commit()} and {@code rollback()} are the context's own. */
  private enum Closing {
    NO,
    COMMIT,
    ROLLBACK
  }

  private static final VarHandle EXECUTING;
  private static final VarHandle PHYSICAL;
  private static final VarHandle PERMIT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      EXECUTING = lookup.findVarHandle(DatabaseTransaction.class, "executing", Statement.class);
      PHYSICAL = lookup.findVarHandle(DatabaseTransaction.class, "physical", Connection.class);
      PERMIT = lookup.findVarHandle(DatabaseTransaction.class, "permitHeld", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  final RegisteredDatabase database;
  final @Nullable DatabaseTransaction before;

  private final UnitOfWork unit;
  private @Nullable Views views;

  /** Whoever sets it to null, the worker or who stops it, gives it back or throws it away. */
  private volatile @Nullable Connection physical;

  /** What the worker is inside of in the driver; others read it to cancel. */
  @SuppressWarnings("UnusedVariable") // Used by way of its handle.
  private volatile @Nullable Statement executing;

  private volatile boolean cancelSent;
  private volatile boolean permitHeld;
  private boolean usedDirectly;

  /** What kept the transaction from beginning; nothing may run without one. */
  private @Nullable Throwable neverBegan;

  /** What has to be put back before the connection goes back. */
  private @Nullable ConnectionChanges changes;

  private int acquisition;
  private Closing closing = Closing.NO;
  private End end = End.OPEN;

  /** What broke the transaction beyond repair. */
  private @Nullable SQLException broken;

  /** The refusal of a rollback that the work has asked for. */
  private @Nullable IllegalStateException rollbackRefused;

  /** The last failure of a statement, which may be what made the database refuse the commit. */
  private @Nullable SQLException lastFailure;

  DatabaseTransaction(
      UnitOfWork unit, RegisteredDatabase database, @Nullable DatabaseTransaction before) {
    this.unit = unit;
    this.database = database;
    this.before = before;
  }

  /**
   * A view.
   *
   * @param type one that the database provides
   */
  <R> R get(Class<R> type) {
    if (type == Connection.class) {
      return type.cast(this);
    }
    Views open = views;
    if (open == null) {
      open = database.database().openViews(this);
      views = open;
    }
    return open.get(type);
  }

  @Override
  public Connection connection() {
    return this;
  }

  @Override
  public boolean readOnly() {
    return unit.isReadOnly();
  }

  @Override
  public void checkUse() {
    unit.checkUse();
  }

  // --- Acquiring -------------------------------------------------------------------------------

  @Override
  Connection physical() throws SQLException {
    unit.checkUse();
    if (neverBegan != null) {
      throw Messages.neverBegan(unit.name(), database, neverBegan);
    }
    Connection connection = physical;
    return connection != null ? connection : acquire();
  }

  @Override
  @Nullable Connection physicalOrNull() {
    return physical;
  }

  private Connection acquire() throws SQLException {
    takePermit();
    Connection connection = database.database().connections().acquire();
    physical = connection;
    acquisition = unit.nextAcquisition();
    end = End.OPEN;
    try {
      // A stop that came while the pool was asked found no connection to cut off.
      unit.checkUse();
      changes = ConnectionChanges.make(connection, unit.isReadOnly(), unit.isolation());
      return connection;
    } catch (Throwable failure) {
      neverBegan = failure;
      discardConnection();
      throw failure;
    }
  }

  /**
   * The permit of the unit's own database was taken before the unit began; that of another one is
   * taken without waiting, because two units that wait for what the other has would wait for ever.
   */
  private void takePermit() {
    if (permitHeld || database == unit.ownDatabase()) {
      return;
    }
    if (!database.gate().tryEnter(unit.lane())) {
      HandlerRejectedException rejection = Messages.noPermitForSecondDatabase(unit, database);
      unit.events().rejected(unit.name(), rejection);
      throw rejection;
    }
    permitHeld = true;
  }

  // --- Executing -------------------------------------------------------------------------------

  /** A call of the driver that may take long. */
  @FunctionalInterface
  interface Execution<S extends Statement, T> {
    T execute(S statement) throws SQLException;
  }

  <S extends Statement, T> T execute(S statement, Execution<S, T> execution) throws SQLException {
    enter(statement);
    try {
      return execution.execute(statement);
    } catch (SQLException failure) {
      throw failed(failure);
    } catch (Throwable failure) {
      usedDirectly = true;
      throw failure;
    } finally {
      leave();
    }
  }

  /**
   * Before a call of the driver that may take long. Who stops the unit a moment before may not see
   * the statement yet; that is why a cancel is sent again.
   */
  void enter(Statement statement) {
    unit.checkUse();
    EXECUTING.setRelease(this, statement);
  }

  /** After such a call. */
  void leave() {
    EXECUTING.setRelease(this, null);
  }

  /** The driver is used past this object, so that its failures are not seen here. */
  void usedDirectly() {
    usedDirectly = true;
  }

  /** A cancel may arrive late, so this connection must not serve anyone else. */
  void cancelSent() {
    cancelSent = true;
  }

  /** Cancels what the worker executes; called by other threads. */
  void cancelStatement() throws SQLException {
    Statement statement = (Statement) EXECUTING.getAcquire(this);
    Connection connection = physical;
    if (statement != null && connection != null) {
      boolean again = cancelSent;
      cancelSent = true;
      statement.cancel();
      if (again) {
        RepeatedCancel.send(connection);
      }
    }
  }

  /** Cuts the connection off; called by other threads. */
  void discardConnection() throws SQLException {
    Connection connection = (Connection) PHYSICAL.getAndSet(this, null);
    if (connection != null) {
      database.database().connections().discard(connection);
    }
  }

  /** Gives back the permit that was taken here, once. */
  void releasePermit() {
    if (PERMIT.compareAndSet(this, true, false)) {
      database.gate().leave(unit.lane());
    }
  }

  @Override
  SQLException failed(SQLException failure) {
    lastFailure = failure;
    if (SqlStates.endsTransaction(failure)) {
      broken = failure;
    }
    return failure;
  }

  @Override
  DatabaseTransaction transaction() {
    return this;
  }

  // --- Ending ----------------------------------------------------------------------------------

  /** Sends the pending changes of the views. */
  void flush() {
    if (views != null) {
      views.flush();
    }
  }

  /** Whether it must not be committed, because something broke it. */
  boolean isBroken() {
    return wasBroken() || (views != null && views.isRollbackOnly()) || hasFailedSilently();
  }

  /**
   * After a failed statement PostgreSQL refuses everything but a rollback, and answers a COMMIT by
   * rolling back, which its driver reports as a success. A savepoint tells: it is refused with
   * 25P02. Other databases undo the statement alone, and the transaction is as good as before.
   */
  private boolean hasFailedSilently() {
    Connection connection = physical;
    if (connection == null || (lastFailure == null && !usedDirectly)) {
      return false;
    }
    try {
      connection.setSavepoint();
      return false;
    } catch (SQLException refusal) {
      if (refusal instanceof SQLFeatureNotSupportedException) {
        return false;
      }
      broken = lastFailure != null ? lastFailure : refusal;
      return true;
    }
  }

  /** Whether something that was seen here had broken it. */
  boolean wasBroken() {
    return broken != null || neverBegan != null || rollbackRefused != null;
  }

  /** What broke it, where that was seen. */
  @Nullable Throwable failureSeen() {
    if (neverBegan != null) {
      return neverBegan;
    }
    if (rollbackRefused != null) {
      return rollbackRefused;
    }
    return broken != null ? broken : lastFailure;
  }

  boolean isOpen() {
    return end == End.OPEN;
  }

  End end() {
    return end;
  }

  /** Its place in the order of first use, or 0 if it was not used. */
  int acquisition() {
    return acquisition;
  }

  /** Commits, by way of the views if there are any. Look at {@link #end()} whatever happens. */
  void commitAll() {
    closing = Closing.COMMIT;
    try {
      if (views != null) {
        views.commit();
      } else {
        commit();
      }
    } catch (SQLException failure) {
      throw new CommitRefusal(failure);
    } finally {
      closing = Closing.NO;
    }
  }

  /** Carries what the driver threw at a commit without views. */
  static final class CommitRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommitRefusal(SQLException failure) {
      super(failure);
    }
  }

  @Override
  public void commit() throws SQLException {
    if (closing != Closing.COMMIT) {
      throw refused(
          "commit()", "It commits by itself when the work returns; context.commit() does so now.");
    }
    if (end != End.OPEN) {
      throw Messages.committedTwice(unit.name());
    }
    unit.beginCommit();
    Connection connection = physical;
    if (connection == null) {
      end = End.COMMITTED;
      return;
    }
    if (connection.isClosed()) {
      end = End.REFUSED;
      broken = Messages.connectionLost(unit.name(), database);
      throw broken;
    }
    try {
      connection.commit();
      end = End.COMMITTED;
    } catch (SQLException failure) {
      end = SqlStates.leavesOutcomeUnknown(failure, connection) ? End.UNKNOWN : End.REFUSED;
      throw failure;
    } catch (Throwable failure) {
      end = End.UNKNOWN;
      throw failure;
    }
  }

  /**
   * Rolls back what is not committed and gives the connection back, or throws it away.
   *
   * @param failure gets what goes wrong here as suppressed
   */
  void rollbackAll(Throwable failure) {
    if (end == End.COMMITTED) {
      // One of several databases that had committed before another one failed.
      release(failure);
      return;
    }
    closing = Closing.ROLLBACK;
    try {
      if (views != null) {
        views.rollback();
      }
      rollback();
    } catch (Throwable another) {
      discardInstead(failure, another);
    } finally {
      closing = Closing.NO;
    }
    release(failure);
    if (end == End.OPEN || end == End.REFUSED) {
      end = End.ROLLED_BACK;
    }
  }

  @Override
  public void rollback() throws SQLException {
    // After a commit that failed, Hibernate rolls back by itself.
    if (closing == Closing.NO) {
      // Who swallows the refusal believes that the work is undone, so it must not be committed.
      rollbackRefused =
          refused("rollback()", "Throw, or call context.setRollbackOnly() to return normally.");
      throw rollbackRefused;
    }
    Connection connection = physical;
    if (connection == null || end == End.ROLLED_BACK || end == End.UNKNOWN || mustDiscard()) {
      return;
    }
    connection.rollback();
    end = End.ROLLED_BACK;
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    try {
      physical().rollback(savepoint);
    } catch (SQLException failure) {
      throw failed(failure);
    }
    // The database has gone back to a state that was good, so the transaction has survived.
    broken = null;
    lastFailure = null;
  }

  private void discardInstead(Throwable failure, Throwable another) {
    suppress(failure, another);
    cancelSent = true;
  }

  private boolean mustDiscard() {
    return cancelSent || unit.isStopped();
  }

  /**
   * Gives the connection back as it came, or throws it away if it is not certain to be as it came.
   *
   * @param failure the failure of the unit, which gets what goes wrong here as suppressed; without
   *     one that goes to the listeners
   */
  void release(@Nullable Throwable failure) {
    Connection connection = (Connection) PHYSICAL.getAndSet(this, null);
    if (connection == null) {
      return;
    }
    ConnectionSource source = database.database().connections();
    boolean clean = !mustDiscard() && end != End.UNKNOWN;
    try {
      if (clean) {
        ConnectionChanges.undo(connection, changes);
      }
    } catch (Throwable another) {
      clean = false;
      report(failure, another);
    }
    try {
      if (clean) {
        source.release(connection);
      } else {
        source.discard(connection);
      }
    } catch (Throwable another) {
      report(failure, another);
    }
    cancelSent = false;
    changes = null;
  }

  private void report(@Nullable Throwable failure, Throwable another) {
    if (failure != null) {
      suppress(failure, another);
    } else {
      unit.events().closeFailed(unit.name(), another);
    }
  }

  static void suppress(Throwable failure, Throwable another) {
    if (failure != another) {
      failure.addSuppressed(another);
    }
  }

  /** Makes ready for the next transaction of the same unit. */
  void beginNext() {
    end = End.OPEN;
    acquisition = 0;
    lastFailure = null;
    usedDirectly = false;
    if (views != null) {
      views.begin();
    }
  }

  /** Closes the views and gives back the permit, after the connection is back. */
  void closeAll() {
    if (views != null) {
      try {
        views.close();
      } catch (Throwable failure) {
        unit.events().closeFailed(unit.name(), failure);
      }
    }
    releasePermit();
  }

  // --- What the user may not do ----------------------------------------------------------------

  @Override
  IllegalStateException refused(String call, String instead) {
    return Messages.refused(unit.name(), "Connection." + call, instead);
  }

  @Override
  public void close() {
    throw refused("close()", "The context gives it back when the work is done.");
  }

  @Override
  public boolean isClosed() {
    return unit.isClosed();
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    Connection connection = physicalOrNull();
    return connection == null ? unit.isReadOnly() : connection.isReadOnly();
  }

  @Override
  public String toString() {
    return "Connection of " + unit.name() + " to database '" + database.name() + "'";
  }
}
