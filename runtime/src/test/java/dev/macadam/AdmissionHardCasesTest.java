package dev.macadam;

import static dev.macadam.testing.Sql.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** No permit is lost, and none is forged, whatever executors and stopped calls do. */
class AdmissionHardCasesTest {

  private final CountDownLatch release = new CountDownLatch(1);

  private static ContextFactory.Builder onePermit() {
    return ContextFactory.builder()
        .database(JdbcDatabase.builder(TestDatabase.H2.newDataSource()).permits(1).build())
        .maxWait(Duration.ofMillis(500))
        .gracePeriod(Duration.ZERO);
  }

  private static void assertAPermitIsFree(Wrapper wrapper) throws Exception {
    assertThat(wrapper.submit(context -> 1).get(5, TimeUnit.SECONDS)).isEqualTo(1);
  }

  private void waitForRelease() {
    try {
      release.await();
    } catch (InterruptedException interruption) {
      throw new AssertionError(interruption);
    }
  }

  @Test
  void f6ACancelledCallThatItsExecutorDroppedCostsNoPermit() throws Exception {
    try (ContextFactory contexts = onePermit().executor("drops", task -> {}).build()) {
      CompletableFuture<?> dropped =
          new Wrapper(contexts, Wrapper.handler().onExecutor("drops")).submit(context -> 1);
      assertThat(dropped.cancel(true)).isTrue();

      assertAPermitIsFree(new Wrapper(contexts));
    }
  }

  @Test
  void f2ACancelledCallThatIsStillInTheExecutorsQueueGivesItsPermitBack() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    single.execute(this::waitForRelease);
    try (ContextFactory contexts = onePermit().executor("busy", single).build()) {
      CompletableFuture<?> queued =
          new Wrapper(contexts, Wrapper.handler().onExecutor("busy")).submit(context -> 1);
      assertThat(queued.cancel(true)).isTrue();

      assertAPermitIsFree(new Wrapper(contexts));
    } finally {
      release.countDown();
      single.shutdown();
    }
  }

  @Test
  void anExecutorThatThrowsAfterItHasRunTheTaskDoesNotForgePermits() throws Exception {
    AtomicBoolean throwing = new AtomicBoolean();
    try (ContextFactory contexts =
        onePermit().executor("odd", task -> runToItsEnd(task, throwing)).build()) {
      throwing.set(true);
      assertAPermitIsFree(new Wrapper(contexts, Wrapper.handler().onExecutor("odd")));
      Wrapper wrapper = new Wrapper(contexts);
      AtomicBoolean ranBesideTheFirst = new AtomicBoolean();
      CompletableFuture<?> first = wrapper.run(context -> release.await());
      CompletableFuture<?> second = wrapper.run(context -> ranBesideTheFirst.set(true));

      assertThatThrownBy(() -> second.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(HandlerRejectedException.class);
      assertThat(ranBesideTheFirst).isFalse();
      release.countDown();
      first.join();
    }
  }

  private static void runToItsEnd(Runnable task, AtomicBoolean throwing) {
    Thread thread = new Thread(task);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException interruption) {
      throw new AssertionError(interruption);
    }
    if (throwing.get()) {
      throw new RejectedExecutionException("after all");
    }
  }

  @Test
  void f1ThePermitOfASecondDatabaseIsFreeWhenItsConnectionIsDropped() throws Exception {
    try (HikariDataSource one = TestDatabase.H2.newPool(1);
        HikariDataSource two = TestDatabase.H2.newPool(1);
        ContextFactory contexts =
            ContextFactory.builder()
                .database("one", JdbcDatabase.builder(one).build())
                .database("two", JdbcDatabase.builder(two).build())
                .maxWait(Duration.ofSeconds(3))
                .gracePeriod(Duration.ZERO)
                .build()) {
      CompletableFuture<?> stuck =
          new Wrapper(contexts, Wrapper.handler().timeout(Duration.ofMillis(300)))
              .run(
                  context -> {
                    number(context.get(Connection.class, "one"), "select 1");
                    number(context.get(Connection.class, "two"), "select 1");
                    release.await();
                  });

      assertThatThrownBy(stuck::join).hasCauseInstanceOf(HandlerTimeoutException.class);
      assertAPermitIsFree(new Wrapper(contexts));
      assertAPermitIsFree(new Wrapper(contexts, Wrapper.handler().onDatabase("two")));
      release.countDown();
    }
  }
}
