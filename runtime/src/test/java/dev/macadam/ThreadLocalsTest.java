package dev.macadam;

import static dev.macadam.testing.Sql.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.testing.EventLoops;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Thread-locals of the caller: nothing travels by itself, and what is to travel does. */
class ThreadLocalsTest {

  /** As a logging library keeps what it adds to each line. */
  private static final ThreadLocal<String> USER = new ThreadLocal<>();

  private static final InheritableThreadLocal<String> INHERITABLE = new InheritableThreadLocal<>();

  private final ContextSnapshotFactory snapshots =
      ContextSnapshotFactory.builder()
          .contextRegistry(
              new ContextRegistry()
                  .registerThreadLocalAccessor("user", USER::get, USER::set, USER::remove))
          .build();

  private final HikariDataSource pool = TestDatabase.H2.newPool(1);

  /** Threads that have nothing from whoever made them. */
  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> new Thread(null, task, "plain", 0, false));

  private final CountDownLatch release = new CountDownLatch(1);

  private ContextFactory.Builder factory() {
    return ContextFactory.builder().database(JdbcDatabase.builder(pool).build());
  }

  /** A factory whose executor carries what the thread has that hands it a task. */
  private ContextFactory carryingExecutor() {
    return factory()
        .executor(ContextHandler.DEFAULT, ContextExecutorService.wrap(threads, snapshots))
        .build();
  }

  /** A factory that takes along what the calling thread has. */
  private ContextFactory decorating() {
    return decorating(task -> snapshots.captureAll().wrap(task));
  }

  private ContextFactory decorating(UnaryOperator<Runnable> decorator) {
    return factory().taskDecorator(decorator).build();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    USER.remove();
    INHERITABLE.remove();
    threads.shutdown();
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    pool.close();
  }

  private static String user() {
    String user = USER.get();
    return user == null ? "nobody" : user;
  }

  private static <T extends @Nullable Object> T as(String user, Function<String, T> action) {
    USER.set(user);
    try {
      return action.apply(user);
    } finally {
      USER.remove();
    }
  }

  private CompletableFuture<String> holder(Wrapper wrapper) {
    CountDownLatch holding = new CountDownLatch(1);
    CompletableFuture<String> holder =
        wrapper.submit(
            context -> {
              holding.countDown();
              release.await();
              return user();
            });
    await().until(() -> holding.getCount() == 0);
    return holder;
  }

  private static void assertWorks(ContextFactory contexts) {
    assertThat(
            new Wrapper(contexts)
                .submit(context -> number(context.get(Connection.class), "select 1"))
                .join())
        .isEqualTo(1);
  }

  // --- By itself -------------------------------------------------------------------------------

  @Test
  void t8NothingTravelsByItself() {
    try (ContextFactory contexts = factory().build()) {
      Wrapper wrapper = new Wrapper(contexts);

      assertThat(as("ann", user -> wrapper.submit(context -> user())).join()).isEqualTo("nobody");
      assertThat(
              as("ann", user -> wrapper.stage(c -> c.call(Connection.class, x -> user()))).join())
          .isEqualTo("nobody");
    }
  }

  @Test
  void t8WorkersInheritNothing() {
    INHERITABLE.set("ann");
    try (ContextFactory contexts = factory().build()) {
      Wrapper wrapper = new Wrapper(contexts);
      ClassLoader loader = Thread.currentThread().getContextClassLoader();

      assertThat(wrapper.<@Nullable String>submit(context -> INHERITABLE.get()).join()).isNull();
      assertThat(wrapper.submit(context -> Thread.currentThread().getContextClassLoader()).join())
          .isSameAs(loader);
    }
  }

  @Test
  void t8ThreadsThatHandOverWaitingCallsInheritNothing() {
    INHERITABLE.set("ann");
    ContextRegistry registry =
        new ContextRegistry().registerThreadLocalAccessor("inheritable", INHERITABLE);
    ContextSnapshotFactory inheritables =
        ContextSnapshotFactory.builder().contextRegistry(registry).build();
    try (ContextFactory contexts =
        factory()
            .executor(ContextHandler.DEFAULT, ContextExecutorService.wrap(threads, inheritables))
            .build()) {
      Wrapper wrapper = new Wrapper(contexts);
      CompletableFuture<String> holder = holder(wrapper);
      INHERITABLE.set("bob");
      CompletableFuture<Boolean> waiting =
          wrapper.submit(context -> "ann".equals(INHERITABLE.get()));
      release.countDown();

      holder.join();
      assertThat(waiting.join()).isFalse();
    }
  }

  // --- An executor that carries ----------------------------------------------------------------

  @Test
  void t8AnExecutorCarriesForACallThatIsAdmittedAtOnce() {
    try (ContextFactory contexts = carryingExecutor()) {
      Wrapper wrapper = new Wrapper(contexts);

      assertThat(as("ann", user -> wrapper.submit(context -> user())).join()).isEqualTo("ann");
    }
  }

  @Test
  void t8AnExecutorNeverCarriesFromOneCallToAnother() {
    try (ContextFactory contexts = carryingExecutor()) {
      Wrapper wrapper = new Wrapper(contexts);
      CompletableFuture<String> holder = as("ann", user -> holder(wrapper));
      CompletableFuture<String> waiting = as("bob", user -> wrapper.submit(context -> user()));
      CompletableFuture<String> waitingStage =
          as("bob", user -> wrapper.stage(c -> c.call(Connection.class, x -> user())));
      release.countDown();

      assertThat(holder.join()).isEqualTo("ann");
      assertThat(waiting.join()).isEqualTo("nobody");
      assertThat(waitingStage.join()).isEqualTo("nobody");
    }
  }

  // --- A decorator -----------------------------------------------------------------------------

  @Test
  void t8ADecoratorCarriesForACallThatIsAdmittedAtOnce() {
    try (ContextFactory contexts = decorating()) {
      Wrapper wrapper = new Wrapper(contexts);

      assertThat(as("ann", user -> wrapper.submit(context -> user())).join()).isEqualTo("ann");
      assertThat(wrapper.submit(context -> user()).join()).isEqualTo("nobody");
    }
  }

  @Test
  void t8ADecoratorCarriesForACallThatWaited() {
    try (ContextFactory contexts = decorating()) {
      Wrapper wrapper = new Wrapper(contexts);
      CompletableFuture<String> holder = as("ann", user -> holder(wrapper));
      CompletableFuture<String> waiting = as("bob", user -> wrapper.submit(context -> user()));
      CompletableFuture<String> waitingStage =
          as("cid", user -> wrapper.stage(c -> c.call(Connection.class, x -> user())));
      release.countDown();

      assertThat(holder.join()).isEqualTo("ann");
      assertThat(waiting.join()).isEqualTo("bob");
      assertThat(waitingStage.join()).isEqualTo("cid");
    }
  }

  @Test
  void t8ADecoratorCarriesForEachAttempt() {
    try (ContextFactory contexts = decorating()) {
      Wrapper wrapper =
          new Wrapper(
              contexts, Wrapper.handler().attempts(3).retryOn(IllegalArgumentException.class));
      List<String> users = new CopyOnWriteArrayList<>();
      as(
              "ann",
              user ->
                  wrapper.run(
                      context -> {
                        users.add(user());
                        if (context.get(Context.class).attempt() < 3) {
                          throw new IllegalArgumentException();
                        }
                      }))
          .join();

      assertThat(users).containsExactly("ann", "ann", "ann");
    }
  }

  @Test
  void t8ADecoratorCarriesForEachHopFromWhereItIsAsked() {
    List<String> users = new CopyOnWriteArrayList<>();
    try (EventLoops loops = EventLoops.Kind.VERTX.start(1);
        ContextFactory contexts =
            factory()
                .completeOn(loops::current)
                .taskDecorator(task -> snapshots.captureAll().wrap(task))
                .build()) {
      Wrapper wrapper = new Wrapper(contexts);
      CompletableFuture<String> call =
          loops.onFirst(
              () ->
                  as(
                      "ann",
                      user ->
                          wrapper.stage(
                              context -> {
                                context.afterCommit(() -> users.add("afterCommit " + user()));
                                context.onClose(failure -> users.add("onClose " + user()));
                                return context
                                    .call(Connection.class, connection -> user())
                                    .thenCompose(
                                        first -> {
                                          users.add("first " + first);
                                          return as(
                                              "bob",
                                              other ->
                                                  context.call(
                                                      Connection.class, connection -> user()));
                                        });
                              })));

      assertThat(call.join()).isEqualTo("bob");
      assertThat(loops.onFirst(ThreadLocalsTest::user)).isEqualTo("nobody");
      assertThat(users).containsExactly("first ann", "afterCommit ann", "onClose ann");
    }
  }

  @Test
  void t8ADecoratorCarriesForHopsThatAreAskedTogether() {
    try (ContextFactory contexts = decorating()) {
      CompletableFuture<String> call =
          new Wrapper(contexts)
              .stage(
                  context -> {
                    CompletableFuture<String> first =
                        as("ann", user -> context.call(Connection.class, c -> user()));
                    CompletableFuture<String> second =
                        as("bob", user -> context.call(Connection.class, c -> user()));
                    return first.thenCombine(second, (one, two) -> one + " " + two);
                  });

      assertThat(call.join()).isEqualTo("ann bob");
    }
  }

  @Test
  void t8ADecoratorIsAskedOncePerCallAndOncePerHop() {
    AtomicInteger asked = new AtomicInteger();
    try (ContextFactory contexts =
        decorating(
            task -> {
              asked.incrementAndGet();
              return task;
            })) {
      new Wrapper(contexts).submit(context -> 1).join();
      assertThat(asked).hasValue(1);
      new Wrapper(contexts)
          .stage(
              context ->
                  context
                      .call(Connection.class, c -> 1)
                      .thenCompose(one -> context.call(Connection.class, c -> 2)))
          .join();
      assertThat(asked).hasValue(4);
    }
  }

  // --- Decorators that do something else -------------------------------------------------------

  /** What a decorator should not do. */
  private enum Odd {
    RUNS_IT_NOT {
      @Override
      Runnable decorate(Runnable task) {
        return () -> {};
      }
    },
    THROWS_INSTEAD {
      @Override
      Runnable decorate(Runnable task) {
        return () -> {
          throw new IllegalArgumentException("instead");
        };
      }
    },
    RUNS_IT_ON_ANOTHER_THREAD {
      @Override
      Runnable decorate(Runnable task) {
        return () -> new Thread(task).start();
      }
    },
    WAITS_FOR_ANOTHER_THREAD_TO_RUN_IT {
      @Override
      Runnable decorate(Runnable task) {
        return () -> {
          Thread thread = new Thread(task);
          thread.start();
          try {
            thread.join();
          } catch (InterruptedException interruption) {
            throw new AssertionError(interruption);
          }
        };
      }
    };

    abstract Runnable decorate(Runnable task);
  }

  @ParameterizedTest
  @EnumSource
  void f6ADecoratedTaskThatDoesNotRunTheOtherOnItsThreadRejectsTheCall(Odd odd) {
    AtomicInteger ran = new AtomicInteger();
    List<String> events = new CopyOnWriteArrayList<>();
    try (ContextFactory contexts =
        factory().taskDecorator(oddly(odd)).listener(new RecordingListener(events)).build()) {
      CompletableFuture<Integer> call =
          as("odd", user -> new Wrapper(contexts).submit(context -> ran.incrementAndGet()));

      assertThatThrownBy(call::join)
          .cause()
          .isInstanceOf(HandlerRejectedException.class)
          .hasMessageContaining("taskDecorator")
          .hasMessageContaining("on its own thread");
      assertThat(ran).hasValue(0);
      await().untilAsserted(() -> assertThat(events).containsExactly("rejected"));
      assertWorks(contexts);
    }
  }

  @ParameterizedTest
  @EnumSource
  void f6ADecoratedTaskThatDoesNotRunTheOtherOnItsThreadFailsTheHop(Odd odd) {
    AtomicInteger ran = new AtomicInteger();
    try (ContextFactory contexts = decorating(oddly(odd))) {
      Wrapper wrapper = new Wrapper(contexts);
      CompletableFuture<Integer> call =
          wrapper.stage(
              context -> {
                CompletableFuture<Integer> hop =
                    as("odd", user -> context.call(Connection.class, c -> ran.incrementAndGet()));
                return hop.exceptionallyCompose(
                    failure -> {
                      assertThat(failure)
                          .isInstanceOf(HandlerRejectedException.class)
                          .hasMessageContaining("taskDecorator");
                      return context.call(
                          Connection.class, connection -> number(connection, "select 7"));
                    });
              });

      assertThat(call.join()).isEqualTo(7);
      assertThat(ran).hasValue(0);
      assertWorks(contexts);
    }
  }

  @ParameterizedTest
  @EnumSource
  void f6TheEndOfACallIsDoneWhateverItsDecoratedTaskDoes(Odd odd) {
    List<String> events = new CopyOnWriteArrayList<>();
    try (ContextFactory contexts =
        factory().taskDecorator(oddly(odd)).listener(new RecordingListener(events)).build()) {
      CompletableFuture<Integer> call =
          as(
              "odd",
              user ->
                  new Wrapper(contexts)
                      .stage(
                          context ->
                              as(
                                  "ann",
                                  other ->
                                      context.call(Connection.class, c -> number(c, "select 3")))));

      assertThat(call.join()).isEqualTo(3);
      assertThat(events).containsExactly("committed");
      assertWorks(contexts);
    }
  }

  private static UnaryOperator<Runnable> oddly(Odd odd) {
    return task -> user().equals("odd") ? odd.decorate(task) : task;
  }

  @Test
  void f6ADecoratedTaskThatRunsTheOtherTwiceRunsItOnce() {
    AtomicInteger ran = new AtomicInteger();
    try (ContextFactory contexts =
        decorating(
            task ->
                () -> {
                  task.run();
                  task.run();
                })) {
      new Wrapper(contexts).submit(context -> ran.incrementAndGet()).join();
      new Wrapper(contexts)
          .stage(context -> context.call(Connection.class, c -> ran.incrementAndGet()))
          .join();

      assertThat(ran).hasValue(2);
      assertWorks(contexts);
    }
  }

  @Test
  void f4ADecoratedTaskThatRunsTheOtherTwiceCostsNoAttempt() {
    AtomicInteger ran = new AtomicInteger();
    try (ContextFactory contexts =
        decorating(
            task ->
                () -> {
                  task.run();
                  task.run();
                })) {
      Wrapper wrapper =
          new Wrapper(
              contexts, Wrapper.handler().attempts(3).retryOn(IllegalArgumentException.class));
      CompletableFuture<Boolean> call =
          wrapper.run(
              context -> {
                ran.incrementAndGet();
                throw new IllegalArgumentException();
              });

      assertThatThrownBy(call::join).hasCauseInstanceOf(IllegalArgumentException.class);
      assertThat(ran).hasValue(3);
    }
  }

  @Test
  void f6WhatADecoratedTaskThrowsAfterwardsChangesNothing() {
    List<String> events = new CopyOnWriteArrayList<>();
    try (ContextFactory contexts =
        factory()
            .taskDecorator(
                task ->
                    () -> {
                      task.run();
                      throw new IllegalArgumentException("afterwards");
                    })
            .listener(new RecordingListener(events))
            .build()) {
      assertWorks(contexts);
      assertThat(new Wrapper(contexts).stage(c -> c.call(Connection.class, x -> 2)).join())
          .isEqualTo(2);
    }
    assertThat(events)
        .contains("callbackFailed IllegalArgumentException")
        .filteredOn("committed"::equals)
        .hasSize(2);
  }

  @Test
  void f6ADecoratorThatThrowsOrReturnsNullRejectsTheCall() {
    List<UnaryOperator<Runnable>> decorators = new ArrayList<>();
    decorators.add(
        task -> {
          throw new IllegalArgumentException("none");
        });
    decorators.add(ThreadLocalsTest::nothing);
    for (UnaryOperator<Runnable> decorator : decorators) {
      try (ContextFactory contexts =
          decorating(task -> user().equals("odd") ? decorator.apply(task) : task)) {
        Wrapper wrapper = new Wrapper(contexts);
        List<CompletableFuture<Integer>> calls =
            List.of(
                as("odd", user -> wrapper.submit(context -> 1)),
                as("odd", user -> wrapper.stage(context -> CompletableFuture.completedFuture(1))),
                wrapper.stage(
                    context -> as("odd", user -> context.call(Connection.class, c -> 1))));

        assertThat(calls)
            .allSatisfy(
                call ->
                    assertThatThrownBy(call::join)
                        .cause()
                        .isInstanceOf(HandlerRejectedException.class)
                        .hasMessageContaining("taskDecorator")
                        .cause()
                        .isInstanceOfAny(
                            IllegalArgumentException.class, NullPointerException.class));
        assertWorks(contexts);
      }
    }
  }

  // What a decorator must not return.
  @SuppressWarnings("NullAway")
  private static Runnable nothing(Runnable task) {
    return null;
  }

  @Test
  void f1ADecoratedTaskThatHangsIsLeftBehindAtTheDeadline() {
    UnaryOperator<Runnable> hanging =
        task ->
            user().equals("odd")
                ? () -> {
                  try {
                    release.await();
                  } catch (InterruptedException interruption) {
                    throw new AssertionError(interruption);
                  }
                }
                : task;
    try (ContextFactory contexts = decorating(hanging)) {
      HandlerDefinition quick = Wrapper.handler().timeout(Duration.ofMillis(100));
      CompletableFuture<Integer> call =
          as("odd", user -> new Wrapper(contexts, quick).submit(context -> 1));

      assertThatThrownBy(call::join).hasCauseInstanceOf(HandlerTimeoutException.class);
      assertWorks(contexts);
      release.countDown();
    }
  }
}
