package dev.macadam;

import static dev.macadam.testing.Sql.insert;
import static dev.macadam.testing.Sql.notes;
import static dev.macadam.testing.Sql.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.hibernate.HibernateDatabase;
import dev.macadam.testing.Person;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.SchemaToolingSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Deadlines, cancellation, the end of the factory: what is stopped is never committed. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class StopTest {

  private final TestDatabase database;
  private final HikariDataSource pool;
  private final ContextFactory contexts;

  StopTest(TestDatabase database) {
    this.database = database;
    this.pool = database.newPool(2);
    Sql.createNotes(pool);
    this.contexts =
        ContextFactory.builder()
            .database(
                HibernateDatabase.builder(pool)
                    .entities(Person.class)
                    .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
                    .build())
            .build();
  }

  @AfterEach
  void nothingIsLeftBehindAndTheNextCallsWork() {
    Wrapper next = new Wrapper(contexts);
    List<CompletableFuture<Integer>> calls = new ArrayList<>();
    for (int call = 0; call < 6; call++) {
      calls.add(next.submit(context -> number(context.get(Connection.class), "select 1")));
    }
    calls.forEach(call -> assertThat(call.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(1));
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    contexts.close();
    pool.close();
  }

  /** Runs for some minutes, unless it is cancelled. */
  private String slowQuery() {
    return database == TestDatabase.POSTGRESQL
        ? "select 1 from (select pg_sleep(200)) as s"
        : "select count(*) from system_range(1, 100000) a, system_range(1, 100000) b where mod(a.x"
            + " * b.x, 7) = 9";
  }

  private Wrapper quickWrapper() {
    return new Wrapper(contexts, Wrapper.handler().timeout(Duration.ofMillis(300)));
  }

  /** The sessions of this test's schema that execute something on the server now. */
  private int executingOnServer() {
    if (database == TestDatabase.H2) {
      return 0;
    }
    try (Connection connection = pool.getConnection()) {
      return number(
          connection,
          "select count(*) from pg_stat_activity where state = 'active' and query like '%pg_sleep(200)%'"
              + " and pid <> pg_backend_pid()");
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  // --- F1 --------------------------------------------------------------------------------------

  @Test
  void f1AtTheDeadlineTheFutureFailsTheSqlIsCancelledAndNothingIsCommitted() {
    CompletableFuture<Boolean> call =
        quickWrapper()
            .run(
                context -> {
                  insert(context.get(Connection.class), "undone");
                  number(context.get(Connection.class), slowQuery());
                });

    assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(HandlerTimeoutException.class)
        .hasMessageContaining("Wrapper.handler was not done within 300 ms");
    await().until(() -> executingOnServer() == 0);
    assertThat(notes(pool)).isZero();
  }

  @Test
  void f1ItWorksForSessionsAndStatelessSessions() {
    CompletableFuture<Boolean> withSession =
        quickWrapper()
            .run(
                context ->
                    context
                        .get(Session.class)
                        .createNativeQuery(slowQuery(), Integer.class)
                        .getSingleResult());
    CompletableFuture<Boolean> withStatelessSession =
        quickWrapper()
            .run(
                context ->
                    context
                        .get(StatelessSession.class)
                        .createNativeQuery(slowQuery(), Integer.class)
                        .getSingleResult());

    assertThatThrownBy(() -> withSession.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(HandlerTimeoutException.class);
    assertThatThrownBy(() -> withStatelessSession.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(HandlerTimeoutException.class);
    await().until(() -> executingOnServer() == 0);
  }

  @Test
  void f1ACallThatIsStillWaitingFailsToo() {
    CountDownLatch release = new CountDownLatch(1);
    Wrapper wrapper = new Wrapper(contexts);
    List<CompletableFuture<Boolean>> running =
        List.of(wrapper.run(c -> release.await()), wrapper.run(c -> release.await()));
    AtomicBoolean ran = new AtomicBoolean();
    CompletableFuture<Boolean> waiting = quickWrapper().run(context -> ran.set(true));

    assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(HandlerTimeoutException.class)
        .hasMessageContaining("waiting for a connection");
    release.countDown();
    running.forEach(CompletableFuture::join);
    assertThat(ran).isFalse();
  }

  @Test
  void f1ABodyThatIgnoresItsDeadlineIsNotCommitted() {
    CountDownLatch release = new CountDownLatch(1);
    List<Throwable> swallowed = new ArrayList<>();
    CountDownLatch ended = new CountDownLatch(1);
    CompletableFuture<String> call =
        new Wrapper(contexts, Wrapper.handler().timeout(Duration.ofMillis(300)))
            .submit(
                context -> {
                  context.get(Context.class).onClose(failure -> ended.countDown());
                  insert(context.get(Connection.class), "undone");
                  release.await();
                  swallowed.add(
                      catchThrowable(() -> insert(context.get(Connection.class), "also undone")));
                  return "too late";
                });

    assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(HandlerTimeoutException.class);
    release.countDown();
    await().until(() -> ended.getCount() == 0);
    assertThat(swallowed).hasSize(1).first().isInstanceOf(HandlerTimeoutException.class);
    assertThat(notes(pool)).isZero();
  }

  /** The worker is still busy, but its connection is not, and another call may have it. */
  @Test
  void f1ThePermitIsFreeWhenThePoolHasDroppedTheConnection() {
    CountDownLatch release = new CountDownLatch(1);
    List<CompletableFuture<Boolean>> hung = new ArrayList<>();
    for (int call = 0; call < 2; call++) {
      hung.add(
          quickWrapper()
              .run(
                  context -> {
                    number(context.get(Connection.class), "select 1");
                    release.await();
                  }));
    }
    hung.forEach(
        call ->
            assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(HandlerTimeoutException.class));

    int result =
        new Wrapper(contexts)
            .submit(context -> number(context.get(Connection.class), "select 1"))
            .orTimeout(10, TimeUnit.SECONDS)
            .join();

    assertThat(result).isEqualTo(1);
    release.countDown();
  }

  @Test
  void f1ACallerHandlerThrowsAsSoonAsTheDriverLetsGo() {
    Wrapper direct =
        new Wrapper(
            contexts,
            Wrapper.handler().onExecutor(ContextHandler.CALLER).timeout(Duration.ofMillis(300)));

    assertThatThrownBy(
            () -> direct.runHere(context -> number(context.get(Connection.class), slowQuery())))
        .isInstanceOf(HandlerTimeoutException.class)
        .satisfies(timeout -> assertThat(timeout.getSuppressed()).hasSize(1));
  }

  // --- F2 --------------------------------------------------------------------------------------

  @Test
  void f2CancelStopsTheSqlOnTheServerAndNothingIsCommitted() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Boolean> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  insert(context.get(Connection.class), "undone");
                  started.countDown();
                  number(context.get(Connection.class), slowQuery());
                });
    started.await();

    assertThat(call.cancel(true)).isTrue();

    assertThat(call).isCancelled();
    assertThatThrownBy(call::join)
        .isInstanceOf(CancellationException.class)
        .hasStackTraceContaining("Wrapper.handler was cancelled");
    await().until(() -> executingOnServer() == 0);
    await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
    assertThat(notes(pool)).isZero();
  }

  @Test
  void f2WhoeverCompletesTheFutureStopsTheCall() throws Exception {
    List<CompletableFuture<String>> calls = new ArrayList<>();
    CountDownLatch started = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(2);
    for (int number = 0; number < 2; number++) {
      String text = "undone " + number;
      calls.add(
          new Wrapper(contexts)
              .submit(
                  context -> {
                    context.get(Context.class).onClose(failure -> ended.countDown());
                    insert(context.get(Connection.class), text);
                    started.countDown();
                    never.await();
                    return "real";
                  }));
    }
    started.await();

    assertThat(calls.get(0).complete("from outside")).isTrue();
    CompletableFuture<String> timed = calls.get(1).orTimeout(100, TimeUnit.MILLISECONDS);

    assertThat(calls.get(0).join()).isEqualTo("from outside");
    assertThatThrownBy(() -> timed.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> calls.get(0).obtrudeValue("forged"))
        .isInstanceOf(UnsupportedOperationException.class);
    never.countDown();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(notes(pool)).isZero();
  }

  @Test
  void f2ACallThatIsCancelledInTheQueueNeverStarts() {
    CountDownLatch release = new CountDownLatch(1);
    Wrapper wrapper = new Wrapper(contexts);
    List<CompletableFuture<Boolean>> running =
        List.of(wrapper.run(c -> release.await()), wrapper.run(c -> release.await()));
    AtomicBoolean ran = new AtomicBoolean();
    CompletableFuture<Boolean> waiting = wrapper.run(context -> ran.set(true));

    assertThat(waiting.cancel(false)).isTrue();
    release.countDown();
    running.forEach(CompletableFuture::join);

    assertThat(ran).isFalse();
  }

  /** A cancel against a commit, many times: the future tells which of them won. */
  @Test
  void f2ARaceBetweenCancelAndCommitHasOneOutcomeAndTheFutureTellsWhich() throws Exception {
    Wrapper wrapper = new Wrapper(contexts);
    int committed = 0;
    int cancelled = 0;
    for (int round = 0; round < 200; round++) {
      String text = "round " + round;
      CountDownLatch written = new CountDownLatch(1);
      CompletableFuture<Boolean> call =
          wrapper.run(
              context -> {
                insert(context.get(Connection.class), text);
                written.countDown();
              });
      written.await();
      for (int spin = 0; spin < round * 20; spin++) {
        Thread.onSpinWait();
      }
      boolean won = call.cancel(true);
      assertThat(call.isCancelled()).isEqualTo(won);
      if (won) {
        cancelled++;
      } else {
        assertThat(call.get(10, TimeUnit.SECONDS)).isTrue();
        committed++;
      }
    }

    int expected = committed;
    await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
    assertThat(notes(pool)).isEqualTo(expected);
    assertThat(committed + cancelled).isEqualTo(200);
  }

  // --- F4 --------------------------------------------------------------------------------------

  @Test
  void f4AttemptsEndWithTheDeadline() {
    AtomicInteger attempts = new AtomicInteger();
    CompletableFuture<Boolean> call =
        new Wrapper(
                contexts,
                Wrapper.handler()
                    .attempts(Integer.MAX_VALUE)
                    .retryOn(IllegalStateException.class)
                    .timeout(Duration.ofMillis(500)))
            .run(
                context -> {
                  attempts.incrementAndGet();
                  throw new IllegalStateException("again");
                });

    assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(attempts).hasValueGreaterThan(1);
  }

  // --- F5 --------------------------------------------------------------------------------------

  @Test
  void f5CloseLetsRunningCallsFinishAndRefusesNewOnes() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    ContextFactory factory =
        ContextFactory.builder()
            .database(dev.macadam.jdbc.JdbcDatabase.builder(pool).build())
            .build();
    Wrapper wrapper = new Wrapper(factory);
    CompletableFuture<Boolean> call =
        wrapper.run(
            context -> {
              insert(context.get(Connection.class), "one");
              running.countDown();
              release.await();
            });
    running.await();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(factory::close);
    await().until(() -> wrapper.run(context -> {}).isCompletedExceptionally());

    assertThatThrownBy(wrapper.run(context -> {})::join)
        .cause()
        .isInstanceOf(HandlerRejectedException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(factory::openContext).isInstanceOf(HandlerRejectedException.class);
    assertThat(closing).isNotDone();
    release.countDown();
    assertThat(call.join()).isTrue();
    closing.get(10, TimeUnit.SECONDS);
    factory.close();
    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void f5WhatIsNotDoneWithinTheGracePeriodIsStopped() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    ContextFactory factory =
        ContextFactory.builder()
            .database(dev.macadam.jdbc.JdbcDatabase.builder(pool).build())
            .gracePeriod(Duration.ofMillis(100))
            .build();
    CompletableFuture<Boolean> call =
        new Wrapper(factory)
            .run(
                context -> {
                  insert(context.get(Connection.class), "undone");
                  running.countDown();
                  number(context.get(Connection.class), slowQuery());
                });
    running.await();
    factory.close();

    assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(HandlerRejectedException.class);
    assertThat(notes(pool)).isZero();
  }

  @Test
  void f5AUnitMayNotCloseTheFactoryThatRunsIt() {
    new Wrapper(contexts)
        .run(
            context ->
                assertThatThrownBy(contexts::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another thread"))
        .join();
  }
}
