package dev.macadam;

import static dev.macadam.testing.Sql.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.testing.EventLoops;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.threadchecker.BlockedThreadEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** T6: futures come back to the event loop that made the call, whatever becomes of the call. */
class EventLoopTest {

  /** What kind of handler it is. */
  private enum Shape {
    RETURNS_A_VALUE {
      @Override
      <T extends @Nullable Object> CompletableFuture<T> call(
          Wrapper wrapper, ContextFunction<Connection, T, ?> work) {
        return wrapper.submit(context -> work.apply(context.get(Connection.class)));
      }
    },
    RETURNS_A_STAGE {
      @Override
      <T extends @Nullable Object> CompletableFuture<T> call(
          Wrapper wrapper, ContextFunction<Connection, T, ?> work) {
        return wrapper.stage(context -> context.call(Connection.class, work));
      }
    };

    abstract <T extends @Nullable Object> CompletableFuture<T> call(
        Wrapper wrapper, ContextFunction<Connection, T, ?> work);
  }

  private final HikariDataSource pool = TestDatabase.H2.newPool(1);
  private final CountDownLatch release = new CountDownLatch(1);

  static Stream<Arguments> everyKind() {
    return Stream.of(EventLoops.Kind.values())
        .flatMap(loops -> Stream.of(Shape.values()).map(shape -> Arguments.of(loops, shape)));
  }

  private ContextFactory.Builder factory(EventLoops loops) {
    return ContextFactory.builder()
        .database(JdbcDatabase.builder(pool).build())
        .completeOn(loops::current);
  }

  @AfterEach
  void nothingIsLeftBehind() {
    await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
    pool.close();
  }

  private static Thread here(@Nullable Object value, @Nullable Throwable failure) {
    return Thread.currentThread();
  }

  private int afterRelease(Connection connection) throws Exception {
    release.await();
    return number(connection, "select 1");
  }

  private static boolean isWorker(Thread thread) {
    return thread.getName().startsWith("macadam-worker-");
  }

  // --- Where stages run ------------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("everyKind")
  void t6WhatIsChainedRunsOnTheLoopThatMadeTheCall(EventLoops.Kind kind, Shape shape) {
    try (EventLoops loops = kind.start(4);
        ContextFactory contexts = factory(loops).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      CompletableFuture<Thread> chained =
          loops.onFirst(() -> shape.call(wrapper, this::afterRelease).handle(EventLoopTest::here));
      release.countDown();

      assertThat(chained.join()).isSameAs(loops.firstThread());
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void t6WhatIsChainedToAFailureRunsThereToo(EventLoops.Kind kind, Shape shape) {
    try (EventLoops loops = kind.start(2);
        ContextFactory contexts = factory(loops).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      CompletableFuture<Thread> chained =
          loops.onFirst(
              () ->
                  shape
                      .call(
                          wrapper,
                          connection -> {
                            release.await();
                            throw new IllegalArgumentException();
                          })
                      .handle(EventLoopTest::here));
      release.countDown();

      assertThat(chained.join()).isSameAs(loops.firstThread());
    }
  }

  @ParameterizedTest
  @EnumSource
  void t6WhatIsChainedToAHopRunsOnTheLoopThatMadeTheCall(EventLoops.Kind kind) {
    Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    try (EventLoops loops = kind.start(2);
        ContextFactory contexts = factory(loops).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      CompletableFuture<Integer> call =
          loops.onFirst(
              () ->
                  wrapper.stage(
                      context ->
                          context
                              .call(Connection.class, this::afterRelease)
                              .thenCompose(
                                  one -> {
                                    threads.add(Thread.currentThread());
                                    return context.<Connection, Integer>call(
                                        Connection.class,
                                        connection -> {
                                          throw new IllegalArgumentException();
                                        });
                                  })
                              .exceptionally(
                                  failure -> {
                                    threads.add(Thread.currentThread());
                                    return 2;
                                  })));
      release.countDown();

      assertThat(call.join()).isEqualTo(2);
      assertThat(threads).hasSize(2).containsOnly(loops.firstThread());
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void t6ACallFromAThreadThatIsNoLoopCompletesOnTheWorker(EventLoops.Kind kind, Shape shape) {
    try (EventLoops loops = kind.start(1);
        ContextFactory contexts = factory(loops).build()) {
      CompletableFuture<Thread> chained =
          shape.call(new Wrapper(contexts), this::afterRelease).handle(EventLoopTest::here);
      release.countDown();

      assertThat(isWorker(chained.join())).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void t6TheSupplierIsAskedOncePerCallOnTheCallingThread(Shape shape) {
    Queue<Thread> asked = new ConcurrentLinkedQueue<>();
    try (EventLoops loops = EventLoops.Kind.NETTY.start(1);
        ContextFactory contexts =
            ContextFactory.builder()
                .database(JdbcDatabase.builder(pool).build())
                .completeOn(
                    () -> {
                      asked.add(Thread.currentThread());
                      return loops.current();
                    })
                .build()) {
      Wrapper wrapper =
          new Wrapper(contexts, Wrapper.handler().attempts(3).retryOn(IllegalStateException.class));
      loops.onFirst(() -> shape.call(wrapper, c -> 1)).join();
      loops
          .onFirst(
              () ->
                  wrapper.stage(
                      context ->
                          context
                              .call(Connection.class, c -> 1)
                              .thenCompose(one -> context.call(Connection.class, c -> 2))))
          .join();

      assertThat(asked).hasSize(2).containsOnly(loops.firstThread());
    }
  }

  @ParameterizedTest
  @EnumSource
  void t6ASupplierThatThrowsFailsTheCall(Shape shape) {
    IllegalArgumentException failure = new IllegalArgumentException("no loop");
    List<String> events = new ArrayList<>();
    try (ContextFactory contexts =
        ContextFactory.builder()
            .database(JdbcDatabase.builder(pool).build())
            .completeOn(
                () -> {
                  throw failure;
                })
            .listener(new RecordingListener(events))
            .build()) {
      CompletableFuture<Integer> call = shape.call(new Wrapper(contexts), connection -> 1);

      assertThat(call).isCompletedExceptionally();
      assertThatThrownBy(call::join)
          .cause()
          .isInstanceOf(HandlerRejectedException.class)
          .hasMessageContaining("Wrapper.handler")
          .hasMessageContaining("completeOn")
          .hasCause(failure);
      assertThat(events).containsExactly("rejected");
    }
  }

  // --- Loops that have ended -------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("everyKind")
  void t6WhereTheLoopHasEndedTheFutureCompletesOnTheWorker(EventLoops.Kind kind, Shape shape) {
    try (EventLoops loops = kind.start(1);
        ContextFactory contexts = factory(loops).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      CompletableFuture<Thread> chained =
          loops.onFirst(() -> shape.call(wrapper, this::afterRelease).handle(EventLoopTest::here));
      loops.end();
      release.countDown();

      assertThat(isWorker(chained.join())).isTrue();
    }
  }

  private static List<ThreadingModel> threadingModels() {
    return Runtime.version().feature() >= 21
        ? List.of(ThreadingModel.EVENT_LOOP, ThreadingModel.WORKER, ThreadingModel.VIRTUAL_THREAD)
        : List.of(ThreadingModel.EVENT_LOOP, ThreadingModel.WORKER);
  }

  @ParameterizedTest
  @MethodSource("threadingModels")
  void t6WhereAnyContextOfVertxHasEndedTheFutureCompletes(ThreadingModel model) throws Exception {
    try (EventLoops.VertxLoops loops = new EventLoops.VertxLoops(1, new VertxOptions());
        ContextFactory contexts = factory(loops).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      CompletableFuture<Boolean> completed =
          EventLoops.on(
              EventLoops.VertxLoops.executor(context(loops.vertx(), model)),
              () ->
                  wrapper
                      .submit(context -> afterRelease(context.get(Connection.class)))
                      .thenApply(one -> true));
      loops.end();
      release.countDown();

      assertThat(completed.get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static io.vertx.core.Context context(VertxInternal vertx, ThreadingModel model) {
    return switch (model) {
      case WORKER -> vertx.createWorkerContext();
      case VIRTUAL_THREAD -> vertx.createVirtualThreadContext();
      default -> vertx.createEventLoopContext();
    };
  }

  @ParameterizedTest
  @EnumSource
  void f6NoFutureIsLostWhereTheLoopsEndAfterTheFactory(EventLoops.Kind kind) {
    for (int round = 0; round < 20; round++) {
      try (EventLoops loops = kind.start(1)) {
        List<CompletableFuture<Integer>> calls;
        try (ContextFactory contexts = factory(loops).build()) {
          Wrapper wrapper = new Wrapper(contexts);
          calls =
              loops.onFirst(
                  () ->
                      Stream.generate(() -> wrapper.submit(context -> 1))
                          .limit(50)
                          .map(call -> call.thenApply(one -> one))
                          .toList());
        }
        loops.end();

        assertThat(calls).allMatch(CompletableFuture::isDone);
      }
    }
  }

  // --- Stops -----------------------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("everyKind")
  void f2ACancelOnTheLoopIsDoneWhenItReturns(EventLoops.Kind kind, Shape shape) {
    try (EventLoops loops = kind.start(1);
        ContextFactory contexts = factory(loops).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      loops.onFirst(
          () -> {
            CompletableFuture<Integer> call = shape.call(wrapper, this::afterRelease);
            CompletableFuture<Thread> chained = call.handle(EventLoopTest::here);
            assertThat(call.cancel(true)).isTrue();
            assertThat(call).isCancelled();
            return assertThat(chained).isCompletedWithValue(Thread.currentThread());
          });
      release.countDown();
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void f1ADeadlineComesBackToTheLoop(EventLoops.Kind kind, Shape shape) {
    try (EventLoops loops = kind.start(1);
        ContextFactory contexts = factory(loops).timeout(Duration.ofMillis(100)).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      AtomicReference<@Nullable Throwable> seen = new AtomicReference<>();
      CompletableFuture<Thread> chained =
          loops.onFirst(
              () ->
                  shape
                      .call(wrapper, this::afterRelease)
                      .whenComplete((value, failure) -> seen.set(failure))
                      .handle(EventLoopTest::here));

      assertThat(chained.join()).isSameAs(loops.firstThread());
      assertThat(seen.get()).isInstanceOfAny(HandlerTimeoutException.class);
      release.countDown();
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void t6ATimeOutOfTheCallersComesBackToTheLoop(EventLoops.Kind kind, Shape shape) {
    try (EventLoops loops = kind.start(1);
        ContextFactory contexts = factory(loops).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      AtomicReference<@Nullable Throwable> seen = new AtomicReference<>();
      CompletableFuture<Thread> failed =
          loops.onFirst(
              () ->
                  shape
                      .call(wrapper, this::afterRelease)
                      .orTimeout(50, TimeUnit.MILLISECONDS)
                      .whenComplete((value, failure) -> seen.set(failure))
                      .handle(EventLoopTest::here));
      AtomicReference<@Nullable Integer> value = new AtomicReference<>();
      CompletableFuture<Thread> replaced =
          loops.onFirst(
              () ->
                  shape
                      .call(wrapper, this::afterRelease)
                      .completeOnTimeout(7, 50, TimeUnit.MILLISECONDS)
                      .whenComplete((result, failure) -> value.set(result))
                      .handle(EventLoopTest::here));

      assertThat(failed.join()).isSameAs(loops.firstThread());
      assertThat(seen.get()).isInstanceOf(TimeoutException.class);
      assertThat(replaced.join()).isSameAs(loops.firstThread());
      assertThat(value).hasValue(7);
      release.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource
  void f2AnOrTimeoutThatIsNotNeededIsForgotten(Shape shape) throws Exception {
    try (EventLoops loops = EventLoops.Kind.NETTY.start(1);
        ContextFactory contexts = factory(loops).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      CompletableFuture<Integer> call =
          loops.onFirst(() -> shape.call(wrapper, this::afterRelease).orTimeout(1, TimeUnit.DAYS));
      release.countDown();

      assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo(1);
      CompletableFuture<Integer> again = call.orTimeout(1, TimeUnit.NANOSECONDS);
      assertThat(again).isSameAs(call).isCompletedWithValue(1);
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void t5ARejectionComesBackToTheLoop(EventLoops.Kind kind, Shape shape) {
    try (EventLoops loops = kind.start(1);
        ContextFactory contexts = factory(loops).maxWait(Duration.ofMillis(50)).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      CompletableFuture<Integer> holder =
          wrapper.submit(context -> afterRelease(context.get(Connection.class)));
      AtomicReference<@Nullable Throwable> seen = new AtomicReference<>();
      CompletableFuture<Thread> chained =
          loops.onFirst(
              () ->
                  shape
                      .call(wrapper, connection -> 1)
                      .whenComplete((value, failure) -> seen.set(failure))
                      .handle(EventLoopTest::here));

      assertThat(chained.join()).isSameAs(loops.firstThread());
      assertThat(seen.get()).isInstanceOf(HandlerRejectedException.class);
      release.countDown();
      holder.join();
    }
  }

  // --- What is back by then --------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("everyKind")
  void t6ThePermitAndTheThreadLocalsAreBackBefore(EventLoops.Kind kind, Shape shape) {
    try (EventLoops loops = kind.start(1);
        ContextFactory contexts = factory(loops).maxWaiting(0).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      for (int round = 0; round < 50; round++) {
        CompletableFuture<Integer> second =
            loops.onFirst(
                () ->
                    shape
                        .call(wrapper, connection -> number(connection, "select 1"))
                        .thenCompose(
                            one -> {
                              assertThatThrownBy(Context::current)
                                  .isInstanceOf(IllegalStateException.class);
                              return shape.call(
                                  wrapper, connection -> number(connection, "select 2"));
                            }));

        assertThat(second.join()).isEqualTo(2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void t6ThePermitAndTheThreadLocalsAreBackBeforeAFutureCompletesOnTheWorker(Shape shape) {
    try (ContextFactory contexts =
        ContextFactory.builder()
            .database(JdbcDatabase.builder(pool).build())
            .maxWaiting(0)
            .build()) {
      Wrapper wrapper = new Wrapper(contexts);
      CompletableFuture<Integer> second =
          shape
              .call(wrapper, this::afterRelease)
              .thenCompose(
                  one -> {
                    assertThat(isWorker(Thread.currentThread())).isTrue();
                    assertThatThrownBy(Context::current).isInstanceOf(IllegalStateException.class);
                    return shape.call(wrapper, connection -> number(connection, "select 2"));
                  });
      release.countDown();

      assertThat(second.join()).isEqualTo(2);
    }
  }

  // --- Many ------------------------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("everyKind")
  void t6ThousandCallsOfFourLoopsEachComeBackToTheirOwn(EventLoops.Kind kind, Shape shape) {
    try (EventLoops loops = kind.start(4);
        ContextFactory contexts = factory(loops).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      List<CompletableFuture<Boolean>> calls = new ArrayList<>();
      for (int call = 0; call < 1_000; call++) {
        calls.add(
            EventLoops.on(
                loops.all().get(call % 4),
                () -> {
                  Thread loop = Thread.currentThread();
                  return shape
                      .call(wrapper, connection -> number(connection, "select 1"))
                      .thenApply(one -> Thread.currentThread() == loop);
                }));
      }

      assertThat(calls).allMatch(CompletableFuture::join);
    }
  }

  @Test
  void noLoopIsBlockedWhileHandlersRunSlowSql() {
    Queue<BlockedThreadEvent> blocked = new ConcurrentLinkedQueue<>();
    VertxOptions options =
        new VertxOptions()
            .setBlockedThreadCheckInterval(50)
            .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
            .setMaxEventLoopExecuteTime(500)
            .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS);
    try (HikariDataSource postgresql = TestDatabase.POSTGRESQL.newPool(4);
        EventLoops.VertxLoops loops = new EventLoops.VertxLoops(2, options);
        ContextFactory contexts =
            ContextFactory.builder()
                .database(JdbcDatabase.builder(postgresql).build())
                .completeOn(loops::current)
                .build()) {
      loops.vertx().blockedThreadChecker().setThreadBlockedHandler(blocked::add);
      Wrapper wrapper = new Wrapper(contexts);
      List<CompletableFuture<Boolean>> calls = new ArrayList<>();
      for (int call = 0; call < 8; call++) {
        Shape shape = Shape.values()[call % 2];
        calls.add(
            EventLoops.on(
                loops.all().get(call % 2), () -> shape.call(wrapper, EventLoopTest::slowly)));
      }
      calls.forEach(CompletableFuture::join);
      assertThat(blocked).isEmpty();

      HandlerDefinition caller = Wrapper.handler().onExecutor(ContextHandler.CALLER);
      loops.onFirst(
          () ->
              new Wrapper(contexts, caller).call(context -> slowly(context.get(Connection.class))));
      assertThat(blocked).as("what the check says of a loop that is blocked").isNotEmpty();
    }
  }

  private static boolean slowly(Connection connection) throws SQLException {
    Sql.execute(connection, "select pg_sleep(1.2)");
    return true;
  }
}
