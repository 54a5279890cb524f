package dev.macadam.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;

/**
 * What the SQLState of a failure says about the transaction. Classes 08 (connection exception) and
 * 40 (transaction rollback) are of the SQL standard; 57P01 to 57P03 are PostgreSQL's for a server
 * that shuts down, 25P02 for a transaction that has failed.
 */
final class SqlStates {

  private SqlStates() {}

  /** Whether the database has rolled the transaction back, or is gone. */
  static boolean endsTransaction(SQLException failure) {
    return state(failure).startsWith("40") || losesConnection(failure);
  }

  /** Whether the connection is no more. */
  static boolean losesConnection(SQLException failure) {
    String state = state(failure);
    return state.startsWith("08")
        || state.startsWith("57P0")
        || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLRecoverableException
        || failure instanceof SQLTransientConnectionException;
  }

  /** Whether a commit that failed like this may have taken place. */
  static boolean leavesOutcomeUnknown(SQLException failure, Connection connection) {
    return losesConnection(failure)
        || failure instanceof SQLTimeoutException
        || state(failure).equals("40003")
        || isClosed(connection);
  }

  /** Whether the database refused a commit because a statement had failed before. */
  static boolean saysTransactionHasFailed(SQLException failure) {
    return state(failure).equals("25P02");
  }

  private static boolean isClosed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException unusable) {
      return true;
    }
  }

  private static String state(SQLException failure) {
    String state = failure.getSQLState();
    return state == null ? "" : state;
  }
}
