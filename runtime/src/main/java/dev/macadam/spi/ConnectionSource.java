package dev.macadam.spi;

import java.sql.Connection;
import java.sql.SQLException;

/** Where physical connections come from and go back to. Called by any thread. */
public interface ConnectionSource {

  /**
   * Takes a connection.
   *
   * @return a connection that nobody else uses
   * @throws SQLException if there is none to be had
   */
  Connection acquire() throws SQLException;

  /**
   * Gives a connection back, in the state in which it came.
   *
   * @param connection came from {@link #acquire()}
   * @throws SQLException if that fails; the connection counts as gone
   */
  void release(Connection connection) throws SQLException;

  /**
   * Ends a connection for good, instead of {@link #release}: whatever runs on it is cut off where
   * the driver can do that, and it is never handed out again. Called once for a connection, maybe
   * by another thread than the one that uses it.
   *
   * @param connection came from {@link #acquire()}
   * @throws SQLException if the driver reports a failure
   */
  void discard(Connection connection) throws SQLException;

  /**
   * How many connections there can be at once, which is how many units of work are admitted.
   *
   * @return at least 1
   */
  int size();
}
