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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What begins badly is not committed, and what a commit came to is told once and truly. */
class CommitHardCasesTest {

  private final DataSource database = TestDatabase.H2.newDataSource();
  private final FaultyDataSource faulty = new FaultyDataSource(database);
  private final List<String> events = new CopyOnWriteArrayList<>();

  CommitHardCasesTest() {
    Sql.createNotes(database);
  }

  private ContextFactory plainFactory() {
    return factory(faulty, 1);
  }

  private ContextFactory factory(DataSource dataSource, int permits) {
    return ContextFactory.builder()
        .database(JdbcDatabase.builder(dataSource).permits(permits).build())
        .listener(new RecordingListener(events))
        .build();
  }

  private static SQLException refusal() {
    return new SQLException("refused", "23505");
  }

  /** The second of two databases, which refuses to commit. */
  private static FaultyDataSource refusingDatabase() {
    DataSource second = TestDatabase.H2.newDataSource();
    Sql.createNotes(second);
    FaultyDataSource refusing = new FaultyDataSource(second);
    refusing.failAt("commit", refusal());
    return refusing;
  }

  private ContextFactory twoDatabases(DataSource second) {
    return ContextFactory.builder()
        .database("one", JdbcDatabase.builder(database).permits(1).build())
        .database("two", JdbcDatabase.builder(second).permits(1).build())
        .build();
  }

  // --- A begin that fails ----------------------------------------------------------------------

  /** With auto-commit on: what does not begin properly would be committed at once. */
  private HikariDataSource autoCommitPool() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(faulty);
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(2_000);
    return new HikariDataSource(config);
  }

  @Test
  void afterABeginThatFailedNothingRunsInAutoCommit() {
    try (HikariDataSource pool = autoCommitPool();
        ContextFactory contexts = factory(pool, 1)) {
      SQLException refusal = new SQLException("not supported", "HY000");
      faulty.failAt("setTransactionIsolation", refusal);
      CompletableFuture<?> call =
          new Wrapper(contexts, Wrapper.handler().isolation(Isolation.SERIALIZABLE))
              .run(
                  context -> {
                    assertThatThrownBy(() -> insert(context.get(Connection.class), "one"))
                        .isSameAs(refusal);
                    insert(context.get(Connection.class), "two");
                  });

      assertThatThrownBy(call::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isNotInstanceOf(AssertionError.class);
      faulty.heal();
      assertThat(notes(database)).isZero();
    }
  }

  @Test
  void afterABeginThatFailedUncheckedNothingRunsInAutoCommit() {
    try (HikariDataSource pool = autoCommitPool();
        ContextFactory contexts = factory(pool, 1)) {
      IllegalStateException bug = new IllegalStateException("driver bug");
      faulty.failAt("setTransactionIsolation", bug);
      CompletableFuture<?> call =
          new Wrapper(contexts, Wrapper.handler().isolation(Isolation.SERIALIZABLE))
              .run(
                  context -> {
                    assertThatThrownBy(() -> insert(context.get(Connection.class), "one"))
                        .isSameAs(bug);
                    insert(context.get(Connection.class), "two");
                    throw new IllegalArgumentException("undo");
                  });

      assertThatThrownBy(call::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isNotInstanceOf(AssertionError.class);
      faulty.heal();
      assertThat(notes(database)).isZero();
    }
  }

  // --- Commits that fail inside a handler that keeps its work in spite of failures -------------

  /** What is generated where {@link ContextHandler#dontRollbackOn()} names every exception. */
  private static CompletableFuture<Void> keepInSpiteOfAll(
      ContextFactory contexts, HandlerDefinition definition, AtomicInteger bodies) {
    return HandlerSupport.of(contexts, definition)
        .submitWork(
            definition,
            attempt -> {
              HandlerContext context = attempt.openContext();
              try {
                bodies.incrementAndGet();
                insert(context.get(Connection.class), "one");
                context.commit();
              } catch (RuntimeException kept) {
                context.commitDespite(kept);
                throw kept;
              } catch (Throwable failure) {
                context.rollback(failure);
                throw failure;
              } finally {
                context.close();
              }
            });
  }

  private void failAtFirstCommit(AtomicInteger commits, SQLException failure) {
    faulty.at(
        "commit",
        () -> {
          if (commits.incrementAndGet() == 1) {
            throw failure;
          }
        });
  }

  @Test
  void aCommitThatFailedIsNotSentAgain() {
    AtomicInteger commits = new AtomicInteger();
    failAtFirstCommit(commits, refusal());
    try (ContextFactory contexts = plainFactory()) {
      CompletableFuture<?> call =
          keepInSpiteOfAll(contexts, Wrapper.handler(), new AtomicInteger());

      assertThatThrownBy(call::join).hasCauseInstanceOf(CommitFailedException.class);
      assertThat(commits).hasValue(1);
      assertThat(notes(database)).isZero();
    }
  }

  /** HikariCP closes its proxy by itself when a connection is lost. */
  @Test
  void anUnknownOutcomeStaysUnknownAndIsNotAttemptedAgain() {
    failAtFirstCommit(new AtomicInteger(), new SQLException("reset", "08006"));
    AtomicInteger bodies = new AtomicInteger();
    try (HikariDataSource pool = TestDatabase.pool(faulty, 1);
        ContextFactory contexts = factory(pool, 1)) {
      CompletableFuture<?> call =
          keepInSpiteOfAll(
              contexts, Wrapper.handler().attempts(3).retryOn(RuntimeException.class), bodies);

      assertThatThrownBy(call::join).hasCauseInstanceOf(CommitOutcomeUnknownException.class);
      assertThat(bodies).hasValue(1);
    }
  }

  // --- Commits in the middle -------------------------------------------------------------------

  @Test
  void aContextOpenedByHandThatWasCommittedIsNotReportedAsRolledBack() throws Exception {
    List<Boolean> failed = new CopyOnWriteArrayList<>();
    try (ContextFactory contexts = plainFactory()) {
      try (Context context = contexts.openContext()) {
        context.onClose((@Nullable Throwable failure) -> failed.add(failure != null));
        insert(context.connection(), "one");
        context.commit();
      }

      assertThat(failed).containsExactly(false);
      assertThat(events).containsExactly("committed");
    }
  }

  @Test
  void l6AFailedCommitInTheMiddleThatIsSwallowedEndsInRollbackOnlyException() {
    faulty.failAt("commit", refusal());
    try (ContextFactory contexts = plainFactory()) {
      CompletableFuture<?> call =
          new Wrapper(contexts)
              .run(
                  context -> {
                    insert(context.get(Connection.class), "one");
                    assertThatThrownBy(context.get(Context.class)::commit)
                        .isInstanceOf(CommitFailedException.class);
                  });

      assertThatThrownBy(call::join).hasCauseInstanceOf(RollbackOnlyException.class);
      assertThat(notes(database)).isZero();
    }
  }

  // --- Two databases ---------------------------------------------------------------------------

  @Test
  void l10AUnitOfWhichOneDatabaseHasCommittedIsNotAttemptedAgain() {
    AtomicInteger attempts = new AtomicInteger();
    try (ContextFactory both = twoDatabases(refusingDatabase())) {
      CompletableFuture<?> call =
          new Wrapper(both, Wrapper.handler().attempts(3))
              .run(
                  context -> {
                    insert(
                        context.get(Connection.class, "one"), "one" + attempts.incrementAndGet());
                    insert(context.get(Connection.class, "two"), "two");
                    assertThatThrownBy(context.get(Context.class)::commit)
                        .isInstanceOf(PartialCommitException.class);
                    throw new SQLException("translated", "40001");
                  });

      assertThatThrownBy(call::join).hasMessageContaining("translated");
      assertThat(attempts).hasValue(1);
    }
  }

  @Test
  void l4CancelIsRefusedAfterTheFirstOfTwoDatabasesHasCommitted() throws Exception {
    FaultyDataSource second = refusingDatabase();
    CountDownLatch rollingBack = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    second.at(
        "rollback",
        () -> {
          rollingBack.countDown();
          goOn.await();
        });
    try (ContextFactory both = twoDatabases(second)) {
      CompletableFuture<?> call =
          new Wrapper(both)
              .run(
                  context -> {
                    insert(context.get(Connection.class, "one"), "one");
                    insert(context.get(Connection.class, "two"), "two");
                  });
      rollingBack.await();
      boolean cancelled = call.cancel(true);
      goOn.countDown();

      assertThat(cancelled).isFalse();
      assertThatThrownBy(call::join).hasCauseInstanceOf(PartialCommitException.class);
      assertThat(notes(database)).isEqualTo(1);
    }
  }
}
