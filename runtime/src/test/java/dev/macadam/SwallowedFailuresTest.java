package dev.macadam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.io.ByteArrayInputStream;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * L6, in the places where PostgreSQL's driver talks to the server unexpectedly: a failure that the
 * body swallows has broken the transaction there as well.
 */
class SwallowedFailuresTest {

  private final HikariDataSource pool = TestDatabase.POSTGRESQL.newPool(2);
  private final ContextFactory contexts =
      ContextFactory.builder().database(JdbcDatabase.builder(pool).build()).build();

  SwallowedFailuresTest() {
    Sql.createNotes(pool);
  }

  @AfterEach
  void nothingIsCommittedAndNothingIsLeftBehind() {
    assertThat(Sql.notes(pool)).isZero();
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    contexts.close();
    pool.close();
  }

  @Test
  void l6AFailureToDescribeAStatementIsSeen() {
    AtomicReference<SQLException> swallowed = new AtomicReference<>();
    CompletableFuture<?> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  Connection connection = context.get(Connection.class);
                  Sql.insert(connection, "one");
                  try (PreparedStatement statement =
                      connection.prepareStatement("select * from nowhere")) {
                    statement.getMetaData();
                    throw new AssertionError("no failure");
                  } catch (SQLException failure) {
                    swallowed.set(failure);
                  }
                });

    assertThatThrownBy(call::join)
        .cause()
        .isInstanceOf(RollbackOnlyException.class)
        .satisfies(failure -> assertThat(failure.getCause()).isSameAs(swallowed.get()));
  }

  @ParameterizedTest(name = "by way of getObject: {0}")
  @ValueSource(booleans = {false, true})
  void l6AFailureOfALargeObjectIsSeen(boolean byObject) {
    CompletableFuture<?> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  Connection connection = context.get(Connection.class);
                  Sql.insert(connection, "one");
                  try (Statement statement = connection.createStatement();
                      ResultSet rows = statement.executeQuery("select 999999::oid")) {
                    rows.next();
                    Blob blob = byObject ? rows.getObject(1, Blob.class) : rows.getBlob(1);
                    assertThatThrownBy(blob::length).isInstanceOf(SQLException.class);
                  }
                });

    assertThatThrownBy(call::join).hasCauseInstanceOf(RollbackOnlyException.class);
  }

  /** The stream is written into a large object while the parameter is set. */
  @Test
  void l6AFailureToSetABlobIsSeen() {
    CompletableFuture<?> call =
        new Wrapper(contexts, Wrapper.handler().readOnly())
            .run(
                context -> {
                  Connection connection = context.get(Connection.class);
                  try (PreparedStatement statement = connection.prepareStatement("select ?")) {
                    assertThatThrownBy(
                            () -> statement.setBlob(1, new ByteArrayInputStream(new byte[10]), 10L))
                        .isInstanceOf(SQLException.class);
                  }
                });

    assertThatThrownBy(call::join).hasCauseInstanceOf(RollbackOnlyException.class);
  }
}
