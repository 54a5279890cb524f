package dev.macadam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.hibernate.HibernateDatabase;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.Person;
import dev.macadam.testing.RecordingDatabase;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a factory closes, in which order, and what it leaves alone. */
class ShutdownOrderTest {

  private final HikariDataSource pool = TestDatabase.H2.newPool(2);
  private final List<String> record = new CopyOnWriteArrayList<>();
  private final AtomicReference<SessionFactory> sessionFactory = new AtomicReference<>();

  @AfterEach
  void nothingIsLeftBehind() {
    pool.close();
  }

  /** Notes when it is closed. */
  private final class RecordingPool extends HikariDataSource {

    private final String name;

    RecordingPool(String name) {
      super(config());
      this.name = name;
    }

    @Override
    public void close() {
      SessionFactory factory = sessionFactory.get();
      record.add(
          "close pool "
              + name
              + (factory == null ? "" : ", session factory closed: " + factory.isClosed()));
      super.close();
    }
  }

  private static HikariConfig config() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(TestDatabase.H2.newDataSource());
    config.setMaximumPoolSize(1);
    return config;
  }

  /** Notes when its last thread has ended. */
  private ExecutorService recordingExecutor(String name) {
    return new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
      @Override
      protected void terminated() {
        record.add("end executor " + name);
      }
    };
  }

  private RecordingDatabase recording(String name) {
    return new RecordingDatabase(name, pool, record);
  }

  @Test
  void whatIsOwnedEndsInReverseOrderOfRegistrationAfterWhatRuns() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    RecordingPool people = new RecordingPool("people");
    HibernateDatabase hibernate =
        HibernateDatabase.builder(people).entities(Person.class).owned().build();
    RecordingPool archive = new RecordingPool("archive");
    sessionFactory.set(hibernate.sessionFactory());
    ContextFactory contexts =
        ContextFactory.builder()
            .database(hibernate)
            .ownedExecutor("reports", recordingExecutor("reports"))
            .database("archive", JdbcDatabase.builder(archive).owned().build())
            .ownedExecutor("imports", recordingExecutor("imports"), 1)
            .database("last", recording("last"))
            .build();
    CompletableFuture<Boolean> call =
        new Wrapper(contexts, Wrapper.handler().onExecutor("imports"))
            .run(
                context -> {
                  running.countDown();
                  release.await();
                  context.get(Context.class).onClose(failure -> record.add("handler ends"));
                });
    running.await();
    Thread closer = new Thread(contexts::close);
    closer.start();
    await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
    release.countDown();
    closer.join();

    assertThat(call).isCompletedWithValue(true);
    assertThat(record)
        .containsExactly(
            "ready last",
            "handler ends",
            "close last",
            "end executor imports",
            "close pool archive, session factory closed: false",
            "end executor reports",
            "close pool people, session factory closed: true");
    contexts.close();
    assertThat(record).hasSize(7);
  }

  @Test
  void whatIsNotOwnedIsLeftAlone() throws Exception {
    ExecutorService reports = Executors.newSingleThreadExecutor();
    try {
      ContextFactory.builder()
          .database(JdbcDatabase.builder(pool).build())
          .executor("reports", reports)
          .build()
          .close();

      assertThat(pool.isClosed()).isFalse();
      assertThat(reports.submit(() -> "still there").get()).isEqualTo("still there");
    } finally {
      reports.shutdown();
    }
  }

  @Test
  void aThrowingCloseGoesToTheLogAndTheOthersAreClosed() {
    List<String> log = new CopyOnWriteArrayList<>();
    ContextFactory contexts =
        ContextFactory.builder()
            .database("one", recording("one"))
            .database("two", recording("two").failAtClose(new IllegalStateException("stuck")))
            .database("three", recording("three").failAtClose(new AssertionError("broken")))
            .build();
    logged(log, contexts::close);

    assertThat(record)
        .containsExactly(
            "ready one", "ready two", "ready three", "close three", "close two", "close one");
    assertThat(log)
        .containsExactly(
            "Could not close the database 'three'.", "Could not close the database 'two'.");
  }

  @Test
  void anOwnedExecutorThatDoesNotEndIsInterruptedAndTheLogSaysSo() throws Exception {
    List<String> log = new CopyOnWriteArrayList<>();
    ExecutorService single = Executors.newSingleThreadExecutor();
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Throwable> interruption = new CompletableFuture<>();
    ContextFactory contexts =
        ContextFactory.builder().database(recording("one")).ownedExecutor("single", single).build();
    single.execute(
        () -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException expected) {
            interruption.complete(expected);
          }
        });
    single.execute(() -> record.add("never"));
    begun.await();
    // Whoever is interrupted does not wait, so that the test does not either.
    Thread.currentThread().interrupt();
    logged(log, contexts::close);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(interruption.join()).isInstanceOf(InterruptedException.class);
    assertThat(record).containsExactly("ready one", "close one");
    assertThat(log)
        .singleElement()
        .asString()
        .contains("'single'")
        .contains("1 tasks that had not begun were dropped");
  }

  @Test
  void aFailingBuildEndsOwnedExecutorsAndClosesOwnedPools() {
    RecordingPool people = new RecordingPool("people");
    ExecutorService reports = recordingExecutor("reports");
    assertThatThrownBy(
            () ->
                ContextFactory.builder()
                    .database(JdbcDatabase.builder(people).owned().build())
                    .ownedExecutor("reports", reports)
                    .database("two", recording("two").failAtReady(new Exception("not ready")))
                    .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'two'");

    assertThat(record)
        .containsExactly("ready two", "close two", "end executor reports", "close pool people");
    assertThat(people.isClosed()).isTrue();
  }

  @Test
  void anOwnedExecutorHasTheRulesOfAnyOther() {
    ExecutorService reports = recordingExecutor("reports");
    ContextFactory.Builder builder =
        ContextFactory.builder().database(recording("one")).ownedExecutor("reports", reports);

    assertThatThrownBy(() -> builder.ownedExecutor("reports", reports))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'reports'");
    assertThatThrownBy(() -> builder.ownedExecutor("few", reports, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'few'");
    builder.build().close();
    assertThat(record).containsExactly("ready one", "end executor reports", "close one");
  }

  @Test
  void aDatabaseIsClosedOnceThoughItHasTwoNames() throws Exception {
    Sql.createNotes(pool);
    ContextFactory contexts = ContextFactory.builder().database("one", recording("one")).build();
    contexts.inContext(Connection.class, connection -> Sql.insert(connection, "one"));
    contexts.close();

    assertThat(record).containsExactly("ready one", "close one");
    assertThat(Sql.notes(pool)).isEqualTo(1);
  }

  @Test
  void aBuilderBuildsOnceBecauseWhatWasAddedHasOneOwner() {
    ContextFactory.Builder builder = ContextFactory.builder().database(recording("one"));
    ContextFactory contexts = builder.build();
    builder.database("late", recording("late"));
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has built a ContextFactory already")
        .hasMessageContaining("Make another builder");
    assertThat(record).containsExactly("ready one");
    contexts.close();

    assertThat(record).containsExactly("ready one", "close one");
  }

  @Test
  void twoThreadsThatCloseBothWaitForTheEndWhichComesOnce() throws Exception {
    ContextFactory contexts = ContextFactory.builder().database(recording("one")).build();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Boolean> running =
        new Wrapper(contexts)
            .run(
                context -> {
                  inside.countDown();
                  release.await();
                });
    inside.await();
    List<CompletableFuture<Void>> closing = new ArrayList<>();
    for (int count = 0; count < 2; count++) {
      closing.add(
          CompletableFuture.runAsync(
              () -> {
                contexts.close();
                assertThat(record).containsExactly("ready one", "close one");
              }));
    }
    release.countDown();
    closing.forEach(CompletableFuture::join);
    running.join();
    contexts.close();
    assertThat(record).containsExactly("ready one", "close one");
  }

  private static void logged(List<String> log, Runnable action) {
    Logger logger = Logger.getLogger("dev.macadam");
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord each) {
            log.add(new java.util.logging.SimpleFormatter().formatMessage(each));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try {
      action.run();
    } finally {
      logger.removeHandler(handler);
    }
  }
}
