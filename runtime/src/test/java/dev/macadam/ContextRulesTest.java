package dev.macadam;

import static dev.macadam.testing.Sql.execute;
import static dev.macadam.testing.Sql.insert;
import static dev.macadam.testing.Sql.notes;
import static dev.macadam.testing.Sql.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of the context, on plain connections. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class ContextRulesTest {

  private final TestDatabase database;
  private HikariDataSource pool;
  private ContextFactory contexts;
  private final List<String> events = new ArrayList<>();

  ContextRulesTest(TestDatabase database) {
    this.database = database;
    this.pool = database.newPool(3);
    this.contexts =
        ContextFactory.builder()
            .database(JdbcDatabase.builder(pool).build())
            .listener(new RecordingListener(events))
            .build();
  }

  @BeforeEach
  void createTable() {
    Sql.createNotes(pool);
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(active()).isZero();
    contexts.close();
    assertThat(pool.isClosed()).isFalse();
    pool.close();
  }

  private int active() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  // --- L1 --------------------------------------------------------------------------------------

  @Test
  void l1EachAttemptOfEachCallHasAContextOfItsOwn() {
    Wrapper wrapper = new Wrapper(contexts);

    Context first = wrapper.submit(context -> context.get(Context.class)).join();
    Context second = wrapper.submit(context -> context.get(Context.class)).join();

    assertThat(first).isNotSameAs(second);
  }

  @Test
  void l1ARetriedCallHasAFreshContextForEachAttempt() {
    Wrapper wrapper = new Wrapper(contexts, Wrapper.handler().attempts(3));
    List<Context> seen = new ArrayList<>();

    int attempt =
        wrapper
            .submit(
                context -> {
                  seen.add(context.get(Context.class));
                  insert(context.get(Connection.class), "attempt " + seen.size());
                  if (seen.size() < 3) {
                    throw new SQLException("not serializable", "40001");
                  }
                  return context.get(Context.class).attempt();
                })
            .join();

    assertThat(attempt).isEqualTo(3);
    assertThat(seen).doesNotHaveDuplicates();
    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void l1AContextThatIsClosedAfterACommitWithoutAStatementWasCommitted() {
    try (Context context = contexts.openContext()) {
      context.connection();
      context.commit();
    }
    try (Context context = contexts.openContext()) {
      context.connection();
    }

    assertThat(events).containsExactly("committed", "rolledBack RollbackOnlyException");
  }

  // --- L2 --------------------------------------------------------------------------------------

  @Test
  void l2NothingIsAcquiredUntilTheFirstStatement() {
    List<Integer> counts =
        new Wrapper(contexts)
            .submit(
                context -> {
                  Connection connection = context.get(Connection.class);
                  connection.getAutoCommit();
                  int before = active();
                  number(connection, "select 1");
                  return List.of(before, active());
                })
            .join();

    assertThat(counts).containsExactly(0, 1);
  }

  @Test
  void l2AUnitThatUsesNothingCommitsWithoutAConnection() {
    new Wrapper(contexts).submit(context -> context.get(Connection.class)).join();

    assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isLessThanOrEqualTo(1);
    assertThat(events).containsExactly("committed");
  }

  // --- L3 --------------------------------------------------------------------------------------

  @Test
  void l3TheConnectionIsTheSameHoweverItIsAskedFor() {
    new Wrapper(contexts)
        .run(
            context -> {
              Context seen = context.get(Context.class);
              assertThat(context.get(Connection.class))
                  .isSameAs(seen.connection())
                  .isSameAs(seen.get(Connection.class))
                  .isSameAs(seen.get(Connection.class, "default"))
                  .isSameAs(seen.connection().createStatement().getConnection())
                  .isSameAs(seen.connection().prepareStatement("select 1").getConnection());
              assertThat(active()).isEqualTo(1);
            })
        .join();
  }

  @Test
  void l3aWhatEndsTheTransactionIsRefusedAndSaysWhatToCallInstead() {
    new Wrapper(contexts)
        .run(
            context -> {
              Connection connection = context.get(Connection.class);
              insert(connection, "kept");
              assertThatThrownBy(connection::commit)
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("Connection.commit()")
                  .hasMessageContaining("context.commit()");
              assertThatThrownBy(connection::close)
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("Connection.close()");
              assertThatThrownBy(() -> connection.setAutoCommit(true))
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("context.commit()");
              assertThatThrownBy(() -> connection.abort(Runnable::run))
                  .isInstanceOf(IllegalStateException.class);
              connection.setAutoCommit(false);
            })
        .join();

    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void l3aARollbackIsRefusedAndWhatItWasToUndoIsNotCommittedEvenIfThatIsSwallowed() {
    CompletableFuture<Boolean> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  Connection connection = context.get(Connection.class);
                  insert(connection, "to be undone");
                  assertThatThrownBy(connection::rollback)
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessageContaining("context.setRollbackOnly()");
                  insert(connection, "goes with it");
                });

    assertThatThrownBy(call::join)
        .cause()
        .isInstanceOf(RollbackOnlyException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Connection.rollback()");
    assertThat(notes(pool)).isZero();
  }

  @Test
  void l3aReadOnlyAndIsolationAreTheHandlersToSay() {
    new Wrapper(contexts)
        .run(
            context -> {
              Connection connection = context.get(Connection.class);
              assertThatThrownBy(() -> connection.setReadOnly(true))
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("readOnly");
              assertThatThrownBy(
                      () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE))
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("isolation");
            })
        .join();
  }

  @Test
  void l3aASavepointUndoesWhatCameAfterIt() {
    new Wrapper(contexts)
        .run(
            context -> {
              Connection connection = context.get(Connection.class);
              insert(connection, "kept");
              Savepoint savepoint = connection.setSavepoint();
              assertThatThrownBy(() -> insert(connection, "kept")).isInstanceOf(SQLException.class);
              connection.rollback(savepoint);
              insert(connection, "also kept");
            })
        .join();

    assertThat(notes(pool)).isEqualTo(2);
  }

  @Test
  void l3aIsolationAndReadOnlyHoldInsideAndAreGoneAfterwards() {
    Wrapper wrapper =
        new Wrapper(contexts, Wrapper.handler().readOnly().isolation(Isolation.SERIALIZABLE));

    int level =
        wrapper.submit(context -> context.get(Connection.class).getTransactionIsolation()).join();
    int levelAfterwards =
        new Wrapper(contexts)
            .submit(context -> context.get(Connection.class).getTransactionIsolation())
            .join();

    assertThat(level).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
    assertThat(levelAfterwards).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
  }

  @Test
  void aReadOnlyHandlerIsRefusedToWriteWhereTheDatabaseCanDoThat() {
    CompletableFuture<?> written =
        new Wrapper(contexts, Wrapper.handler().readOnly())
            .run(
                context -> {
                  insert(context.get(Connection.class), "forbidden");
                });

    if (database == TestDatabase.POSTGRESQL) {
      assertThatThrownBy(written::join)
          .hasCauseInstanceOf(SQLException.class)
          .hasMessageContaining("read-only transaction");
      assertThat(notes(pool)).isZero();
    } else {
      written.join();
    }
  }

  // --- L4 --------------------------------------------------------------------------------------

  @Test
  void l4AReturnCommits() {
    String result =
        new Wrapper(contexts)
            .submit(
                context -> {
                  insert(context.get(Connection.class), "one");
                  return "done";
                })
            .join();

    assertThat(result).isEqualTo("done");
    assertThat(notes(pool)).isEqualTo(1);
    assertThat(events).containsExactly("committed");
  }

  @Test
  void l4TheFutureCompletesOnlyAfterTheConnectionIsBack() throws Exception {
    CountDownLatch chained = new CountDownLatch(1);
    CompletableFuture<Boolean> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  insert(context.get(Connection.class), "one");
                  chained.await();
                  assertThat(active()).isEqualTo(1);
                });
    CompletableFuture<Integer> activeAtCompletion = call.thenApply(none -> active());
    chained.countDown();

    assertThat(activeAtCompletion.get(10, TimeUnit.SECONDS)).isZero();
  }

  // --- L5 --------------------------------------------------------------------------------------

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalArgumentException("unchecked"),
        new Exception("checked"),
        new SQLException("sql"),
        new AssertionError("error"),
        new OutOfMemoryError("none left"),
        new StackOverflowError(),
        new Throwable("neither"));
  }

  @Test
  void l5EveryThrowableRollsBackAndReachesTheCallerAsItIs() {
    Wrapper wrapper = new Wrapper(contexts);

    throwables()
        .forEach(
            thrown -> {
              CompletableFuture<?> call =
                  wrapper.submit(
                      context -> {
                        insert(context.get(Connection.class), "undone");
                        throw thrown;
                      });

              assertThat(catchThrowable(call::join))
                  .isInstanceOf(CompletionException.class)
                  .cause()
                  .isSameAs(thrown);
              assertThat(thrown.getSuppressed()).isEmpty();
              assertThat(notes(pool)).isZero();
              assertThat(active()).isZero();
            });
  }

  @Test
  void l5ACallerHandlerThrowsTheVeryInstance() {
    Wrapper wrapper = new Wrapper(contexts, Wrapper.handler().onExecutor(ContextHandler.CALLER));

    throwables()
        .forEach(
            thrown -> {
              Throwable caught =
                  catchThrowable(
                      () ->
                          wrapper.call(
                              context -> {
                                insert(context.get(Connection.class), "undone");
                                throw thrown;
                              }));

              assertThat(caught).isSameAs(thrown);
              assertThat(notes(pool)).isZero();
            });
  }

  // --- L6 --------------------------------------------------------------------------------------

  @Test
  void l6ABrokenTransactionNeverEndsInSuccessAlthoughTheBodySwallowedTheFailure() {
    AtomicReference<SQLException> swallowed = new AtomicReference<>();
    CompletableFuture<?> call =
        new Wrapper(contexts)
            .submit(
                context -> {
                  Connection connection = context.get(Connection.class);
                  insert(connection, "one");
                  try {
                    insert(connection, "one");
                  } catch (SQLException duplicate) {
                    swallowed.set(duplicate);
                  }
                  return "looks fine";
                });

    if (database == TestDatabase.POSTGRESQL) {
      // PostgreSQL has given the whole transaction up.
      assertThatThrownBy(call::join)
          .cause()
          .isInstanceOf(RollbackOnlyException.class)
          .hasCause(swallowed.get());
      assertThat(notes(pool)).isZero();
    } else {
      // H2 has undone the one statement only.
      assertThat(call.join()).isEqualTo("looks fine");
      assertThat(notes(pool)).isEqualTo(1);
    }
  }

  /** Rows that are fetched in portions fail while they are read, not when the query is executed. */
  @Test
  void l6AFailureWhileRowsAreFetchedNeverEndsInSuccess() {
    CompletableFuture<String> call =
        new Wrapper(contexts)
            .submit(
                context -> {
                  Connection connection = context.get(Connection.class);
                  insert(connection, "one");
                  try (Statement statement = connection.createStatement()) {
                    statement.setFetchSize(10);
                    try (ResultSet rows =
                        statement.executeQuery(
                            database == TestDatabase.POSTGRESQL
                                ? "select 1 / (50 - n) from generate_series(1, 100) n"
                                : "select 1 / (50 - x) from system_range(1, 100)")) {
                      while (rows.next()) {
                        assertThat(rows.getStatement()).isSameAs(statement);
                      }
                    }
                  } catch (SQLException divisionByZero) {
                    assertThat(divisionByZero.getSQLState()).isEqualTo("22012");
                    return "looks fine";
                  }
                  throw new AssertionError("no division by zero");
                });

    if (database == TestDatabase.POSTGRESQL) {
      assertThatThrownBy(call::join).hasCauseInstanceOf(RollbackOnlyException.class);
      assertThat(notes(pool)).isZero();
    } else {
      assertThat(call.join()).isEqualTo("looks fine");
      assertThat(notes(pool)).isEqualTo(1);
    }
  }

  /** Both databases roll the victim of a deadlock back as a whole. */
  @Test
  void l6ASwallowedDeadlockNeverEndsInSuccess() throws Exception {
    try (Connection connection = pool.getConnection()) {
      insert(connection, "a");
      insert(connection, "b");
      connection.commit();
    }
    CountDownLatch bothLocked = new CountDownLatch(2);
    AtomicInteger swallowed = new AtomicInteger();
    Wrapper wrapper = new Wrapper(contexts);

    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (String[] order : List.of(new String[] {"a", "b"}, new String[] {"b", "a"})) {
      calls.add(
          wrapper.submit(
              context -> {
                Connection connection = context.get(Connection.class);
                execute(connection, "update note set text = text where text = '" + order[0] + "'");
                bothLocked.countDown();
                bothLocked.await();
                try {
                  execute(
                      connection, "update note set text = text where text = '" + order[1] + "'");
                } catch (SQLException deadlock) {
                  swallowed.incrementAndGet();
                }
                return "looks fine";
              }));
    }
    List<Throwable> failures = new ArrayList<>();
    for (CompletableFuture<String> call : calls) {
      Throwable failure = catchThrowable(() -> call.get(20, TimeUnit.SECONDS));
      if (failure != null) {
        failures.add(failure);
      }
    }

    assertThat(swallowed).hasValue(1);
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0)).cause().isInstanceOf(RollbackOnlyException.class);
    assertThat(failures.get(0).getCause()).cause().isInstanceOf(SQLException.class);
  }

  @Test
  void l6SetRollbackOnlyUndoesTheWorkAndReturnsNormally() {
    String result =
        new Wrapper(contexts)
            .submit(
                context -> {
                  insert(context.get(Connection.class), "undone");
                  context.get(Context.class).setRollbackOnly();
                  assertThat(context.get(Context.class).isRollbackOnly()).isTrue();
                  return "as asked";
                })
            .join();

    assertThat(result).isEqualTo("as asked");
    assertThat(notes(pool)).isZero();
    assertThat(events).containsExactly("rolledBack RollbackOnlyException");
  }

  @Test
  void l6CommitAfterSetRollbackOnlyIsRefused() {
    CompletableFuture<?> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  insert(context.get(Connection.class), "undone");
                  context.get(Context.class).setRollbackOnly();
                  context.get(Context.class).commit();
                });

    assertThatThrownBy(call::join).hasCauseInstanceOf(RollbackOnlyException.class);
    assertThat(notes(pool)).isZero();
  }

  // --- L10, as far as it goes without hops ------------------------------------------------------

  @Test
  void l10CommitInTheMiddleGivesTheConnectionBackAndTheWorkGoesOn() {
    List<Integer> counts = new ArrayList<>();
    CompletableFuture<?> call =
        new Wrapper(contexts)
            .submit(
                context -> {
                  Connection connection = context.get(Connection.class);
                  context.get(Context.class).afterCommit(() -> counts.add(active()));
                  insert(connection, "kept");
                  context.get(Context.class).commit();
                  counts.add(active());
                  insert(connection, "undone");
                  counts.add(active());
                  throw new IllegalStateException("after the first part");
                });

    assertThatThrownBy(call::join).hasMessageContaining("after the first part");
    assertThat(counts).containsExactly(0, 0, 1);
    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void l10AUnitThatHasCommittedIsNotAttemptedAgain() {
    AtomicInteger attempts = new AtomicInteger();
    CompletableFuture<?> call =
        new Wrapper(contexts, Wrapper.handler().attempts(5))
            .submit(
                context -> {
                  attempts.incrementAndGet();
                  insert(context.get(Connection.class), "kept");
                  context.get(Context.class).commit();
                  throw new SQLException("not serializable", "40001");
                });

    assertThatThrownBy(call::join).hasCauseInstanceOf(SQLException.class);
    assertThat(attempts).hasValue(1);
    assertThat(notes(pool)).isEqualTo(1);
  }

  // --- L12 -------------------------------------------------------------------------------------

  @Test
  void l12CallbacksRunInTheirOrderAfterTheConnectionsAreBack() {
    List<String> order = new ArrayList<>();
    CompletableFuture<Boolean> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  Context own = context.get(Context.class);
                  own.onClose(failure -> order.add("close 1 " + failure + " " + active()));
                  own.onClose(failure -> order.add("close 2 " + failure + " " + active()));
                  own.afterCommit(() -> order.add("commit 1 " + active()));
                  own.afterCommit(() -> order.add("commit 2 " + active()));
                  insert(own.connection(), "one");
                });
    call.join();

    assertThat(order)
        .containsExactly("commit 1 0", "commit 2 0", "close 2 null 0", "close 1 null 0");
  }

  @Test
  void l12OnCloseGetsTheFailureAndAfterCommitDoesNotRun() {
    List<@Nullable Throwable> seen = new ArrayList<>();
    Exception failure = new Exception("undone");
    CompletableFuture<?> call =
        new Wrapper(contexts)
            .submit(
                context -> {
                  Context own = context.get(Context.class);
                  own.onClose(seen::add);
                  own.afterCommit(() -> seen.add(new AssertionError("not committed")));
                  insert(own.connection(), "undone");
                  throw failure;
                });

    assertThatThrownBy(call::join).hasCause(failure);
    assertThat(seen).containsExactly(failure);
  }

  @Test
  void l12WhatACallbackThrowsGoesToTheListenerAndChangesNothing() {
    List<String> ran = new ArrayList<>();
    String result =
        new Wrapper(contexts)
            .submit(
                context -> {
                  Context own = context.get(Context.class);
                  own.onClose(failure -> ran.add("last"));
                  own.onClose(
                      failure -> {
                        throw new IllegalStateException("close");
                      });
                  own.afterCommit(
                      () -> {
                        throw new StackOverflowError("commit");
                      });
                  own.afterCommit(() -> ran.add("second"));
                  insert(own.connection(), "one");
                  return "done";
                })
            .join();

    assertThat(result).isEqualTo("done");
    assertThat(ran).containsExactly("second", "last");
    assertThat(events)
        .containsExactly(
            "callbackFailed StackOverflowError",
            "callbackFailed IllegalStateException",
            "committed");
  }

  @Test
  void l12ACallbackHasNoContextButItsPermitIsFreeForWorkThroughAWrapper() {
    HikariDataSource single = database.newPool(1);
    Sql.createNotes(single);
    try (ContextFactory one =
        ContextFactory.builder().database(JdbcDatabase.builder(single).build()).build()) {
      Wrapper direct = new Wrapper(one, Wrapper.handler().onExecutor(ContextHandler.CALLER));
      AtomicReference<Throwable> noContext = new AtomicReference<>();
      new Wrapper(one)
          .run(
              context -> {
                Connection connection = context.get(Connection.class);
                context
                    .get(Context.class)
                    .afterCommit(
                        () -> {
                          noContext.set(catchThrowable(Context::current));
                          assertThatThrownBy(() -> connection.createStatement())
                              .isInstanceOf(IllegalStateException.class);
                          direct.runHere(
                              inner -> {
                                insert(inner.get(Connection.class), "from the callback");
                              });
                        });
              })
          .join();

      assertThat(noContext.get()).isInstanceOf(IllegalStateException.class);
      assertThat(notes(single)).isEqualTo(1);
    } finally {
      single.close();
    }
  }

  // --- What is thrown although the work is kept -------------------------------------------------

  @Test
  void aConnectionUsedAfterItsContextIsRefused() {
    Connection leaked = new Wrapper(contexts).submit(c -> c.get(Connection.class)).join();
    Context context = new Wrapper(contexts).submit(c -> c.get(Context.class)).join();

    assertThatThrownBy(() -> leaked.createStatement()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(context::connection).isInstanceOf(IllegalStateException.class);
    assertThat(leaked).satisfies(connection -> assertThat(connection.isClosed()).isTrue());
  }

  @Test
  void aStatementThatIsLeftOpenIsClosedWithItsContext() throws Exception {
    Statement leaked =
        new Wrapper(contexts)
            .submit(context -> context.get(Connection.class).createStatement())
            .join();

    assertThat(leaked.isClosed()).isTrue();
    assertThatThrownBy(() -> leaked.execute("select 1")).isInstanceOf(IllegalStateException.class);
  }
}
