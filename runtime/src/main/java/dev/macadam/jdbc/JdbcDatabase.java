package dev.macadam.jdbc;

import dev.macadam.spi.ConnectionSource;
import dev.macadam.spi.ContextAccess;
import dev.macadam.spi.Database;
import dev.macadam.spi.Views;
import java.sql.Connection;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A database whose contexts provide a {@link Connection}. It does not own its data source: whoever
 * made that closes it, after the factory.
 */
public final class JdbcDatabase implements Database {

  private final ConnectionSource connections;

  private JdbcDatabase(ConnectionSource connections) {
    this.connections = connections;
  }

  /**
   * Begins to describe a database on a data source.
   *
   * @param dataSource a {@code HikariDataSource}, something that wraps one, or any other data
   *     source, which should pool its connections and needs {@link Builder#permits}
   * @return a builder
   */
  public static Builder builder(DataSource dataSource) {
    return new Builder(Objects.requireNonNull(dataSource, "dataSource"));
  }

  @Override
  public ConnectionSource connections() {
    return connections;
  }

  @Override
  public Set<Class<?>> viewTypes() {
    return Set.of();
  }

  @Override
  public Views openViews(ContextAccess context) {
    throw new IllegalStateException("A JdbcDatabase has no views.");
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "JdbcDatabase on " + connections;
  }

  /** Describes a {@link JdbcDatabase}. */
  public static final class Builder {

    private final DataSource dataSource;
    private int permits;

    private Builder(DataSource dataSource) {
      this.dataSource = dataSource;
    }

    /**
     * How many connections the data source can give at once, which is how many units of work run at
     * once. Required unless the data source is HikariCP's, which says so itself.
     *
     * @param permits at least 1; at most the size of the pool, where that is known
     * @return this builder
     */
    public Builder permits(int permits) {
      this.permits = DataSourceConnections.requirePermits(permits);
      return this;
    }

    /**
     * Builds the database. Connects to nothing.
     *
     * @return a database, to be registered with one factory
     * @throws IllegalStateException if {@link #permits} is missing, or more than the pool's size
     */
    public JdbcDatabase build() {
      return new JdbcDatabase(DataSourceConnections.of(dataSource, permits));
    }
  }
}
