package dev.macadam.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.ProxyConnection;
import dev.macadam.spi.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The connections of a HikariCP pool, which can evict one for good. */
final class HikariConnections implements ConnectionSource {

  private final DataSource dataSource;
  private final HikariDataSource pool;
  private final int size;

  private HikariConnections(DataSource dataSource, HikariDataSource pool, int size) {
    this.dataSource = dataSource;
    this.pool = pool;
    this.size = size;
  }

  static boolean isBehind(DataSource dataSource) {
    try {
      return dataSource instanceof HikariDataSource
          || dataSource.isWrapperFor(HikariDataSource.class);
    } catch (SQLException unable) {
      return false;
    }
  }

  static HikariConnections of(DataSource dataSource, int permits) {
    HikariDataSource pool;
    try {
      pool =
          dataSource instanceof HikariDataSource hikari
              ? hikari
              : dataSource.unwrap(HikariDataSource.class);
    } catch (SQLException unable) {
      throw new IllegalStateException("Cannot unwrap the HikariDataSource.", unable);
    }
    int size = pool.getMaximumPoolSize();
    if (permits > size) {
      throw new IllegalStateException(
          "permits is "
              + permits
              + ", but pool '"
              + pool.getPoolName()
              + "' has at most "
              + size
              + " connections, so that admitted work would wait for the pool. Lower permits or raise"
              + " maximumPoolSize.");
    }
    return new HikariConnections(dataSource, pool, permits == 0 ? size : permits);
  }

  @Override
  public Connection acquire() throws SQLException {
    return dataSource.getConnection();
  }

  @Override
  public void release(Connection connection) throws SQLException {
    connection.close();
  }

  /** The pool drops its own connection at once and closes it on a thread of its own. */
  @Override
  public void discard(Connection connection) throws SQLException {
    if (connection instanceof ProxyConnection) {
      pool.evictConnection(connection);
    } else {
      // What wraps the pool wraps its connections too, and need not give them away.
      DataSourceConnections.end(connection);
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String toString() {
    return "pool '" + pool.getPoolName() + "'";
  }
}
