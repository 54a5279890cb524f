package dev.macadam.jdbc;

import dev.macadam.StartUpStep;
import dev.macadam.internal.OwnedDataSource;
import dev.macadam.spi.ConnectionSource;
import dev.macadam.spi.ContextAccess;
import dev.macadam.spi.Database;
import dev.macadam.spi.Views;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database whose contexts provide a {@link Connection}. Its data source stays open when the
 * context factory is closed, and whoever made it closes it afterwards, unless {@link Builder#owned}
 * says otherwise.
 */
public final class JdbcDatabase implements Database {

  private final ConnectionSource connections;
  private final DataSource dataSource;
  private final List<StartUpStep<? super DataSource>> ready;
  private final @Nullable OwnedDataSource owned;

  private JdbcDatabase(Builder builder, ConnectionSource connections) {
    this.connections = connections;
    this.dataSource = builder.dataSource;
    this.ready = List.copyOf(builder.ready);
    this.owned = builder.owned;
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
  public void ready() throws Exception {
    for (StartUpStep<? super DataSource> step : ready) {
      step.run(dataSource);
    }
  }

  @Override
  public void close() {
    if (owned != null) {
      owned.close();
    }
  }

  @Override
  public String toString() {
    return "JdbcDatabase on " + connections;
  }

  /** Describes a {@link JdbcDatabase}. */
  public static final class Builder {

    private final DataSource dataSource;
    private final List<StartUpStep<? super DataSource>> ready = new ArrayList<>();
    private @Nullable OwnedDataSource owned;
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
     * Adds what is to be done when the context factory is built, before its first context opens:
     * initial data, for example. Several steps are done in the order in which they were added.
     *
     * @param step gets the data source; what it throws fails the build of the context factory, and
     *     later steps are left out
     * @return this builder
     */
    public Builder ready(StartUpStep<? super DataSource> step) {
      ready.add(Objects.requireNonNull(step, "step"));
      return this;
    }

    /**
     * Hands the data source over: it is closed with the context factory, or when that or this
     * database cannot be built. Unless this is called, it stays open.
     *
     * @return this builder
     * @throws IllegalStateException if the data source is no {@link AutoCloseable}
     */
    public Builder owned() {
      owned = OwnedDataSource.of(dataSource);
      return this;
    }

    /**
     * Builds the database. Connects to nothing.
     *
     * @return a database, to be registered with one factory
     * @throws IllegalStateException if {@link #permits} is missing, or more than the pool's size
     */
    public JdbcDatabase build() {
      try {
        return new JdbcDatabase(this, DataSourceConnections.of(dataSource, permits));
      } catch (Throwable failure) {
        OwnedDataSource.closeAfter(failure, owned);
        throw failure;
      }
    }
  }
}
