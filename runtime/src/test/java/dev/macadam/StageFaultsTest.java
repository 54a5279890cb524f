package dev.macadam;

import static dev.macadam.testing.Sql.notes;
import static dev.macadam.testing.Sql.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Handlers that return a stage: admission, stops, and executors that misbehave. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
@SuppressWarnings("FutureReturnValueIgnored") // A hop that nobody waits for is what is tested.
class StageFaultsTest extends StageScenario {

  StageFaultsTest(TestDatabase database) {
    super(database);
  }

  // --- Admission
  // ----------------------------------------------------------------------------------

  @Test
  void l2AHandlerWithoutHopsTakesNeitherPermitNorConnection() {
    CompletableFuture<String> slow = new CompletableFuture<>();
    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (int call = 0; call < 20; call++) {
      calls.add(wrapper.stage(context -> slow));
    }

    // Twenty are open, and there are two connections: an ordinary handler gets one.
    assertThat(wrapper.submit(c -> number(c.get(Connection.class), "select 1")).join())
        .isEqualTo(1);
    slow.complete("done");

    calls.forEach(call -> assertThat(call.join()).isEqualTo("done"));
  }

  @Test
  void t5ThePermitIsTakenWithTheFirstHopAndKeptUntilTheEnd() throws Exception {
    CompletableFuture<Void> between = new CompletableFuture<>();
    CountDownLatch hops = new CountDownLatch(2);
    List<CompletableFuture<?>> calls = new ArrayList<>();
    for (int call = 0; call < 2; call++) {
      calls.add(
          wrapper.stage(
              context -> context.run(c -> hops.countDown()).thenCompose(done -> between)));
    }
    hops.await();

    CompletableFuture<Integer> third = wrapper.submit(c -> 3);
    assertThat(third).isNotDone();
    between.complete(null);

    assertThat(third.join()).isEqualTo(3);
    calls.forEach(CompletableFuture::join);
  }

  @Test
  void t5AHopThatWaitsTooLongIsRejectedAndTheHandlerMayGoOn() throws Exception {
    try (ContextFactory impatient = factory().maxWait(Duration.ofMillis(50)).build()) {
      Wrapper handlers = new Wrapper(impatient);
      CountDownLatch release = new CountDownLatch(1);
      CountDownLatch running = new CountDownLatch(2);
      List<CompletableFuture<?>> holders = new ArrayList<>();
      for (int call = 0; call < 2; call++) {
        holders.add(
            handlers.run(
                c -> {
                  running.countDown();
                  release.await();
                }));
      }
      running.await();

      CompletableFuture<String> call =
          handlers.stage(
              context ->
                  context
                      .run(Connection.class, inserting("never"))
                      .handle(
                          (done, failure) -> {
                            assertThat(failure)
                                .isInstanceOf(HandlerRejectedException.class)
                                .hasMessageContaining("longer than maxWait");
                            release.countDown();
                            return failure;
                          })
                      .thenCompose(
                          failure -> {
                            holders.forEach(each -> await().until(each::isDone));
                            return context.run(Connection.class, inserting("again"));
                          })
                      .thenApply(done -> "went on"));

      assertThat(call.join()).isEqualTo("went on");
    }
    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void t5AHopThatFindsTheQueueFullIsRejectedAtOnce() throws Exception {
    try (ContextFactory small = factory().maxWaiting(0).build()) {
      Wrapper handlers = new Wrapper(small);
      CountDownLatch release = new CountDownLatch(1);
      CountDownLatch running = new CountDownLatch(2);
      List<CompletableFuture<?>> holders = new ArrayList<>();
      for (int call = 0; call < 2; call++) {
        holders.add(
            handlers.run(
                c -> {
                  running.countDown();
                  release.await();
                }));
      }
      running.await();

      CompletableFuture<Void> call = handlers.stage(context -> context.run(c -> {}));

      assertThatThrownBy(call::join)
          .cause()
          .isInstanceOf(HandlerRejectedException.class)
          .hasMessageContaining("Wrapper.handler was rejected");
      release.countDown();
      holders.forEach(CompletableFuture::join);
    }
  }

  @Test
  void t5ManyCallsShareFewConnections() {
    List<CompletableFuture<Void>> calls = new ArrayList<>();
    for (int call = 0; call < 300; call++) {
      String text = "note " + call;
      calls.add(
          wrapper.stage(
              context ->
                  context
                      .run(Connection.class, inserting(text))
                      .thenCompose(done -> context.run("reports", Connection.class, c -> {}))));
    }
    calls.forEach(CompletableFuture::join);

    assertThat(notes(pool)).isEqualTo(300);
  }

  // --- Stops
  // --------------------------------------------------------------------------------------

  @Test
  void f1ADeadlineBetweenTheHopsRollsBackWithoutWaitingForTheStage() {
    CompletableFuture<Void> never = new CompletableFuture<>();
    AtomicReference<Context> kept = new AtomicReference<>();
    CompletableFuture<Void> call =
        new Wrapper(contexts, Wrapper.handler().timeout(Duration.ofMillis(300)))
            .stage(
                context -> {
                  kept.set(context);
                  return context
                      .run(Connection.class, inserting("undone"))
                      .thenCompose(done -> never);
                });

    assertThatThrownBy(call::join).cause().isInstanceOf(HandlerTimeoutException.class);
    await().until(() -> active() == 0);
    CompletableFuture<Void> later = of(kept).run(c -> {});
    assertThatThrownBy(later::join).cause().isInstanceOf(HandlerTimeoutException.class);
    never.complete(null);
    assertThat(notes(pool)).isZero();
  }

  @Test
  void f1ADeadlineInAHopCancelsItsSqlAndFailsTheQueuedHops() {
    List<CompletableFuture<?>> hops = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Integer> call =
        new Wrapper(contexts, Wrapper.handler().timeout(Duration.ofMillis(300)))
            .stage(
                context -> {
                  CompletableFuture<Integer> slow =
                      context.call(Connection.class, connection -> number(connection, slowQuery()));
                  hops.add(slow);
                  hops.add(context.run(Connection.class, inserting("never")));
                  return slow;
                });

    assertThatThrownBy(call::join)
        .cause()
        .isInstanceOf(HandlerTimeoutException.class)
        .hasMessageContaining("it was running");
    hops.forEach(
        hop -> {
          await().until(hop::isDone);
          assertThatThrownBy(hop::join).cause().isInstanceOf(HandlerTimeoutException.class);
        });
    await().until(() -> active() == 0);
    assertThat(notes(pool)).isZero();
  }

  @Test
  void f2ACancelBetweenTheHopsRollsBackAndGivesThePermitBack() {
    CompletableFuture<Void> never = new CompletableFuture<>();
    AtomicReference<Throwable> closedWith = new AtomicReference<>();
    CompletableFuture<Void> call =
        wrapper.stage(
            context -> {
              context.onClose(closedWith::set);
              return context.run(Connection.class, inserting("undone")).thenCompose(done -> never);
            });
    await().until(() -> active() == 1);

    assertThat(call.cancel(true)).isTrue();
    assertThat(call).isCancelled();
    await().until(() -> active() == 0);
    await().until(() -> closedWith.get() != null);
    assertThat(closedWith.get()).isInstanceOf(CancellationException.class);
    assertThat(notes(pool)).isZero();
  }

  @Test
  void f2ACancelWhileTheFirstHopWaitsForItsPermitNeverStartsIt() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(2);
    for (int call = 0; call < 2; call++) {
      wrapper.run(
          c -> {
            running.countDown();
            release.await();
          });
    }
    running.await();
    List<CompletableFuture<?>> hops = new ArrayList<>();
    CompletableFuture<Void> call =
        wrapper.stage(
            context -> {
              CompletableFuture<Void> hop = context.run(Connection.class, inserting("never"));
              hops.add(hop);
              return hop;
            });
    call.cancel(true);

    await().until(hops.get(0)::isDone);
    assertThatThrownBy(hops.get(0)::join).hasStackTraceContaining("was cancelled");
    release.countDown();
    assertThat(notes(pool)).isZero();
  }

  @Test
  void aHopThatIsCancelledBeforeItBeginsIsTakenBackAndTheOthersGoOn() {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Void> call =
        wrapper.stage(
            context -> {
              context.run(c -> release.await());
              assertThat(context.run(Connection.class, inserting("taken back")).cancel(true))
                  .isTrue();
              CompletableFuture<Void> last = context.run(Connection.class, inserting("kept"));
              release.countDown();
              return last;
            });
    call.join();

    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void f5CloseWaitsForAStageAndItsHops() throws Exception {
    ContextFactory closing = factory().build();
    CompletableFuture<Void> between = new CompletableFuture<>();
    CountDownLatch hopped = new CountDownLatch(1);
    CompletableFuture<Void> call =
        new Wrapper(closing)
            .stage(
                context ->
                    context
                        .run(c -> hopped.countDown())
                        .thenCompose(done -> between)
                        .thenCompose(done -> context.run(Connection.class, inserting("in time"))));
    hopped.await();
    Thread closer = new Thread(closing::close);
    closer.start();
    await().until(() -> new Wrapper(closing).stage(context -> between).isCompletedExceptionally());
    between.complete(null);
    closer.join();

    assertThat(call.join()).isNull();
    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void f5CloseStopsAStageThatDoesNotEnd() {
    ContextFactory closing = factory().gracePeriod(Duration.ofMillis(50)).build();
    CompletableFuture<Void> never = new CompletableFuture<>();
    CompletableFuture<Void> call =
        new Wrapper(closing)
            .stage(
                context ->
                    context.run(Connection.class, inserting("undone")).thenCompose(done -> never));
    closing.close();

    assertThatThrownBy(call::join).cause().isInstanceOf(HandlerRejectedException.class);
    assertThat(active()).isZero();
    assertThat(notes(pool)).isZero();
  }

  // --- Executors that misbehave
  // -------------------------------------------------------------------

  @Test
  void f6AnExecutorThatRefusesFailsTheHopAndTheEndIsDoneAllTheSame() {
    AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    try (ContextFactory moody =
        factory()
            .executor(
                "moody",
                task -> {
                  if (left.getAndDecrement() <= 0) {
                    throw new RejectedExecutionException("full");
                  }
                  reports.execute(task);
                })
            .build()) {
      Wrapper handlers = new Wrapper(moody, Wrapper.handler().onExecutor("moody"));
      left.set(0);
      CompletableFuture<Void> refused = handlers.stage(context -> context.run(c -> {}));
      assertThatThrownBy(refused::join)
          .cause()
          .isInstanceOf(HandlerRejectedException.class)
          .hasCauseInstanceOf(RejectedExecutionException.class);

      left.set(1);
      CompletableFuture<Void> between = new CompletableFuture<>();
      CompletableFuture<Void> refusedAtTheEnd =
          handlers.stage(
              context ->
                  context.run(Connection.class, inserting("kept")).thenCompose(done -> between));
      await().until(() -> active() == 1);
      await().until(() -> left.get() == 0);
      between.completeAsync(() -> null);
      refusedAtTheEnd.join();
    }
    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void f6AnExecutorThatLosesATaskCostsTheCallItsDeadlineAndNothingElse() {
    AtomicInteger kept = new AtomicInteger(Integer.MAX_VALUE);
    try (ContextFactory losing =
        factory()
            .executor(
                "losing",
                task -> {
                  if (kept.getAndDecrement() > 0) {
                    reports.execute(task);
                  }
                })
            .build()) {
      Wrapper handlers =
          new Wrapper(
              losing, Wrapper.handler().onExecutor("losing").timeout(Duration.ofMillis(300)));
      for (int tasks = 0; tasks < 2; tasks++) {
        kept.set(tasks);
        CompletableFuture<Void> never = new CompletableFuture<>();
        CompletableFuture<Void> call =
            handlers.stage(
                context ->
                    context
                        .run(Connection.class, inserting("undone"))
                        .thenCompose(done -> context.run("losing", Context.class, c -> {}))
                        .thenCompose(done -> never));
        assertThatThrownBy(call::join).cause().isInstanceOf(HandlerTimeoutException.class);
      }
      await().until(() -> active() == 0);
    }
    assertThat(notes(pool)).isZero();
  }

  @Test
  void t1AnExecutorThatRunsATaskInTheCallerHasThatHopRejected() {
    AtomicBoolean here = new AtomicBoolean();
    List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    try (ContextFactory moody =
        factory()
            .executor(
                "moody",
                task -> {
                  if (here.get()) {
                    task.run();
                  } else {
                    reports.execute(task);
                  }
                })
            .build()) {
      here.set(true);
      CompletableFuture<Boolean> call =
          new Wrapper(moody, Wrapper.handler().onExecutor("moody"))
              .stage(context -> context.call(c -> threads.add(Thread.currentThread())));

      assertThatThrownBy(call::join)
          .cause()
          .isInstanceOf(HandlerRejectedException.class)
          .hasMessageContaining("'moody'");
      assertThat(threads).isEmpty();
    }
  }
}
