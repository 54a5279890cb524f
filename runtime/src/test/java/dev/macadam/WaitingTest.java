package dev.macadam;

import static dev.macadam.testing.Sql.insert;
import static dev.macadam.testing.Sql.notes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.testing.EventLoops;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** T7: where waiting for a call would be a deadlock, it is refused. */
class WaitingTest {

  /** A way to wait for a future. */
  private interface Waiting {
    @Nullable Object waitFor(CompletableFuture<?> future) throws Exception;
  }

  /** A way to come to another future from one. */
  private interface Derivation {
    CompletableFuture<?> from(CompletableFuture<Integer> future);
  }

  private static final HandlerDefinition OUTER = HandlerDefinition.of(WaitingTest.class, "outer");
  private static final HandlerDefinition CALLER = OUTER.onExecutor(ContextHandler.CALLER);

  private final HikariDataSource pool = TestDatabase.H2.newPool(4);
  private final CountDownLatch release = new CountDownLatch(1);
  private final ContextFactory contexts = factory().build();
  private final Wrapper outer = new Wrapper(contexts, OUTER);

  /** A call that does not end before the test says so. */
  private final CompletableFuture<Integer> running =
      new Wrapper(contexts).submit(context -> afterRelease());

  WaitingTest() {
    Sql.createNotes(pool);
  }

  private ContextFactory.Builder factory() {
    return ContextFactory.builder().database(JdbcDatabase.builder(pool).build());
  }

  private int afterRelease() throws InterruptedException {
    release.await();
    return 1;
  }

  @AfterEach
  void nothingIsLeftBehind() {
    release.countDown();
    assertThat(running.join()).isEqualTo(1);
    contexts.close();
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    pool.close();
  }

  private static void assertRefused(@Nullable Throwable refusal) {
    assertThat(refusal)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("waits with")
        .hasMessageContaining("Wrapper.handler")
        .hasMessageContaining("pass the session on")
        .hasMessageContaining("context.child()")
        .hasMessageContaining("chain on the future");
  }

  // --- How -------------------------------------------------------------------------------------

  static Stream<Arguments> everyWait() {
    return Stream.of(
        wait("join()", CompletableFuture::join),
        wait("get()", CompletableFuture::get),
        wait("get()", future -> future.get(1, TimeUnit.HOURS)));
  }

  private static Arguments wait(String call, Waiting waiting) {
    return Arguments.of(call, waiting);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyWait")
  void t7EveryWayToWaitIsRefusedInAHandler(String call, Waiting waiting) {
    CompletableFuture<Boolean> waits =
        outer.run(
            context -> {
              insert(context.get(Connection.class), "before");
              waiting.waitFor(running);
            });

    assertThatThrownBy(waits::join)
        .cause()
        .satisfies(WaitingTest::assertRefused)
        .hasMessageContaining("WaitingTest.outer waits with " + call + " for Wrapper.handler")
        .hasMessageContaining("macadam-worker-");
    assertThat(notes(pool)).isZero();
  }

  @Test
  void t7TheMethodsThatWaitAreThoseThatAreGuarded() throws Exception {
    Set<String> waiting = new TreeSet<>();
    for (Method method : CompletableFuture.class.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers())
          && method.getDeclaringClass() != Object.class
          && doesWait(method)) {
        waiting.add(method.getName() + method.getParameterCount());
      }
    }

    assertThat(waiting).containsExactly("get0", "get2", "join0");
  }

  private static boolean doesWait(Method method) throws InterruptedException {
    CompletableFuture<Object> future = new CompletableFuture<>();
    @Nullable Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(WaitingTest::argument).toArray();
    Thread thread =
        new Thread(
            () -> {
              try {
                method.invoke(future, arguments);
              } catch (ReflectiveOperationException refused) {
                // It has not waited, which is what is asked.
              }
            });
    thread.start();
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () ->
                thread.getState() == Thread.State.TERMINATED
                    || isParkedIn(thread, CompletableFuture.class));
    boolean waits = thread.isAlive();
    future.complete("");
    thread.join();
    return waits;
  }

  private static boolean isParkedIn(Thread thread, Class<?> type) {
    return (thread.getState() == Thread.State.WAITING
            || thread.getState() == Thread.State.TIMED_WAITING)
        && Arrays.stream(thread.getStackTrace())
            .anyMatch(
                frame ->
                    frame.getClassName().startsWith(type.getName())
                        && frame.getMethodName().contains("block"));
  }

  private static @Nullable Object argument(Class<?> type) {
    if (type == long.class) {
      return 1L;
    } else if (type == boolean.class) {
      return true;
    } else if (type == TimeUnit.class) {
      return TimeUnit.DAYS;
    } else if (type == Throwable.class) {
      return new IllegalArgumentException();
    } else if (type == CompletionStage.class) {
      return new CompletableFuture<>().minimalCompletionStage();
    } else if (type == Executor.class) {
      return (Executor) task -> {};
    } else if (type.isInterface()) {
      return Proxy.newProxyInstance(
          type.getClassLoader() == null
              ? WaitingTest.class.getClassLoader()
              : type.getClassLoader(),
          new Class<?>[] {type},
          (proxy, method, arguments) -> null);
    }
    return null;
  }

  // --- What ------------------------------------------------------------------------------------

  static Stream<Arguments> everyDerivedFuture() {
    return Stream.of(
        derived("thenApply", future -> future.thenApply(one -> one)),
        derived("thenApplyAsync", future -> future.thenApplyAsync(one -> one)),
        derived("thenAccept", future -> future.thenAccept(one -> {})),
        derived("thenRun", future -> future.thenRun(() -> {})),
        derived("thenCompose", future -> future.thenCompose(one -> new CompletableFuture<>())),
        derived("handle", future -> future.handle((one, failure) -> one)),
        derived("whenComplete", future -> future.whenComplete((one, failure) -> {})),
        derived("exceptionally", future -> future.exceptionally(failure -> 2)),
        derived(
            "exceptionallyCompose",
            future -> future.exceptionallyCompose(failure -> new CompletableFuture<>())),
        derived("thenCombine", future -> future.thenCombine(future, Integer::sum)),
        derived(
            "acceptEither", future -> future.acceptEither(new CompletableFuture<>(), one -> {})),
        derived("copy", CompletableFuture::copy),
        derived("toCompletableFuture", CompletableFuture::toCompletableFuture),
        derived("orTimeout", future -> future.orTimeout(1, TimeUnit.HOURS)),
        derived("newIncompleteFuture", CompletableFuture::newIncompleteFuture),
        derived("a second step", future -> future.thenApply(one -> one).copy().thenRun(() -> {})));
  }

  private static Arguments derived(String how, Derivation derivation) {
    return Arguments.of(how, derivation);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyDerivedFuture")
  void t7WaitingForADerivedFutureIsRefusedToo(String how, Derivation derivation) {
    CompletableFuture<?> derived = derivation.from(running);

    assertRefused(outer.submit(context -> catchThrowable(derived::join)).join());
  }

  /** A limit that the guide names. */
  @Test
  void t7WhatIsMadeOfSeveralFuturesCannotBeSeen() {
    assertThat(
            List.of(
                CompletableFuture.allOf(running),
                CompletableFuture.anyOf(running, new CompletableFuture<>()),
                new CompletableFuture<>().thenCombine(running, (any, one) -> one),
                running.minimalCompletionStage().toCompletableFuture()))
        .allSatisfy(
            future ->
                assertThat(
                        outer
                            .submit(
                                context ->
                                    catchThrowable(() -> future.get(1, TimeUnit.NANOSECONDS)))
                            .join())
                    .isInstanceOf(TimeoutException.class));
  }

  @Test
  void t7WaitingForAHopIsRefusedInAHop() {
    BlockingQueue<CompletableFuture<Integer>> second = new ArrayBlockingQueue<>(1);
    CompletableFuture<Throwable> refusal =
        outer.stage(
            context -> {
              CompletableFuture<Throwable> first =
                  context.call(Connection.class, connection -> catchThrowable(second.take()::join));
              second.add(context.call(Connection.class, connection -> 2));
              return first;
            });

    assertThat(refusal.join())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("WaitingTest.outer waits with join() for WaitingTest.outer");
  }

  // --- Where -----------------------------------------------------------------------------------

  @Test
  void t7ARefusalThatIsCaughtCostsNothing() {
    outer
        .run(
            context -> {
              assertRefused(catchThrowable(running::join));
              insert(context.get(Connection.class), "kept");
            })
        .join();

    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void t7WaitingIsRefusedInAHop() {
    assertRefused(
        outer
            .stage(
                context ->
                    context.call(Connection.class, connection -> catchThrowable(running::join)))
            .join());
  }

  @Test
  void t7WaitingIsRefusedInCallbacks() {
    List<Throwable> refusals = new ArrayList<>();
    outer
        .run(
            context -> {
              Context own = context.get(Context.class);
              own.afterCommit(() -> refusals.add(catchThrowable(running::join)));
              own.onClose(failure -> refusals.add(catchThrowable(running::join)));
            })
        .join();

    assertThat(refusals).hasSize(2).allSatisfy(WaitingTest::assertRefused);
  }

  @Test
  void t7WaitingIsRefusedInTheCallbacksOfAHandlerThatReturnsAStage() {
    List<Throwable> refusals = new ArrayList<>();
    outer
        .stage(
            context -> {
              context.afterCommit(() -> refusals.add(catchThrowable(running::join)));
              context.onClose(failure -> refusals.add(catchThrowable(running::join)));
              return context.call(Connection.class, connection -> 1);
            })
        .join();

    assertThat(refusals).hasSize(2).allSatisfy(WaitingTest::assertRefused);
  }

  @Test
  void t7WaitingIsRefusedInAContinuationOnTheWorker() {
    CountDownLatch chained = new CountDownLatch(1);
    CompletableFuture<Throwable> refusal =
        outer.run(context -> chained.await()).thenApply(done -> catchThrowable(running::join));
    chained.countDown();

    assertRefused(refusal.join());
  }

  @Test
  void t7WaitingIsRefusedInsideOfAnythingThatHoldsAConnection() {
    new Wrapper(contexts, CALLER).runHere(context -> assertRefused(catchThrowable(running::join)));
    contexts.inContext(context -> assertRefused(catchThrowable(running::join)));
    try (Context context = contexts.openContext()) {
      assertThat(context).isNotNull();
      assertRefused(catchThrowable(running::join));
      try (Context child = context.child()) {
        assertThat(child).isNotNull();
        assertRefused(catchThrowable(running::join));
      }
    }
  }

  @Test
  void t7WaitingIsRefusedInsideOfAnotherDatabaseOfTheFactory() {
    try (HikariDataSource other = TestDatabase.H2.newPool(2);
        ContextFactory both =
            factory().database("other", JdbcDatabase.builder(other).build()).build()) {
      CountDownLatch ended = new CountDownLatch(1);
      CompletableFuture<?> call = new Wrapper(both).run(context -> ended.await());
      new Wrapper(both, CALLER.onDatabase("other"))
          .runHere(context -> assertRefused(catchThrowable(call::join)));
      ended.countDown();
      call.join();
    }
  }

  @Test
  void t7WaitingIsRefusedInsideOfAUnitAroundAUnitOfAnotherFactory() {
    try (ContextFactory inner = factory().build()) {
      new Wrapper(contexts, CALLER)
          .runHere(
              context -> inner.inContext(nested -> assertRefused(catchThrowable(running::join))));
      outer
          .run(context -> inner.inContext(nested -> assertRefused(catchThrowable(running::join))))
          .join();
    }
  }

  @Test
  void t7WaitingIsRefusedOnTheLoopThatMadeTheCall() {
    try (EventLoops loops = EventLoops.Kind.NETTY.start(2);
        ContextFactory onLoops = factory().completeOn(loops::current).build()) {
      Wrapper wrapper = new Wrapper(onLoops);
      List<CompletableFuture<?>> futures = new ArrayList<>();
      loops.onFirst(
          () -> {
            CompletableFuture<Integer> call = wrapper.submit(context -> afterRelease());
            futures.add(call);
            futures.add(call.thenApply(one -> one));
            CompletableFuture<Integer> stage =
                wrapper.stage(
                    context -> {
                      CompletableFuture<Integer> hop =
                          context.call(Connection.class, connection -> afterRelease());
                      futures.add(hop);
                      return hop;
                    });
            return futures.add(stage);
          });

      assertThat(futures)
          .hasSize(4)
          .allSatisfy(
              future ->
                  assertThat(loops.onFirst(() -> catchThrowable(future::join)))
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessageContaining("Wrapper.handler")
                      .hasMessageContaining("Chain on the future"));
      release.countDown();
      assertThat(futures)
          .allSatisfy(
              future ->
                  assertThat(EventLoops.<@Nullable Object>on(loops.all().get(1), future::join))
                      .isEqualTo(1));
    }
  }

  // --- What is allowed -------------------------------------------------------------------------

  @Test
  void t7ACompleteFutureMayBeAskedAnywhere() throws Exception {
    CompletableFuture<Integer> done = new Wrapper(contexts).submit(context -> 1);
    CompletableFuture<Integer> failed =
        new Wrapper(contexts)
            .submit(
                context -> {
                  throw new IllegalArgumentException();
                });
    await().until(() -> done.isDone() && failed.isDone());

    outer
        .run(
            context -> {
              assertThat(done.join()).isEqualTo(1);
              assertThat(done.get()).isEqualTo(1);
              assertThat(done.get(0, TimeUnit.SECONDS)).isEqualTo(1);
              assertThat(done.thenApply(one -> one + 1).join()).isEqualTo(2);
              assertThatThrownBy(failed::join).isInstanceOf(CompletionException.class);
            })
        .join();
  }

  @Test
  void t7AThreadThatIsNoWorkerMayWait() throws Exception {
    Executor threads =
        task -> {
          Thread thread = new Thread(task);
          thread.start();
        };
    CompletableFuture<Integer> elsewhere = CompletableFuture.supplyAsync(running::join, threads);
    CompletableFuture<Integer> inAHandler =
        outer.submit(context -> CompletableFuture.supplyAsync(running::join, threads).join());
    release.countDown();

    assertThat(running.join()).isEqualTo(1);
    assertThat(elsewhere.join()).isEqualTo(1);
    assertThat(inAHandler.join()).isEqualTo(1);
  }

  @Test
  void t7AWorkerOfAnotherFactoryMayWait() {
    try (ContextFactory other = factory().build()) {
      CompletableFuture<Integer> waits =
          new Wrapper(other, OUTER).submit(context -> running.join());
      CompletableFuture<Integer> stageWaits =
          new Wrapper(other, OUTER)
              .stage(context -> context.call(Connection.class, connection -> running.join()));
      release.countDown();

      assertThat(waits.join()).isEqualTo(1);
      assertThat(stageWaits.join()).isEqualTo(1);
    }
  }

  @Test
  void t7AThreadMayWaitAgainAfterItsUnitHasEnded() {
    new Wrapper(contexts, CALLER).runHere(context -> assertThat(context).isNotNull());
    release.countDown();

    assertThat(running.join()).isEqualTo(1);
  }

  @Test
  void t7AThreadOfAnExecutorMayWaitBetweenCalls() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    try (ContextFactory shared = factory().executor("single", single).build()) {
      HandlerDefinition onSingle = Wrapper.handler().onExecutor("single");
      new Wrapper(shared, onSingle).run(context -> {}).join();
      CompletableFuture<Integer> call = new Wrapper(shared).submit(context -> afterRelease());
      CompletableFuture<Integer> waits = CompletableFuture.supplyAsync(call::join, single);
      release.countDown();

      assertThat(waits.join()).isEqualTo(1);
    } finally {
      single.shutdown();
    }
  }
}
