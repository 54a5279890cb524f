package dev.macadam;

import static dev.macadam.testing.Sql.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Handlers that return a stage, where several things go wrong, or happen at the same moment. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
@SuppressWarnings("FutureReturnValueIgnored") // A hop that nobody waits for is what is tested.
class StageHardCasesTest extends StageScenario {

  private final Semaphore inHop = new Semaphore(0);
  private final Semaphore goOn = new Semaphore(0);

  StageHardCasesTest(TestDatabase database) {
    super(database);
  }

  private static void waitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // --- Stops
  // --------------------------------------------------------------------------------------

  @Test
  void t2QueuedHopsFailAtOnceAlthoughTheHopBeforeThemDoesNotEnd() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    List<CompletableFuture<?>> queued = new ArrayList<>();
    CompletableFuture<Void> call =
        wrapper.stage(
            context -> {
              CompletableFuture<Void> stuck =
                  context.run(
                      c -> {
                        running.countDown();
                        waitUninterruptibly(release);
                      });
              queued.add(context.run(Connection.class, inserting("never")));
              queued.add(context.run("reports", Connection.class, inserting("nor this")));
              return stuck;
            });
    running.await();
    call.cancel(true);

    try {
      for (CompletableFuture<?> hop : queued) {
        await().atMost(Duration.ofSeconds(3)).until(hop::isDone);
        assertThatThrownBy(hop::join).hasStackTraceContaining("was cancelled");
      }
    } finally {
      release.countDown();
    }
  }

  @Test
  void f2WhatIsAskedOfAContextAfterAStopSaysWhatStoppedIt() throws Exception {
    AtomicReference<Context> kept = new AtomicReference<>();
    CountDownLatch closed = new CountDownLatch(1);
    CompletableFuture<Void> never = new CompletableFuture<>();
    CompletableFuture<Void> call =
        wrapper.stage(
            context -> {
              kept.set(context);
              context.onClose(failure -> closed.countDown());
              return never;
            });
    call.cancel(true);
    closed.await();

    assertThatThrownBy(of(kept)::setRollbackOnly).isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> of(kept).onClose(failure -> {}))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> of(kept).run(c -> {}).join()).hasStackTraceContaining("was cancelled");
  }

  @Test
  void f6AnEndThatIsHandedOverLongAfterAStopIsNotLostWithItsTask() throws Exception {
    AtomicBoolean losing = new AtomicBoolean();
    CountDownLatch closed = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Executor executor =
        task -> {
          if (!losing.get()) {
            reports.execute(task);
          }
        };
    try (ContextFactory lossy =
        factory().executor("lossy", executor).executor("other", reports).build()) {
      CompletableFuture<Void> call =
          new Wrapper(lossy, Wrapper.handler().onExecutor("lossy"))
              .stage(
                  context -> {
                    context.onClose(failure -> closed.countDown());
                    return context.run(
                        "other",
                        Connection.class,
                        connection -> {
                          assertThat(number(connection, "select 1")).isEqualTo(1);
                          running.countDown();
                          waitUninterruptibly(release);
                        });
                  });
      running.await();
      losing.set(true);
      call.cancel(true);
      // The last thing that the watch does about a call that was stopped.
      await().until(() -> active() == 0);
      release.countDown();

      assertThat(closed.await(3, TimeUnit.SECONDS)).isTrue();
    }
  }

  // --- Admission
  // ----------------------------------------------------------------------------------

  @Test
  void t5TheMessageOfAHopThatWaitedTooLongTellsHowLongItWaited() throws Exception {
    try (ContextFactory impatient = factory().maxWait(Duration.ofMillis(200)).build()) {
      Wrapper handlers = new Wrapper(impatient);
      CountDownLatch release = new CountDownLatch(1);
      CountDownLatch running = new CountDownLatch(2);
      for (int call = 0; call < 2; call++) {
        handlers.run(
            c -> {
              running.countDown();
              release.await();
            });
      }
      running.await();
      CompletableFuture<String> call =
          handlers.stage(
              context ->
                  new CompletableFuture<Void>()
                      .completeOnTimeout(null, 1_500, TimeUnit.MILLISECONDS)
                      .thenCompose(done -> context.run(c -> {}))
                      .handle((done, failure) -> String.valueOf(failure)));

      assertThat(call.join()).containsPattern("it waited [2-9]\\d\\d ms for");
      release.countDown();
    }
  }

  // --- Memory
  // -------------------------------------------------------------------------------------

  @Test
  void l14NeitherAKeptFutureNorAStageThatNeverCompletesHoldsWhatACallWorkedWith() {
    List<Reference<Object>> references = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<?>> kept = new ArrayList<>();
    CompletableFuture<Void> never = new CompletableFuture<>();
    for (int round = 0; round < 3; round++) {
      goOn.release(1);
      CompletableFuture<Void> good = tracked(references, kept, null);
      good.join();
      kept.add(good);
      CompletableFuture<Void> stopped = tracked(references, kept, never);
      inHop.acquireUninterruptibly(2);
      stopped.cancel(true);
      goOn.release(1);
      kept.add(stopped);
      await().until(() -> active() == 0);
    }

    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(references).isNotEmpty().allMatch(each -> each.get() == null);
            });
    assertThat(never).isNotDone();
    assertThat(kept).hasSize(12);
  }

  private CompletableFuture<Void> tracked(
      List<Reference<Object>> references,
      List<CompletableFuture<?>> kept,
      @Nullable CompletableFuture<Void> stage) {
    Object argument = new Object();
    references.add(new WeakReference<>(argument));
    return wrapper.stage(
        context -> {
          references.add(new WeakReference<>(context));
          CompletableFuture<Void> hop =
              context.run(
                  Connection.class,
                  connection -> {
                    references.add(new WeakReference<>(connection));
                    assertThat(argument).isNotNull();
                    assertThat(number(connection, "select 1")).isEqualTo(1);
                    inHop.release();
                    goOn.acquireUninterruptibly();
                  });
          kept.add(hop);
          return stage == null ? hop : stage;
        });
  }

  // --- All at once
  // --------------------------------------------------------------------------------

  @Test
  void f6ManyCallsWithFaultsOfAllKindsLeaveNothingBehind() {
    AtomicInteger committed = new AtomicInteger();
    List<CompletableFuture<?>> calls = new ArrayList<>();
    List<CompletableFuture<?>> hops = Collections.synchronizedList(new ArrayList<>());
    try (ContextFactory many = factory().executor("reports", reports).maxWaiting(100_000).build()) {
      Wrapper ordinary = new Wrapper(many);
      Wrapper hurried = new Wrapper(many, Wrapper.handler().timeout(Duration.ofMillis(1)));
      Wrapper inCaller = new Wrapper(many, Wrapper.handler().onExecutor(ContextHandler.CALLER));
      for (int number = 0; number < 10_000; number++) {
        int call = number;
        Wrapper chosen = call % 11 == 0 ? hurried : ordinary;
        CompletableFuture<Void> outcome =
            chosen.stage(context -> someFault(context, call, inCaller, hops));
        outcome.thenRun(committed::incrementAndGet);
        if (call % 7 == 0) {
          reports.execute(() -> outcome.cancel(true));
        }
        calls.add(outcome);
      }
      allOf(calls).orTimeout(40, TimeUnit.SECONDS).join();
      allOf(List.copyOf(hops)).orTimeout(10, TimeUnit.SECONDS).join();
      await().until(() -> active() == 0);
    }
    assertThat(committed).hasPositiveValue();
  }

  @Test
  void f6AnExecutorThatRefusesLosesRepeatsAndDelaysTasksLeavesNothingBehind() {
    AtomicInteger tasks = new AtomicInteger();
    AtomicBoolean moody = new AtomicBoolean();
    Executor delayed = CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS, reports);
    Executor executor =
        task -> {
          switch (moody.get() ? tasks.getAndIncrement() % 23 : 22) {
            case 3 -> throw new RejectedExecutionException("full");
            case 7 -> task.run();
            case 11 -> {}
            case 15 -> {
              reports.execute(task);
              reports.execute(task);
            }
            case 19 -> delayed.execute(task);
            case 21 -> {
              reports.execute(task);
              throw new OutOfMemoryError("after it was taken");
            }
            default -> reports.execute(task);
          }
        };
    List<CompletableFuture<?>> calls = new ArrayList<>();
    List<CompletableFuture<?>> hops = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger succeeded = new AtomicInteger();
    try (ContextFactory many = factory().executor("moody", executor).maxWaiting(100_000).build()) {
      Wrapper handlers =
          new Wrapper(many, Wrapper.handler().onExecutor("moody").timeout(Duration.ofMillis(200)));
      moody.set(true);
      for (int number = 0; number < 200; number++) {
        int call = number;
        CompletableFuture<Void> outcome =
            handlers.stage(
                context -> {
                  CompletableFuture<Void> first =
                      context.run(Connection.class, inserting("call " + call));
                  hops.add(first);
                  return first
                      .handle((done, failure) -> context.run("moody", Context.class, c -> {}))
                      .thenCompose(next -> next);
                });
        calls.add(outcome.thenRun(succeeded::incrementAndGet));
        calls.add(handlers.run(context -> {}));
        if (call % 20 == 0) {
          outcome.handle((done, failure) -> true).join();
        }
      }
      allOf(calls).orTimeout(20, TimeUnit.SECONDS).join();
      allOf(List.copyOf(hops)).orTimeout(10, TimeUnit.SECONDS).join();
      await().until(() -> active() == 0);
      moody.set(false);

      List<CompletableFuture<Boolean>> afterwards = new ArrayList<>();
      CountDownLatch both = new CountDownLatch(2);
      for (int call = 0; call < 2; call++) {
        afterwards.add(
            handlers.run(
                c -> {
                  both.countDown();
                  assertThat(both.await(5, TimeUnit.SECONDS)).isTrue();
                }));
      }
      afterwards.forEach(CompletableFuture::join);
    }
    assertThat(succeeded).hasPositiveValue();
  }

  /** Completes when all have, whether they failed or not. */
  private static CompletableFuture<Void> allOf(List<CompletableFuture<?>> futures) {
    return CompletableFuture.allOf(
        futures.stream()
            .map(future -> future.handle((result, failure) -> true))
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> someFault(
      Context context, int call, Wrapper inCaller, List<CompletableFuture<?>> hops) {
    CompletableFuture<Void> first = context.run(Connection.class, inserting("call " + call));
    hops.add(first);
    switch (ThreadLocalRandom.current().nextInt(10)) {
      case 0 -> throw new IllegalStateException("the body fails");
      case 1 -> {
        return first.thenCompose(done -> context.run(c -> throwError()));
      }
      case 2 -> {
        first.cancel(true);
        return context.run("reports", Connection.class, c -> {});
      }
      case 3 -> {
        CompletableFuture<Void> second = context.run(Context::commit);
        hops.add(second);
        return second.thenCompose(done -> context.run(Connection.class, inserting("more " + call)));
      }
      case 4 -> {
        return CompletableFuture.failedFuture(new Exception("the stage fails"));
      }
      case 5 -> {
        return first.thenRunAsync(context::setRollbackOnly, reports);
      }
      case 6 -> {
        return context
            .run(c -> c.child().inContext(Connection.class, inserting("child " + call)))
            .exceptionally(failure -> null);
      }
      case 7 -> {
        return context
            .run(
                c ->
                    inCaller.runHere(
                        inner -> Sql.insert(inner.get(Connection.class), "inner " + call)))
            .exceptionally(failure -> null);
      }
      case 8 -> {
        return first.thenRun(() -> hops.add(context.run("reports", Context.class, c -> {})));
      }
      default -> {
        return first;
      }
    }
  }

  private static void throwError() {
    throw new StackOverflowError("a hop fails");
  }
}
