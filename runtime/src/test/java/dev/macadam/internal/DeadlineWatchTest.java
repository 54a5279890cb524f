package dev.macadam.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.macadam.ContextFactory;
import dev.macadam.HandlerTimeoutException;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.FaultyDataSource;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A deadline is kept although the watch was out of threads, and not before its time. */
class DeadlineWatchTest {

  private final FaultyDataSource faulty = new FaultyDataSource(TestDatabase.H2.newDataSource());
  private final DefaultContextFactory contexts =
      (DefaultContextFactory)
          ContextFactory.builder()
              .database(JdbcDatabase.builder(faulty).permits(2).build())
              .gracePeriod(Duration.ZERO)
              .build();
  private final ThreadPoolExecutor wakers = wakers();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  DeadlineWatchTest() {
    Sql.createNotes(faulty);
  }

  @AfterEach
  void close() {
    goOn.countDown();
    contexts.close();
  }

  private ThreadPoolExecutor wakers() {
    try {
      Field field = DeadlineWatch.class.getDeclaredField("wakers");
      field.setAccessible(true);
      return (ThreadPoolExecutor) field.get(contexts.watch());
    } catch (ReflectiveOperationException failure) {
      throw new LinkageError("The field of the wakers", failure);
    }
  }

  private CompletableFuture<?> stuckFor(Duration timeout) {
    return new Wrapper(contexts, Wrapper.handler().timeout(timeout))
        .run(
            context -> {
              inside.countDown();
              goOn.await();
            });
  }

  private void wakeTooEarly() {
    DeadlineWatch watch = contexts.watch();
    watch.wakeBy(watch.all().get(0), watch.now() + TimeUnit.MILLISECONDS.toNanos(1));
    await().until(() -> wakers.getCompletedTaskCount() >= 1);
  }

  @Test
  void f1WhenAThreadIsLackingOnceAllDeadlinesAreKeptNevertheless() {
    ThreadFactory threads = wakers.getThreadFactory();
    AtomicBoolean struck = new AtomicBoolean();
    wakers.setThreadFactory(
        task -> {
          if (struck.compareAndSet(false, true)) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          return threads.newThread(task);
        });
    CompletableFuture<?> first = stuckFor(Duration.ofMillis(300));
    CompletableFuture<?> second = stuckFor(Duration.ofMillis(800));

    assertThatThrownBy(() -> first.get(3, TimeUnit.SECONDS))
        .hasCauseInstanceOf(HandlerTimeoutException.class);
    assertThatThrownBy(() -> second.get(3, TimeUnit.SECONDS))
        .hasCauseInstanceOf(HandlerTimeoutException.class);
    assertThat(struck).isTrue();
  }

  @Test
  void f1ACallThatWasWokenTooEarlyStillHasADeadline() throws Exception {
    CompletableFuture<?> call = stuckFor(Duration.ofSeconds(1));
    inside.await();
    wakeTooEarly();

    assertThatThrownBy(() -> call.get(4, TimeUnit.SECONDS))
        .hasCauseInstanceOf(HandlerTimeoutException.class);
  }

  @Test
  void f1ACommitThatIsWokenTooEarlyIsNotOverdue() throws Exception {
    faulty.at(
        "commit",
        () -> {
          inside.countDown();
          goOn.await();
        });
    CompletableFuture<?> call =
        new Wrapper(contexts).run(context -> Sql.insert(context.get(Connection.class), "one"));
    inside.await();
    wakeTooEarly();
    goOn.countDown();

    assertThat(call.get(4, TimeUnit.SECONDS)).isEqualTo(true);
    faulty.heal();
    assertThat(Sql.notes(faulty)).isEqualTo(1);
  }
}
