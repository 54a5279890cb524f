package dev.macadam.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The databases that rules are tested on. Each data source has tables of its own. */
public enum TestDatabase {
  /** H2, in memory. */
  H2 {
    @Override
    public DataSource newDataSource() {
      JdbcDataSource dataSource = new JdbcDataSource();
      dataSource.setURL("jdbc:h2:mem:test" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
      return dataSource;
    }
  },
  /** A real PostgreSQL server, one for the whole run. */
  POSTGRESQL {
    @Override
    public DataSource newDataSource() {
      String schema = "test" + COUNT.incrementAndGet();
      PGSimpleDataSource dataSource = (PGSimpleDataSource) Server.INSTANCE.getPostgresDatabase();
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create schema " + schema);
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
      dataSource.setCurrentSchema(schema);
      return dataSource;
    }
  };

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Started at the first use, stopped with the JVM. */
  private static final class Server {
    static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /** A data source without a pool, on tables that nobody else has. */
  public abstract DataSource newDataSource();

  /** A pool of some connections on tables that nobody else has. */
  public HikariDataSource newPool(int size) {
    return pool(newDataSource(), size);
  }

  /** A pool of some connections of a data source. */
  public static HikariDataSource pool(DataSource dataSource, int size) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(dataSource);
    config.setMaximumPoolSize(size);
    config.setAutoCommit(false);
    config.setConnectionTimeout(5_000);
    return new HikariDataSource(config);
  }
}
