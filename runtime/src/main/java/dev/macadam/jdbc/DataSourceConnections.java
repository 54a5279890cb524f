package dev.macadam.jdbc;

import dev.macadam.spi.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The connections of a data source. For those that build databases on top of JDBC; applications use
 * {@link JdbcDatabase}.
 */
public final class DataSourceConnections {

  private DataSourceConnections() {}

  /**
   * The connections of a data source.
   *
   * @param dataSource HikariCP's, something that wraps it, or any other
   * @param permits how many connections there are at once, or 0 for the size of HikariCP's pool
   * @return a source of connections
   * @throws IllegalStateException if the number is missing, or more than the pool's size
   */
  public static ConnectionSource of(DataSource dataSource, int permits) {
    if (isHikari(dataSource)) {
      return HikariConnections.of(dataSource, permits);
    }
    if (permits == 0) {
      throw new IllegalStateException(
          "How many connections "
              + dataSource.getClass().getName()
              + " can give at once is not known. Say so with permits(…), or use a HikariDataSource,"
              + " which knows.");
    }
    return new PlainConnections(dataSource, permits);
  }

  /**
   * Checks a number of permits.
   *
   * @param permits the number
   * @return the number
   * @throws IllegalArgumentException if it is below 1
   */
  public static int requirePermits(int permits) {
    if (permits < 1) {
      throw new IllegalArgumentException("permits is " + permits + "; it has to be at least 1.");
    }
    return permits;
  }

  /** Aborts a connection, and closes it as well, because H2 does nothing when told to abort. */
  static void end(Connection connection) throws SQLException {
    try {
      connection.abort(Runnable::run);
    } finally {
      connection.close();
    }
  }

  /** HikariCP is optional, so its classes are named in {@link HikariConnections} alone. */
  private static boolean isHikari(DataSource dataSource) {
    try {
      return HikariConnections.isBehind(dataSource);
    } catch (NoClassDefFoundError absent) {
      return false;
    }
  }

  /** Any data source. Its connections are aborted, then closed, to get rid of them. */
  private record PlainConnections(DataSource dataSource, int size) implements ConnectionSource {

    @Override
    public Connection acquire() throws SQLException {
      return dataSource.getConnection();
    }

    @Override
    public void release(Connection connection) throws SQLException {
      connection.close();
    }

    @Override
    public void discard(Connection connection) throws SQLException {
      end(connection);
    }

    @Override
    public String toString() {
      return dataSource.getClass().getName();
    }
  }
}
