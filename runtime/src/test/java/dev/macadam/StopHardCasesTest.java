package dev.macadam;

import static dev.macadam.testing.Sql.insert;
import static dev.macadam.testing.Sql.notes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.FaultyDataSource;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Stops at awkward moments: what is reported is what is true. */
class StopHardCasesTest {

  private final DataSource database = TestDatabase.H2.newDataSource();
  private final CountDownLatch goOn = new CountDownLatch(1);

  StopHardCasesTest() {
    Sql.createNotes(database);
  }

  private static ContextFactory.Builder builder(DataSource dataSource) {
    return ContextFactory.builder().database(JdbcDatabase.builder(dataSource).permits(1).build());
  }

  @Test
  void f2CompleteAsyncStopsTheCall() throws Exception {
    try (ContextFactory contexts = builder(database).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      CompletableFuture<Boolean> call =
          wrapper.run(
              context -> {
                goOn.await();
                insert(context.get(Connection.class), "undone");
              });

      assertThat(call.completeAsync(() -> false, Runnable::run)).isCompletedWithValue(false);
      goOn.countDown();
      wrapper
          .run(context -> insert(context.get(Connection.class), "next"))
          .get(5, TimeUnit.SECONDS);
      assertThat(notes(database)).isEqualTo(1);
    }
  }

  @Test
  void f1AfterACommitInTheMiddleTheMessageTellsWhatIsCommittedAndWhatIsNot() {
    try (ContextFactory contexts = builder(database).build()) {
      CompletableFuture<Boolean> call =
          new Wrapper(contexts, Wrapper.handler().timeout(Duration.ofMillis(300)))
              .run(
                  context -> {
                    insert(context.get(Connection.class), "one");
                    context.get(Context.class).commit();
                    goOn.await();
                  });

      assertThatThrownBy(call::join)
          .cause()
          .isInstanceOf(HandlerTimeoutException.class)
          .hasMessageContaining("What it had committed before stays")
          .hasMessageNotContaining("It is not committed");
      goOn.countDown();
      assertThat(notes(database)).isEqualTo(1);
    }
  }

  @Test
  void f5CloseCompletesACallWhoseCommitHangs() throws Exception {
    CountDownLatch committing = new CountDownLatch(1);
    FaultyDataSource faulty = new FaultyDataSource(database);
    faulty.at(
        "commit",
        () -> {
          committing.countDown();
          goOn.await();
        });
    ContextFactory contexts =
        builder(faulty).gracePeriod(Duration.ZERO).timeout(Duration.ofSeconds(7)).build();
    CompletableFuture<Boolean> call =
        new Wrapper(contexts).run(context -> insert(context.get(Connection.class), "one"));
    committing.await();
    contexts.close();
    boolean done = call.isDone();
    goOn.countDown();

    assertThat(done).isTrue();
    assertThatThrownBy(call::join).hasCauseInstanceOf(CommitOutcomeUnknownException.class);
  }

  @RepeatedTest(8)
  void f5AnInterruptedCloseStillCancelsWhatRuns() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AtomicBoolean ranToItsEnd = new AtomicBoolean();
    try (HikariDataSource pool = TestDatabase.POSTGRESQL.newPool(1)) {
      ContextFactory contexts =
          ContextFactory.builder().database(JdbcDatabase.builder(pool).build()).build();
      CompletableFuture<Boolean> call =
          new Wrapper(contexts)
              .run(
                  context -> {
                    Connection connection = context.get(Connection.class);
                    Sql.number(connection, "select 1");
                    running.countDown();
                    try {
                      Sql.execute(connection, "select pg_sleep(2)");
                      ranToItsEnd.set(true);
                    } finally {
                      ended.countDown();
                    }
                  });
      running.await();
      Thread.currentThread().interrupt();
      contexts.close();
      boolean interrupted = Thread.interrupted();
      boolean cancelledInTime = ended.await(1500, TimeUnit.MILLISECONDS);
      ended.await();

      assertThat(interrupted).isTrue();
      assertThat(cancelledInTime).isTrue();
      assertThat(ranToItsEnd).isFalse();
      assertThatThrownBy(call::join).isInstanceOf(CompletionException.class);
    }
  }
}
