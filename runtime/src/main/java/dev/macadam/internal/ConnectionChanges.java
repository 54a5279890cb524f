package dev.macadam.internal;

import dev.macadam.Isolation;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What was changed on a connection that came from a pool, so that the next borrower finds it as it
 * was.
 *
 * @param autoCommit whether auto-commit was switched off
 * @param readOnly whether it was made read-only
 * @param isolation its former isolation, or {@link Connection#TRANSACTION_NONE} if that was not
 *     changed
 */
record ConnectionChanges(boolean autoCommit, boolean readOnly, int isolation) {

  /**
   * Makes a connection ready for a transaction. Auto-commit comes last: some drivers begin a
   * transaction with it, inside of which the others cannot be changed.
   *
   * @return null if nothing had to be changed
   */
  static @Nullable ConnectionChanges make(
      Connection connection, boolean wantsReadOnly, Isolation wanted) throws SQLException {
    boolean readOnly = wantsReadOnly && !connection.isReadOnly();
    if (readOnly) {
      connection.setReadOnly(true);
    }
    int isolation = Connection.TRANSACTION_NONE;
    if (wanted != Isolation.DEFAULT) {
      int former = connection.getTransactionIsolation();
      if (former != wanted.level()) {
        connection.setTransactionIsolation(wanted.level());
        isolation = former;
      }
    }
    boolean autoCommit = connection.getAutoCommit();
    if (autoCommit) {
      connection.setAutoCommit(false);
    }
    return autoCommit || readOnly || isolation != Connection.TRANSACTION_NONE
        ? new ConnectionChanges(autoCommit, readOnly, isolation)
        : null;
  }

  /** Puts everything back, in reverse order. */
  static void undo(Connection connection, @Nullable ConnectionChanges changes) throws SQLException {
    if (changes == null) {
      return;
    }
    if (changes.autoCommit) {
      connection.setAutoCommit(true);
    }
    if (changes.isolation != Connection.TRANSACTION_NONE) {
      connection.setTransactionIsolation(changes.isolation);
    }
    if (changes.readOnly) {
      connection.setReadOnly(false);
    }
  }
}
