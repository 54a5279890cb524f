package dev.macadam;

import static dev.macadam.testing.Sql.insert;
import static dev.macadam.testing.Sql.notes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which thread does what, and what names mean. */
class ThreadRulesTest {

  private final HikariDataSource pool = TestDatabase.H2.newPool(2);
  private final ContextFactory contexts = factory().build();

  ThreadRulesTest() {
    Sql.createNotes(pool);
  }

  private ContextFactory.Builder factory() {
    return ContextFactory.builder().database(JdbcDatabase.builder(pool).build());
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    contexts.close();
    pool.close();
  }

  // --- T1 --------------------------------------------------------------------------------------

  @Test
  void t1TheBodyNeverRunsOnTheCallingThread() {
    Thread worker = new Wrapper(contexts).submit(context -> Thread.currentThread()).join();

    assertThat(worker).isNotSameAs(Thread.currentThread());
    assertThat(worker.getName()).startsWith("macadam-worker-");
    assertThat(worker.isDaemon()).isTrue();
  }

  @Test
  void t1WorkersAreVirtualThreadsWhereThereAreAny() throws Exception {
    Thread worker = new Wrapper(contexts).submit(context -> Thread.currentThread()).join();

    boolean virtual =
        Runtime.version().feature() >= 21
            && (boolean) Thread.class.getMethod("isVirtual").invoke(worker);
    assertThat(virtual).isEqualTo(Runtime.version().feature() >= 21);
  }

  @Test
  void t1ACallerHandlerRunsOnTheCallingThread() {
    Thread worker =
        new Wrapper(contexts, Wrapper.handler().onExecutor(ContextHandler.CALLER))
            .call(context -> Thread.currentThread());

    assertThat(worker).isSameAs(Thread.currentThread());
  }

  @Test
  void t1AnExecutorThatRunsTasksInTheCallerIsRefused() {
    assertThatThrownBy(() -> factory().executor("direct", Runnable::run).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'direct'")
        .hasMessageContaining("CALLER");
  }

  @Test
  void t1AnExecutorThatRunsATaskInTheCallerWhenItIsFullHasThatTaskRejected() throws Exception {
    ThreadPoolExecutor small =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new ThreadPoolExecutor.CallerRunsPolicy());
    CountDownLatch release = new CountDownLatch(1);
    try (ContextFactory crowded = factory().executor("small", small).build()) {
      awaitIdle(small);
      Wrapper wrapper = new Wrapper(crowded, Wrapper.handler().onExecutor("small"));
      CompletableFuture<?> first = wrapper.run(context -> release.await());
      AtomicBoolean ran = new AtomicBoolean();
      CompletableFuture<?> second = wrapper.run(context -> ran.set(true));

      assertThatThrownBy(second::join)
          .cause()
          .isInstanceOf(HandlerRejectedException.class)
          .hasMessageContaining("'small'");
      assertThat(ran).isFalse();
      release.countDown();
      first.join();
      awaitIdle(small);
      wrapper.run(context -> insert(context.get(Connection.class), "next")).join();
    } finally {
      small.shutdown();
    }
    assertThat(notes(pool)).isEqualTo(1);
  }

  private static void awaitIdle(ThreadPoolExecutor executor) {
    org.awaitility.Awaitility.await().until(() -> executor.getActiveCount() == 0);
  }

  @Test
  void t1AnExecutorThatRefusesHasItsCallsRejectedAndTheirPermitsFreed() {
    AtomicBoolean open = new AtomicBoolean(true);
    ExecutorService threads = Executors.newCachedThreadPool();
    Executor moody =
        task -> {
          if (!open.get()) {
            throw new RejectedExecutionException("full");
          }
          threads.execute(task);
        };
    try (ContextFactory factory = factory().executor("moody", moody).build()) {
      Wrapper wrapper = new Wrapper(factory, Wrapper.handler().onExecutor("moody"));
      open.set(false);
      for (int call = 0; call < 10; call++) {
        assertThatThrownBy(wrapper.run(context -> {})::join)
            .cause()
            .isInstanceOf(HandlerRejectedException.class)
            .hasCauseInstanceOf(RejectedExecutionException.class);
      }
      open.set(true);
      wrapper.run(context -> insert(context.get(Connection.class), "one")).join();
    } finally {
      threads.shutdown();
    }
    assertThat(notes(pool)).isEqualTo(1);
  }

  // --- T3 --------------------------------------------------------------------------------------

  @Test
  void t3AConnectionOnAnotherThreadFailsAtOnceAndNamesBothThreads() {
    new Wrapper(contexts)
        .run(
            context -> {
              Connection connection = context.get(Connection.class);
              Statement statement = connection.createStatement();
              Context own = context.get(Context.class);
              String here = Thread.currentThread().getName();
              for (org.assertj.core.api.ThrowableAssert.ThrowingCallable use :
                  new org.assertj.core.api.ThrowableAssert.ThrowingCallable[] {
                    connection::createStatement,
                    () -> statement.execute("select 1"),
                    own::connection,
                    own::commit,
                    own::setRollbackOnly
                  }) {
                Throwable thrown = onAnotherThread(use);
                assertThat(thrown)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(here)
                    .hasMessageContaining("intruder");
              }
            })
        .join();
  }

  private static @Nullable Throwable onAnotherThread(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) throws InterruptedException {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread intruder = new Thread(() -> thrown.set(catchThrowable(call)), "intruder");
    intruder.start();
    intruder.join();
    return thrown.get();
  }

  // --- T4 --------------------------------------------------------------------------------------

  @Test
  void t4AnUnknownExecutorFailsWhenTheWrapperIsMadeAndAsksWhatWasMeant() {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (ContextFactory factory = factory().executor("reports", threads).build()) {
      assertThatThrownBy(() -> new Wrapper(factory, Wrapper.handler().onExecutor("report")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Wrapper.handler wants the executor 'report'")
          .hasMessageContaining("'caller', 'default', 'reports'")
          .hasMessageContaining("did you mean 'reports'?");
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void t4AnUnknownDatabaseFailsWhenTheWrapperIsMadeAndAsksWhatWasMeant() {
    assertThatThrownBy(() -> new Wrapper(contexts, Wrapper.handler().onDatabase("defualt")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean 'default'?");
    HandlerDefinition named = Wrapper.handler().using(Connection.class, "archive");
    assertThatThrownBy(() -> new Wrapper(contexts, named))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("database 'archive'")
        .hasMessageContaining("there is 'default'");
  }

  @Test
  void t4AResourceThatTheDatabaseDoesNotProvideFailsWhenTheWrapperIsMade() {
    assertThatThrownBy(() -> new Wrapper(contexts, Wrapper.handler().using(Session.class)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("org.hibernate.Session")
        .hasMessageContaining("which provides Connection")
        .hasMessageContaining("HibernateDatabase");
  }

  @Test
  void t4NamesMeanDatabasesAndExecutors() throws Exception {
    HikariDataSource other = TestDatabase.H2.newPool(1);
    Sql.createNotes(other);
    ExecutorService threads = Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
    try (ContextFactory factory =
        ContextFactory.builder()
            .database("first", JdbcDatabase.builder(pool).build())
            .database("second", JdbcDatabase.builder(other).build())
            .executor("mine", threads)
            .build()) {
      String thread =
          new Wrapper(factory, Wrapper.handler().onDatabase("second").onExecutor("mine"))
              .submit(
                  context -> {
                    insert(context.get(Connection.class), "in the second");
                    assertThat(context.get(Connection.class, "default"))
                        .isSameAs(context.get(Connection.class, "first"));
                    return Thread.currentThread().getName();
                  })
              .join();
      assertThat(thread).isEqualTo("mine");
      assertThat(notes(other)).isEqualTo(1);
      assertThat(notes(pool)).isZero();
    } finally {
      threads.shutdown();
      other.close();
    }
  }

  @Test
  void namesThatAreTakenBlankOrReservedAreRefused() {
    JdbcDatabase database = JdbcDatabase.builder(pool).build();
    assertThatThrownBy(() -> factory().database(database))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'default'");
    assertThatThrownBy(() -> factory().database(" ", database))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> factory().executor(ContextHandler.CALLER, Runnable::run))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("calling thread");
    assertThatThrownBy(() -> factory().executor("x", Runnable::run, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> ContextFactory.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("database");
  }

  // --- T8 --------------------------------------------------------------------------------------

  @Test
  void t8TheCurrentContextIsThatOfTheWorkerAndTheFormerOneAfterwards() {
    assertThatThrownBy(Context::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(Thread.currentThread().getName());
    try (Context outer = contexts.openContext()) {
      assertThat(Context.current()).isSameAs(outer);
      Context inner =
          contexts.fromContext(
              context -> {
                assertThat(Context.current()).isSameAs(context);
                return context;
              });
      assertThat(inner).isNotSameAs(outer);
      assertThat(Context.current()).isSameAs(outer);
    }
    assertThatThrownBy(Context::current).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void t8AContextDoesNotTravelToAnotherThread() {
    new Wrapper(contexts)
        .run(
            context ->
                assertThat(onAnotherThread(Context::current))
                    .isInstanceOf(IllegalStateException.class))
        .join();
  }

  // --- Contexts that are opened by hand
  // -----------------------------------------------------------

  @Test
  void openContextCommitsWhenToldAndRollsBackOtherwise() throws Exception {
    try (Context context = contexts.openContext()) {
      insert(context.connection(), "kept");
      context.commit();
      insert(context.connection(), "undone");
    }

    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void contextsOpenedByHandAreClosedInReverseOrder() {
    Context outer = contexts.openContext();
    Context inner = contexts.openContext();

    assertThatThrownBy(outer::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Close that one first");
    inner.close();
    outer.close();
    outer.close();
  }

  @Test
  void closingTheFactoryFromACallbackOfItsOwnIsRefusedInsteadOfWaitingForItself() {
    List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
    new Wrapper(contexts)
        .run(
            handler -> {
              Context context = handler.get(Context.class);
              context.afterCommit(() -> thrown.add(catchThrowable(contexts::close)));
              context.onClose(failure -> thrown.add(catchThrowable(contexts::close)));
            })
        .join();
    contexts.inContext(
        context -> context.onClose(failure -> thrown.add(catchThrowable(contexts::close))));

    assertThat(thrown)
        .hasSize(3)
        .allSatisfy(
            each ->
                assertThat(each)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("would wait for itself"));
    assertThat(new Wrapper(contexts).submit(context -> "still open").join())
        .isEqualTo("still open");
  }

  @Test
  void aHandlerMayNotCloseItsContext() {
    new Wrapper(contexts)
        .run(
            context ->
                assertThatThrownBy(context.get(Context.class)::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Context.close()"))
        .join();
  }

  @Test
  void inContextAndFromContextCommitOnReturnAndRollBackOnAnyThrowable() throws Exception {
    contexts.inContext(Connection.class, connection -> insert(connection, "one"));
    int seen =
        contexts.fromContext(Connection.class, c -> Sql.number(c, "select count(*) from note"));
    Exception failure = new Exception("undone");
    Throwable thrown =
        catchThrowable(
            () ->
                contexts.inContext(
                    context -> {
                      insert(context.connection(), "two");
                      throw failure;
                    }));

    assertThat(seen).isEqualTo(1);
    assertThat(thrown).isSameAs(failure);
    assertThat(notes(pool)).isEqualTo(1);
  }

  /** L11, as far as it goes without children. */
  @Test
  void l11ACallerHandlerInsideAUnitNeverWaitsForWhatItsThreadHolds() {
    HikariDataSource single = TestDatabase.H2.newPool(1);
    try (ContextFactory one =
        ContextFactory.builder().database(JdbcDatabase.builder(single).build()).build()) {
      Wrapper direct = new Wrapper(one, Wrapper.handler().onExecutor(ContextHandler.CALLER));
      CompletableFuture<?> call = new Wrapper(one).run(context -> direct.runHere(inner -> {}));

      assertThatThrownBy(call::join)
          .cause()
          .isInstanceOf(HandlerRejectedException.class)
          .hasMessageContaining("Wrapper.handler")
          .hasMessageContaining("waiting for itself");
    } finally {
      single.close();
    }
  }
}
