package dev.macadam;

import static dev.macadam.testing.Sql.insert;
import static dev.macadam.testing.Sql.notes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.support.HandlerContext;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.support.HandlerSupport;
import dev.macadam.testing.FaultyDataSource;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A fault at each step in turn. After each of them the pool has all its connections, the first
 * failure reaches the caller, and the next call works.
 */
class FaultsTest {

  private final DataSource database = TestDatabase.H2.newDataSource();
  private final FaultyDataSource faulty = new FaultyDataSource(database);
  private final HikariDataSource pool = pool();
  private final List<String> events = new ArrayList<>();
  private final ContextFactory contexts =
      ContextFactory.builder()
          .database(JdbcDatabase.builder(pool).build())
          .listener(new RecordingListener(events))
          .build();

  FaultsTest() {
    Sql.createNotes(database);
  }

  /** With auto-commit on, so that beginning and giving back have something to change. */
  private HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(faulty);
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(500);
    return new HikariDataSource(config);
  }

  @AfterEach
  void nothingIsLostAndTheNextCallWorks() {
    faulty.heal();
    int before = notes(database);
    new Wrapper(contexts)
        .run(context -> insert(context.get(Connection.class), "afterwards"))
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
    assertThat(notes(database)).isEqualTo(before + 1);
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    contexts.close();
    pool.close();
  }

  private CompletableFuture<Boolean> insertOne() {
    return new Wrapper(contexts).run(context -> insert(context.get(Connection.class), "one"));
  }

  @Test
  void acquireFails() {
    SQLException failure = new SQLException("no more", "53300");
    pool.getHikariPoolMXBean().softEvictConnections();
    faulty.failAt("getConnection", failure);

    assertThatThrownBy(insertOne()::join).hasCauseInstanceOf(SQLException.class);
    assertThat(notes(database)).isZero();
    assertThat(events).containsExactly("rolledBack SQLTransientConnectionException");
  }

  @Test
  void beginFails() {
    SQLException failure = new SQLException("cannot begin", "25000");
    faulty.failAt("setAutoCommit", failure);

    assertThatThrownBy(insertOne()::join).hasCause(failure);
    assertThat(notes(database)).isZero();
  }

  @Test
  void setReadOnlyFails() {
    SQLException failure = new SQLException("cannot be read-only", "25000");
    faulty.failAt("setReadOnly", failure);

    assertThatThrownBy(
            new Wrapper(contexts, Wrapper.handler().readOnly())
                    .run(context -> insert(context.get(Connection.class), "one"))
                ::join)
        .hasCause(failure);
    assertThat(notes(database)).isZero();
  }

  @Test
  void theBodyFails() {
    Exception failure = new Exception("body");

    assertThatThrownBy(
            new Wrapper(contexts)
                    .run(
                        context -> {
                          insert(context.get(Connection.class), "one");
                          throw failure;
                        })
                ::join)
        .hasCause(failure);
    assertThat(notes(database)).isZero();
  }

  @Test
  void f3ACommitThatTheDatabaseRefusesIsADefiniteFailure() {
    SQLException failure = new SQLException("deferred constraint", "23505");
    faulty.failAt("commit", failure);

    assertThatThrownBy(insertOne()::join)
        .cause()
        .isInstanceOf(CommitFailedException.class)
        .hasCause(failure);
    assertThat(notes(database)).isZero();
  }

  @Test
  void f3AConnectionThatIsLostDuringTheCommitLeavesTheOutcomeUnknown() {
    SQLException failure = new SQLException("connection reset", "08006");
    faulty.failAt("commit", failure);
    AtomicInteger attempts = new AtomicInteger();

    CompletableFuture<?> call =
        new Wrapper(contexts, Wrapper.handler().attempts(3).retryOn(Exception.class))
            .run(
                context -> {
                  attempts.incrementAndGet();
                  insert(context.get(Connection.class), "one");
                });

    assertThatThrownBy(call::join)
        .cause()
        .isInstanceOf(CommitOutcomeUnknownException.class)
        .hasCause(failure);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void f3WhateverElseTheDriverThrowsDuringTheCommitLeavesTheOutcomeUnknown() {
    OutOfMemoryError failure = new OutOfMemoryError("inside the driver");
    faulty.failAt("commit", failure);

    assertThatThrownBy(insertOne()::join)
        .cause()
        .isInstanceOf(CommitOutcomeUnknownException.class)
        .hasCause(failure);
  }

  @Test
  void l6AConnectionThatWasLostBeforeTheCommitIsADefiniteFailure() {
    CompletableFuture<?> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  insert(context.get(Connection.class), "one");
                  faulty.failAt("prepareStatement", new SQLException("reset", "08006"));
                  try {
                    insert(context.get(Connection.class), "two");
                  } catch (SQLException swallowed) {
                    faulty.heal();
                  }
                });

    assertThatThrownBy(call::join)
        .cause()
        .isInstanceOf(RollbackOnlyException.class)
        .hasCauseInstanceOf(SQLException.class);
    assertThat(notes(database)).isZero();
  }

  @Test
  void l7AFailureToRollBackIsSuppressedAndTheConnectionIsNotPooled() {
    Exception first = new Exception("body");
    SQLException second = new SQLException("cannot roll back", "HY000");
    insertOne().join();
    int acquired = faulty.acquired();

    CompletableFuture<?> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  insert(context.get(Connection.class), "two");
                  faulty.failAt("rollback", second);
                  throw first;
                });

    assertThatThrownBy(call::join).hasCause(first);
    assertThat(first.getSuppressed()).containsExactly(second);
    faulty.heal();
    new Wrapper(contexts)
        .run(context -> insert(context.get(Connection.class), "three"))
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
    assertThat(faulty.acquired()).isEqualTo(acquired + 1);
    assertThat(notes(database)).isEqualTo(2);
  }

  @Test
  void l7AFailureToRollBackOnRequestGoesToTheListener() {
    CompletableFuture<String> call =
        new Wrapper(contexts)
            .submit(
                context -> {
                  insert(context.get(Connection.class), "one");
                  faulty.failAt("rollback", new SQLException("cannot roll back", "HY000"));
                  context.get(Context.class).setRollbackOnly();
                  return "as asked";
                });

    assertThat(call.join()).isEqualTo("as asked");
    assertThat(events)
        .containsExactly("closeFailed SQLException", "rolledBack RollbackOnlyException");
    faulty.heal();
    assertThat(notes(database)).isZero();
  }

  @Test
  void l7AFailureToRestoreAfterACommitGoesToTheListenerAndTheCallSucceeds() {
    CompletableFuture<Boolean> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  insert(context.get(Connection.class), "one");
                  faulty.failAt("setAutoCommit", new SQLException("cannot restore", "HY000"));
                });

    assertThat(call.join()).isTrue();
    assertThat(events).containsExactly("closeFailed SQLException", "committed");
    faulty.heal();
    assertThat(notes(database)).isEqualTo(1);
  }

  @Test
  void l7AFailureToCloseAfterACommitGoesToTheListenerAndTheCallSucceeds() {
    try (ContextFactory plain = withoutPool()) {
      CompletableFuture<Boolean> call =
          new Wrapper(plain)
              .run(
                  context -> {
                    insert(context.get(Connection.class), "one");
                    faulty.failAt("close", new SQLException("cannot close", "HY000"));
                  });

      assertThat(call.join()).isTrue();
    }
    assertThat(events).containsExactly("closeFailed SQLException", "committed");
    assertThat(notes(database)).isEqualTo(1);
  }

  @Test
  void l7AFailureToCloseAfterARollbackIsSuppressed() {
    Exception first = new Exception("body");
    SQLException second = new SQLException("cannot close", "HY000");
    try (ContextFactory plain = withoutPool()) {
      CompletableFuture<?> call =
          new Wrapper(plain)
              .run(
                  context -> {
                    insert(context.get(Connection.class), "one");
                    faulty.failAt("close", second);
                    throw first;
                  });

      assertThatThrownBy(call::join).hasCause(first);
      assertThat(first.getSuppressed()).containsExactly(second);
    }
  }

  private ContextFactory withoutPool() {
    return ContextFactory.builder()
        .database(JdbcDatabase.builder(faulty).permits(1).build())
        .listener(new RecordingListener(events))
        .build();
  }

  @Test
  void l3aTheConnectionGoesBackAsItCame() throws SQLException {
    List<String> states = new ArrayList<>();
    try (Connection connection = database.getConnection();
        ContextFactory shared =
            ContextFactory.builder()
                .database(JdbcDatabase.builder(always(connection)).permits(1).build())
                .build()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
      states.add(state(connection));
      Wrapper wrapper =
          new Wrapper(shared, Wrapper.handler().readOnly().isolation(Isolation.SERIALIZABLE));
      wrapper
          .run(
              context -> {
                insert(context.get(Connection.class), "one");
                states.add(state(connection));
              })
          .join();
      states.add(state(connection));
      assertThatThrownBy(
              wrapper.run(
                      context -> {
                        insert(context.get(Connection.class), "two");
                        throw new Exception("undone");
                      })
                  ::join)
          .isInstanceOf(CompletionException.class);
      states.add(state(connection));
    }

    assertThat(states.get(0)).isEqualTo("true 1");
    assertThat(states.get(1)).isEqualTo("false 8");
    assertThat(states.get(2)).isEqualTo(states.get(0));
    assertThat(states.get(3)).isEqualTo(states.get(0));
    assertThat(notes(database)).isEqualTo(1);
  }

  private static String state(Connection connection) throws SQLException {
    return connection.getAutoCommit() + " " + connection.getTransactionIsolation();
  }

  /** A pool of one connection, which keeps no state of its own and restores nothing. */
  private static DataSource always(Connection connection) {
    return (DataSource)
        java.lang.reflect.Proxy.newProxyInstance(
            FaultsTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getConnection" ->
                      java.lang.reflect.Proxy.newProxyInstance(
                          FaultsTest.class.getClassLoader(),
                          new Class<?>[] {Connection.class},
                          (inner, call, values) ->
                              call.getName().equals("close")
                                  ? null
                                  : call.invoke(connection, values));
                  case "isWrapperFor" -> false;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** The catch clause that a wrapper has for {@link ContextHandler#dontRollbackOn()}. */
  private CompletableFuture<Void> keepInSpiteOf(RuntimeException kept) {
    HandlerDefinition definition = Wrapper.handler();
    return HandlerSupport.of(contexts, definition)
        .submitWork(
            definition,
            attempt -> {
              HandlerContext context = attempt.openContext();
              try {
                insert(context.get(Connection.class), "kept");
                throw kept;
              } catch (IllegalStateException failure) {
                context.commitDespite(failure);
                throw failure;
              } catch (Throwable failure) {
                context.rollback(failure);
                throw failure;
              } finally {
                context.close();
              }
            });
  }

  @Test
  void anExceptionThatDoesNotRollBackIsThrownAfterTheCommit() {
    IllegalStateException kept = new IllegalStateException("kept");

    assertThatThrownBy(keepInSpiteOf(kept)::join).hasCause(kept);
    assertThat(notes(database)).isEqualTo(1);
    assertThat(events).containsExactly("committed");
  }

  @Test
  void ifTheCommitFailsAsWellItsFailureIsThrownWithTheFirstOneSuppressed() {
    IllegalStateException kept = new IllegalStateException("kept");
    SQLException refusal = new SQLException("deferred constraint", "23505");
    faulty.failAt("commit", refusal);

    assertThatThrownBy(keepInSpiteOf(kept)::join)
        .cause()
        .isInstanceOf(CommitFailedException.class)
        .hasCause(refusal)
        .hasSuppressedException(kept);
    assertThat(notes(database)).isZero();
  }

  @Test
  void l8OnceACommitHasBegunCancelIsRefusedAndTheRealOutcomeStands() throws Exception {
    CountDownLatch committing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    faulty.at(
        "commit",
        () -> {
          committing.countDown();
          goOn.await();
        });
    CompletableFuture<Boolean> call = insertOne();
    committing.await();

    boolean cancelled = call.cancel(true);
    boolean completed = call.complete(false);
    goOn.countDown();

    assertThat(cancelled).isFalse();
    assertThat(completed).isFalse();
    assertThat(call.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(notes(database)).isEqualTo(1);
  }

  @Test
  void l9IfALaterDatabaseRefusesTheFailureTellsWhichHaveCommitted() {
    DataSource second = TestDatabase.H2.newDataSource();
    Sql.createNotes(second);
    FaultyDataSource faultySecond = new FaultyDataSource(second);
    SQLException failure = new SQLException("refused", "23505");
    faultySecond.failAt("commit", failure);
    try (ContextFactory two =
        ContextFactory.builder()
            .database("first", JdbcDatabase.builder(database).permits(1).build())
            .database("second", JdbcDatabase.builder(faultySecond).permits(1).build())
            .build()) {
      CompletableFuture<?> call =
          new Wrapper(two)
              .run(
                  context -> {
                    insert(context.get(Connection.class), "one");
                    insert(context.get(Connection.class, "second"), "two");
                  });

      assertThatThrownBy(call::join)
          .cause()
          .isInstanceOfSatisfying(
              PartialCommitException.class,
              partial -> {
                assertThat(partial.committed()).containsExactly("first");
                assertThat(partial.notCommitted()).containsExactly("second");
                assertThat(partial.unknown()).isEmpty();
                assertThat(partial).hasRootCause(failure);
              });
    }
    assertThat(notes(database)).isEqualTo(1);
    faultySecond.heal();
    assertThat(notes(second)).isZero();
  }

  @Test
  void l4DatabasesAreCommittedInTheOrderOfTheirFirstStatement() {
    DataSource second = TestDatabase.H2.newDataSource();
    Sql.createNotes(second);
    List<String> order = new ArrayList<>();
    FaultyDataSource one = new FaultyDataSource(database);
    FaultyDataSource two = new FaultyDataSource(second);
    one.at("commit", () -> order.add("one"));
    two.at("commit", () -> order.add("two"));
    try (ContextFactory both =
        ContextFactory.builder()
            .database("one", JdbcDatabase.builder(one).permits(1).build())
            .database("two", JdbcDatabase.builder(two).permits(1).build())
            .build()) {
      new Wrapper(both)
          .run(
              context -> {
                Connection first = context.get(Connection.class, "one");
                insert(context.get(Connection.class, "two"), "two");
                insert(first, "one");
              })
          .join();
    }

    assertThat(order).containsExactly("two", "one");
  }
}
