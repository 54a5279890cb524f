package dev.macadam;

import static dev.macadam.testing.Sql.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** T5: as many units at once as there are connections, the others in a bounded queue. */
class AdmissionTest {

  private final HikariDataSource pool = TestDatabase.H2.newPool(2);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch release = new CountDownLatch(1);

  private ContextFactory.Builder factory() {
    return ContextFactory.builder().database(JdbcDatabase.builder(pool).build());
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    pool.close();
    threads.shutdown();
  }

  private CompletableFuture<Boolean> occupy(Wrapper wrapper) {
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<Boolean> call =
        wrapper.run(
            context -> {
              number(context.get(Connection.class), "select 1");
              running.countDown();
              release.await();
            });
    await().until(() -> running.getCount() == 0 || call.isDone());
    return call;
  }

  @Test
  void t5NeverMoreUnitsRunThanThePoolHasConnections() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (ContextFactory contexts = factory().build()) {
      Wrapper wrapper = new Wrapper(contexts);
      List<CompletableFuture<Boolean>> calls = new ArrayList<>();
      for (int call = 0; call < 500; call++) {
        calls.add(
            wrapper.run(
                context -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  number(context.get(Connection.class), "select 1");
                  running.decrementAndGet();
                }));
      }
      calls.forEach(CompletableFuture::join);
    }

    assertThat(most).hasValueBetween(1, 2);
    assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isLessThanOrEqualTo(2);
  }

  @Test
  void t5ThoseThatWaitAreServedInTheOrderInWhichTheyCame() {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    try (ContextFactory contexts =
        ContextFactory.builder().database(JdbcDatabase.builder(pool).permits(1).build()).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      CompletableFuture<Boolean> first = occupy(wrapper);
      List<CompletableFuture<Boolean>> calls = new ArrayList<>();
      for (int call = 0; call < 50; call++) {
        int number = call;
        calls.add(wrapper.run(context -> order.add(number)));
      }
      release.countDown();
      first.join();
      calls.forEach(CompletableFuture::join);
    }

    assertThat(order).hasSize(50).isSorted();
  }

  @Test
  void t5BeyondTheQueueCallsAreRejectedAtOnce() {
    List<String> events = new ArrayList<>();
    try (ContextFactory contexts =
        factory().maxWaiting(3).listener(new RecordingListener(events)).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      List<CompletableFuture<Boolean>> running = List.of(occupy(wrapper), occupy(wrapper));
      List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
      for (int call = 0; call < 3; call++) {
        waiting.add(wrapper.run(context -> {}));
      }
      CompletableFuture<Boolean> rejected = wrapper.run(context -> {});

      assertThat(rejected).isCompletedExceptionally();
      assertThatThrownBy(rejected::join)
          .cause()
          .isInstanceOf(HandlerRejectedException.class)
          .isInstanceOf(RejectedExecutionException.class)
          .hasMessageContaining("all 2 connections")
          .hasMessageContaining("3 calls are waiting")
          .hasMessageContaining("maxWaiting");
      assertThat(events).containsExactly("rejected");
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      release.countDown();
      running.forEach(CompletableFuture::join);
      waiting.forEach(CompletableFuture::join);
    }
  }

  @Test
  void t5WhoWaitsTooLongIsRejected() {
    try (ContextFactory contexts = factory().maxWait(Duration.ofMillis(50)).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      List<CompletableFuture<Boolean>> running = List.of(occupy(wrapper), occupy(wrapper));
      CompletableFuture<Boolean> waiting = wrapper.run(context -> {});

      assertThatThrownBy(waiting::join)
          .cause()
          .isInstanceOf(HandlerRejectedException.class)
          .hasMessageContaining("maxWait");
      release.countDown();
      running.forEach(CompletableFuture::join);
      wrapper.run(context -> {}).join();
    }
  }

  @Test
  void t5AnExecutorWithALimitLeavesRoomForTheOthers() {
    try (ContextFactory contexts = factory().executor("slow", threads, 1).build()) {
      Wrapper slow = new Wrapper(contexts, Wrapper.handler().onExecutor("slow"));
      Wrapper quick = new Wrapper(contexts);
      CompletableFuture<Boolean> first = occupy(slow);
      CompletableFuture<Boolean> second = slow.run(context -> {});

      for (int call = 0; call < 20; call++) {
        quick.run(context -> number(context.get(Connection.class), "select 1")).join();
      }
      assertThat(second).isNotDone();
      release.countDown();
      first.join();
      second.join();
    }
  }

  @Test
  void t5TheGateStandsInFrontOfEveryExecutor() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (ContextFactory contexts = factory().executor("other", threads).build()) {
      List<Wrapper> wrappers =
          List.of(
              new Wrapper(contexts), new Wrapper(contexts, Wrapper.handler().onExecutor("other")));
      List<CompletableFuture<Boolean>> calls = new ArrayList<>();
      for (int call = 0; call < 200; call++) {
        calls.add(
            wrappers
                .get(call % 2)
                .run(
                    context -> {
                      most.accumulateAndGet(running.incrementAndGet(), Math::max);
                      number(context.get(Connection.class), "select 1");
                      running.decrementAndGet();
                    }));
      }
      calls.forEach(CompletableFuture::join);
    }

    assertThat(most).hasValueBetween(1, 2);
  }

  @Test
  void t5APermitOfASecondDatabaseIsTakenWithoutWaitingOrRejected() {
    HikariDataSource second = TestDatabase.H2.newPool(1);
    try (ContextFactory contexts =
        ContextFactory.builder()
            .database("first", JdbcDatabase.builder(pool).build())
            .database("second", JdbcDatabase.builder(second).build())
            .build()) {
      CompletableFuture<Boolean> holder =
          occupy(new Wrapper(contexts, Wrapper.handler().onDatabase("second")));
      CompletableFuture<Boolean> rejected =
          new Wrapper(contexts)
              .run(context -> number(context.get(Connection.class, "second"), "select 1"));

      assertThatThrownBy(rejected::join)
          .cause()
          .isInstanceOf(HandlerRejectedException.class)
          .hasMessageContaining("'second'")
          .hasMessageContaining("'first'");
      release.countDown();
      holder.join();
      new Wrapper(contexts)
          .run(context -> number(context.get(Connection.class, "second"), "select 1"))
          .join();
    } finally {
      second.close();
    }
  }

  @Test
  void t5ACallerWaitsOnItsOwnThread() throws Exception {
    try (ContextFactory contexts = factory().build()) {
      Wrapper wrapper = new Wrapper(contexts);
      List<CompletableFuture<Boolean>> running = List.of(occupy(wrapper), occupy(wrapper));
      CompletableFuture<Boolean> direct =
          CompletableFuture.supplyAsync(
              () ->
                  new Wrapper(contexts, Wrapper.handler().onExecutor(ContextHandler.CALLER))
                      .call(context -> true),
              threads);
      release.countDown();
      assertThat(direct.get()).isTrue();
      running.forEach(CompletableFuture::join);
    }
  }

  @Test
  void anInterruptedCallerIsRejectedAndStaysInterrupted() throws Exception {
    try (ContextFactory contexts = factory().build()) {
      Wrapper wrapper = new Wrapper(contexts);
      List<CompletableFuture<Boolean>> running = List.of(occupy(wrapper), occupy(wrapper));
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  contexts.openContext().close();
                  interrupted.complete(false);
                } catch (HandlerRejectedException rejection) {
                  interrupted.complete(Thread.currentThread().isInterrupted());
                }
              });
      caller.start();
      await().until(() -> caller.getState() == Thread.State.WAITING);
      caller.interrupt();

      assertThat(interrupted.get()).isTrue();
      release.countDown();
      running.forEach(CompletableFuture::join);
    }
  }
}
