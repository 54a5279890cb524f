package dev.macadam;

import static dev.macadam.testing.Sql.insert;
import static dev.macadam.testing.Sql.notes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.FaultyDataSource;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each connection goes back once, or is thrown away once, whatever happens around it. */
class ConnectionHardCasesTest {

  private final DataSource database = TestDatabase.H2.newDataSource();
  private final FaultyDataSource faulty = new FaultyDataSource(database);

  ConnectionHardCasesTest() {
    Sql.createNotes(database);
  }

  private static ContextFactory.Builder builder(DataSource dataSource) {
    return ContextFactory.builder()
        .database(JdbcDatabase.builder(dataSource).permits(1).build())
        .gracePeriod(Duration.ZERO);
  }

  private static CompletableFuture<Boolean> insertOne(ContextFactory contexts, String text) {
    return new Wrapper(contexts).run(context -> insert(context.get(Connection.class), text));
  }

  @Test
  void aPartialCommitGivesTheConnectionOfTheCommittedDatabaseBack() {
    DataSource second = TestDatabase.H2.newDataSource();
    Sql.createNotes(second);
    FaultyDataSource refusing = new FaultyDataSource(second);
    refusing.failAt("commit", new SQLException("refused", "23505"));
    try (HikariDataSource one = TestDatabase.pool(database, 1);
        HikariDataSource two = TestDatabase.pool(refusing, 1);
        ContextFactory both =
            ContextFactory.builder()
                .database("one", JdbcDatabase.builder(one).build())
                .database("two", JdbcDatabase.builder(two).build())
                .gracePeriod(Duration.ZERO)
                .build()) {
      CompletableFuture<?> call =
          new Wrapper(both)
              .run(
                  context -> {
                    insert(context.get(Connection.class, "one"), "one");
                    insert(context.get(Connection.class, "two"), "two");
                  });

      assertThatThrownBy(call::join).hasCauseInstanceOf(PartialCommitException.class);
      assertThat(one.getHikariPoolMXBean().getActiveConnections()).isZero();
    }
  }

  /** A data source around a pool, as those for metrics and tracing are. */
  private static DataSource delegating(DataSource target) {
    return (DataSource)
        Proxy.newProxyInstance(
            ConnectionHardCasesTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              Object result = invoke(target, method, arguments);
              if (result instanceof Connection connection) {
                return Proxy.newProxyInstance(
                    ConnectionHardCasesTest.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (inner, call, values) -> invoke(connection, call, values));
              }
              return result;
            });
  }

  private static @Nullable Object invoke(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }

  @Test
  void f6AWrappedPoolLosesNoConnectionWhenOneIsDiscarded() {
    try (HikariDataSource pool = TestDatabase.pool(faulty, 1);
        ContextFactory contexts =
            ContextFactory.builder()
                .database(JdbcDatabase.builder(delegating(pool)).build())
                .build()) {
      Exception body = new Exception("body");
      CompletableFuture<?> call =
          new Wrapper(contexts)
              .run(
                  context -> {
                    insert(context.get(Connection.class), "one");
                    faulty.failAt("rollback", new SQLException("cannot", "HY000"));
                    throw body;
                  });

      assertThatThrownBy(call::join).hasCause(body);
      faulty.heal();
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }
  }

  /** Giving it back takes until well after the time for discarding, a second past the deadline. */
  @Test
  void aConnectionThatIsBeingGivenBackIsNotDiscarded() throws Exception {
    CountDownLatch aborted = new CountDownLatch(1);
    CountDownLatch givenBack = new CountDownLatch(1);
    faulty.at(
        "close",
        () -> {
          if (givenBack.getCount() > 0) {
            aborted.await(3, TimeUnit.SECONDS);
            givenBack.countDown();
          }
        });
    faulty.at("abort", aborted::countDown);
    try (ContextFactory contexts = builder(faulty).build()) {
      CompletableFuture<?> call =
          new Wrapper(contexts, Wrapper.handler().timeout(Duration.ofMillis(500)))
              .run(context -> insert(context.get(Connection.class), "one"));
      givenBack.await();
      await().until(call::isDone);

      assertThat(faulty.calls()).contains("commit", "close").doesNotContain("abort");
      assertThat(notes(database)).isEqualTo(1);
    }
  }

  /** The permit of a call that hangs in the pool is passed on after a second. */
  @Test
  void aConnectionThatComesAfterTheCallWasStoppedIsCutOffAndNotPrepared() throws Exception {
    AtomicInteger acquiring = new AtomicInteger();
    CountDownLatch handOut = new CountDownLatch(1);
    CountDownLatch cut = new CountDownLatch(1);
    AtomicBoolean preparedBeforeTheCut = new AtomicBoolean();
    faulty.at(
        "getConnection",
        () -> {
          acquiring.incrementAndGet();
          handOut.await();
        });
    faulty.at(
        "setAutoCommit",
        () -> {
          if (!cut.await(3, TimeUnit.SECONDS)) {
            preparedBeforeTheCut.set(true);
          }
        });
    faulty.at("abort", cut::countDown);
    try (ContextFactory contexts = builder(faulty).build()) {
      CompletableFuture<Boolean> stopped = insertOne(contexts, "one");
      await().until(() -> acquiring.get() == 1);
      stopped.cancel(true);
      CompletableFuture<Boolean> next = insertOne(contexts, "two");
      await().until(() -> acquiring.get() == 2);
      handOut.countDown();

      assertThat(next.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(preparedBeforeTheCut).isFalse();
      assertThat(cut.getCount()).isZero();
      faulty.heal();
      assertThat(notes(database)).isEqualTo(1);
    }
  }

  @Test
  void aContextLeftOpenInsideAHandlerIsClosedWithIt() {
    try (HikariDataSource pool = TestDatabase.pool(database, 2);
        ContextFactory contexts =
            ContextFactory.builder()
                .database(JdbcDatabase.builder(pool).build())
                .gracePeriod(Duration.ZERO)
                .build()) {
      new Wrapper(contexts)
          .run(context -> insert(contexts.openContext().connection(), "left open"))
          .join();

      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
      assertThat(notes(database)).isZero();
    }
  }
}
