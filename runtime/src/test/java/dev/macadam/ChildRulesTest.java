package dev.macadam;

import static dev.macadam.testing.Sql.execute;
import static dev.macadam.testing.Sql.insert;
import static dev.macadam.testing.Sql.notes;
import static dev.macadam.testing.Sql.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.support.HandlerContext;
import dev.macadam.testing.RecordingResource;
import dev.macadam.testing.RecordingResource.Named;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** L11: units of work inside of another one. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class ChildRulesTest {

  private final TestDatabase database;
  private final HikariDataSource pool;
  private final ContextFactory contexts;
  private final Wrapper wrapper;

  ChildRulesTest(TestDatabase database) {
    this.database = database;
    this.pool = database.newPool(3);
    Sql.createNotes(pool);
    this.contexts = ContextFactory.builder().database(JdbcDatabase.builder(pool).build()).build();
    this.wrapper = new Wrapper(contexts);
  }

  @AfterEach
  void everyConnectionAndPermitIsBack() {
    // As many as the pool has, on one thread: none waits, so none is missing.
    try (Context first = contexts.openContext();
        Context second = first.child();
        Context third = second.child()) {
      for (Context each : List.of(first, second, third)) {
        assertThat(catchThrowable(() -> number(each.connection(), "select 1"))).isNull();
      }
    }
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    assertThatThrownBy(Context::current).isInstanceOf(IllegalStateException.class);
    contexts.close();
    pool.close();
  }

  private String slowQuery() {
    return database == TestDatabase.POSTGRESQL
        ? "select 1 from (select pg_sleep(200)) as s"
        : "select count(*) from system_range(1, 100000) a, system_range(1, 100000) b where mod(a.x"
            + " * b.x, 7) = 9";
  }

  // --- A unit of its own -----------------------------------------------------------------------

  @Test
  void l11AChildHasItsOwnConnectionAndTransactionAndWhatItCommitsStays() {
    Exception failure = new Exception("the parent fails");
    CompletableFuture<?> call =
        wrapper.run(
            handler -> {
              Context context = handler.get(Context.class);
              insert(context.connection(), "parent's");
              try (Context child = context.child()) {
                assertThat(child.connection()).isNotSameAs(context.connection());
                assertThat(number(child.connection(), "select count(*) from note")).isZero();
                insert(child.connection(), "child's");
                child.commit();
              }
              assertThat(number(context.connection(), "select count(*) from note")).isEqualTo(2);
              throw failure;
            });

    assertThatThrownBy(call::join).cause().isSameAs(failure);
    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void l11AChildThatIsClosedWithoutCommitIsRolledBackAndTheParentGoesOn() {
    wrapper
        .run(
            handler -> {
              Context context = handler.get(Context.class);
              insert(context.connection(), "parent's");
              try (Context child = context.child()) {
                insert(child.connection(), "child's");
              }
            })
        .join();

    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void l11AChildDoesNotBecomeTheCurrentContext() {
    wrapper
        .run(
            handler -> {
              Context context = handler.get(Context.class);
              try (Context child = context.child()) {
                assertThat(Context.current()).isSameAs(context);
                assertThat(child).isNotSameAs(context);
                assertThat(child.toString()).isEqualTo("Context of a child of Wrapper.handler");
              }
              assertThat(Context.current()).isSameAs(context);
            })
        .join();
  }

  @Test
  void l11AChildUsesTheDatabaseOfItsParentsHandler() {
    HikariDataSource archive = database.newPool(2);
    Sql.createNotes(archive);
    try (ContextFactory both =
        ContextFactory.builder()
            .database(JdbcDatabase.builder(pool).build())
            .database("archive", JdbcDatabase.builder(archive).build())
            .build()) {
      new Wrapper(both, Wrapper.handler().onDatabase("archive"))
          .run(
              handler ->
                  handler
                      .get(Context.class)
                      .child()
                      .inContext(Connection.class, connection -> insert(connection, "child's")))
          .join();
    }
    assertThat(notes(archive)).isEqualTo(1);
    archive.close();
  }

  @Test
  void childrenOfChildrenAndChildrenSideBySideEndInAnyOrder() {
    wrapper
        .run(
            handler -> {
              Context context = handler.get(Context.class);
              Context first = context.child();
              Context second = context.child();
              insert(first.connection(), "first");
              insert(second.connection(), "second");
              first.commit();
              first.close();
              Context grandchild = second.child();
              insert(grandchild.connection(), "grandchild");
              grandchild.commit();
              grandchild.close();
              second.close();
              second.close();
            })
        .join();

    assertThat(notes(pool)).isEqualTo(2);
  }

  @Test
  void childrenSeeTheAttemptCallbacksAndMarksOfTheirOwn() {
    List<String> calls = new ArrayList<>();
    wrapper
        .run(
            handler -> {
              Context context = handler.get(Context.class);
              context.onClose(failure -> calls.add("parent"));
              try (Context child = context.child()) {
                child.afterCommit(() -> calls.add("committed"));
                child.onClose(failure -> calls.add("child"));
                child.commit();
              }
              try (Context child = context.child()) {
                child.setRollbackOnly();
                assertThatThrownBy(child::commit).isInstanceOf(RollbackOnlyException.class);
              }
              assertThat(context.isRollbackOnly()).isFalse();
            })
        .join();

    assertThat(calls).containsExactly("committed", "child", "parent");
  }

  // --- Resources -------------------------------------------------------------------------------

  @Test
  void l11AChildSeesWhatItsParentHasRegisteredBeforeAndLater() {
    try (Context parent = contexts.openContext();
        Context child = parent.child();
        Context grandchild = child.child()) {
      parent.register(String.class, "the parent's");
      child.register("other", String.class, "the child's");

      assertThat(child.get(String.class)).isEqualTo("the parent's");
      assertThat(grandchild.get(String.class)).isEqualTo("the parent's");
      assertThat(grandchild.get(String.class, "other")).isEqualTo("the child's");
      assertThatThrownBy(() -> parent.get(String.class, "other"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aChildHidesWhatItsParentHasRegistered() {
    try (Context parent = contexts.openContext();
        Context child = parent.child()) {
      parent.register(String.class, "the parent's");
      child.register(String.class, "the child's");

      assertThat(child.get(String.class)).isEqualTo("the child's");
      assertThat(parent.get(String.class)).isEqualTo("the parent's");
      assertThatThrownBy(() -> child.register(String.class, "again"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aChildMakesItsOwnResourcesWhichAreToldOfItsOwnEnd() {
    List<String> events = new ArrayList<>();
    try (ContextFactory making =
            ContextFactory.builder()
                .database(JdbcDatabase.builder(pool).build())
                .resource(Named.class, new RecordingResource("one", events))
                .build();
        Context parent = making.openContext()) {
      Named parents = parent.get(Named.class);
      Named childs =
          parent
              .child()
              .fromContext(
                  child -> {
                    assertThat(child.get(Named.class)).isSameAs(child.get(Named.class));
                    return child.get(Named.class);
                  });
      assertThat(childs).isNotSameAs(parents);
      assertThat(events)
          .containsExactly(
              "create one", "create one", "beforeCommit one", "committed one", "close one");
    }
  }

  // --- inContext and fromContext ---------------------------------------------------------------

  @Test
  void inContextOnAChildCommitsAndClosesIt() {
    wrapper
        .run(
            handler -> {
              Context context = handler.get(Context.class);
              Context child = context.child();
              child.inContext(Connection.class, connection -> insert(connection, "one"));
              assertThatThrownBy(child::connection)
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("closed");
              context.child().inContext(inner -> insert(inner.connection(), "two"));
              int count =
                  context
                      .child()
                      .fromContext(
                          Connection.class,
                          connection -> number(connection, "select count(*) from note"));
              assertThat(count).isEqualTo(2);
              assertThat(context.child().<Boolean, Exception>fromContext(inner -> true)).isTrue();
            })
        .join();

    assertThat(notes(pool)).isEqualTo(2);
  }

  @Test
  void fromContextOnAChildRollsBackOnAnyThrowableAndThrowsThatVeryInstance() {
    wrapper
        .run(
            handler -> {
              Error failure = new Error("undone");
              Throwable thrown =
                  catchThrowable(
                      () ->
                          handler
                              .get(Context.class)
                              .child()
                              .inContext(
                                  child -> {
                                    insert(child.connection(), "undone");
                                    throw failure;
                                  }));
              assertThat(thrown).isSameAs(failure);
            })
        .join();

    assertThat(notes(pool)).isZero();
  }

  @Test
  void inContextOnAChildThatAsksForRollbackDeliversItsResult() {
    wrapper
        .run(
            handler ->
                handler
                    .get(Context.class)
                    .child()
                    .inContext(
                        child -> {
                          insert(child.connection(), "undone");
                          child.setRollbackOnly();
                        }))
        .join();

    assertThat(notes(pool)).isZero();
  }

  @Test
  void inContextOnAHandlersOwnContextIsRefused() {
    wrapper
        .run(
            handler ->
                assertThatThrownBy(() -> handler.get(Context.class).inContext(context -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("context.child()"))
        .join();
  }

  @Test
  void inContextOnAContextThatWasOpenedByHandEndsIt() throws Exception {
    contexts.openContext().inContext(context -> insert(context.connection(), "one"));

    assertThat(notes(pool)).isEqualTo(1);
  }

  // --- It outlives nothing ---------------------------------------------------------------------

  @Test
  void l11AHandlerThatLeavesAChildOpenFailsAndBothAreRolledBackAndClosed() {
    List<Context> kept = new ArrayList<>();
    CompletableFuture<?> call =
        wrapper.run(
            handler -> {
              Context context = handler.get(Context.class);
              insert(context.connection(), "parent's");
              Context child = context.child();
              kept.add(child);
              insert(child.connection(), "child's");
            });

    assertThatThrownBy(call::join)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The work of Wrapper.handler is over")
        .hasMessageContaining("a child of Wrapper.handler is still open");
    assertThat(notes(pool)).isZero();
    assertThatThrownBy(kept.get(0)::connection).hasMessageContaining("closed");
    kept.get(0).close();
  }

  @Test
  void l11AParentThatIsClosedFirstClosesBothAndThrows() {
    Context parent = contexts.openContext();
    Context child = parent.child();
    assertThat(catchThrowable(() -> insert(parent.connection(), "parent's"))).isNull();
    assertThat(catchThrowable(() -> insert(child.connection(), "child's"))).isNull();

    assertThatThrownBy(parent::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was closed while a child of ContextFactory.openContext was open");
    assertThatThrownBy(child::connection).hasMessageContaining("closed");
    assertThatThrownBy(parent::connection).hasMessageContaining("closed");
    parent.close();
    child.close();
    assertThat(notes(pool)).isZero();
  }

  @Test
  void aParentMayCommitInTheMiddleWhileAChildIsOpen() {
    try (Context parent = contexts.openContext();
        Context child = parent.child()) {
      assertThat(catchThrowable(() -> insert(parent.connection(), "parent's"))).isNull();
      parent.commit();
      assertThat(catchThrowable(() -> insert(child.connection(), "child's"))).isNull();
      child.commit();
    }

    assertThat(notes(pool)).isEqualTo(2);
  }

  @Test
  void l11AFailingHandlerClosesTheChildThatItLeftOpenAndItsFailureStands() {
    Exception failure = new Exception("mine");
    CompletableFuture<?> call =
        wrapper.run(
            handler -> {
              insert(handler.get(Context.class).child().connection(), "child's");
              throw failure;
            });

    assertThatThrownBy(call::join).cause().isSameAs(failure);
    assertThat(notes(pool)).isZero();
  }

  @Test
  void l11AHopThatLeavesAChildOpenFailsAndTheChildIsRolledBackAndClosed() {
    CompletableFuture<Void> call =
        wrapper.stage(context -> context.run(c -> insert(c.child().connection(), "child's")));

    assertThatThrownBy(call::join)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is still open");
    assertThat(notes(pool)).isZero();
  }

  @Test
  void aChildInAHopWorksAsInAnyHandler() {
    wrapper
        .stage(
            context ->
                context
                    .run(c -> c.child().inContext(child -> insert(child.connection(), "child's")))
                    .thenCompose(done -> CompletableFuture.failedStage(new Exception("parent"))))
        .handle((done, failure) -> failure)
        .join();

    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void aChildOfAClosedContextOrOnAnotherThreadIsRefused() throws Exception {
    Context closed = contexts.openContext();
    closed.close();
    assertThatThrownBy(closed::child)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    try (Context open = contexts.openContext()) {
      AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
      Thread intruder = new Thread(() -> thrown.set(catchThrowable(open::child)), "intruder");
      intruder.start();
      intruder.join();
      assertThat(thrown.get())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("'intruder'");
    }
    AtomicReference<@Nullable Throwable> onCaller = new AtomicReference<>();
    wrapper
        .stage(
            context -> {
              onCaller.set(catchThrowable(context::child));
              return CompletableFuture.completedFuture(1);
            })
        .join();
    assertThat(onCaller.get()).hasMessageContaining("context.call");
  }

  // --- Permits ---------------------------------------------------------------------------------

  @Test
  void l11WithOneConnectionAChildFailsAtOnceInsteadOfHanging() {
    HikariDataSource single = TestDatabase.pool(pool, 1);
    try (ContextFactory one =
        ContextFactory.builder().database(JdbcDatabase.builder(single).build()).build()) {
      CompletableFuture<?> call =
          new Wrapper(one).run(handler -> handler.get(Context.class).child());

      assertThatThrownBy(call::join)
          .cause()
          .isInstanceOf(HandlerRejectedException.class)
          .hasMessageContaining("a child of Wrapper.handler was rejected")
          .hasMessageContaining("the thread of Wrapper.handler")
          .hasMessageContaining("waiting for itself");
      assertThat(new Wrapper(one).submit(handler -> "the next works").join())
          .isEqualTo("the next works");
    } finally {
      single.close();
    }
  }

  // --- Stops -----------------------------------------------------------------------------------

  @Test
  void f1TheDeadlineOfTheParentStopsTheSqlOfItsChild() {
    AtomicReference<@Nullable Throwable> inChild = new AtomicReference<>();
    CompletableFuture<?> call =
        new Wrapper(contexts, Wrapper.handler().timeout(Duration.ofMillis(300)))
            .run(
                handler -> {
                  Context context = handler.get(Context.class);
                  insert(context.connection(), "parent's");
                  try (Context child = context.child()) {
                    inChild.set(catchThrowable(() -> number(child.connection(), slowQuery())));
                    assertThatThrownBy(child::commit).isInstanceOf(HandlerTimeoutException.class);
                  }
                });

    assertThatThrownBy(call::join).cause().isInstanceOf(HandlerTimeoutException.class);
    await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
    await().until(() -> inChild.get() != null);
    assertThat(notes(pool)).isZero();
  }

  @Test
  void f2ACancelStopsTheSqlOfACallerHandlerInsideOfTheCall() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Wrapper direct = new Wrapper(contexts, Wrapper.handler().onExecutor(ContextHandler.CALLER));
    CompletableFuture<?> call =
        wrapper.run(
            handler -> {
              try {
                direct.runHere(
                    inner -> {
                      Connection connection = inner.get(Connection.class);
                      insert(connection, "undone");
                      inside.countDown();
                      number(connection, slowQuery());
                    });
              } finally {
                done.countDown();
              }
            });
    inside.await();
    call.cancel(true);

    done.await();
    await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
    assertThat(notes(pool)).isZero();
  }

  @Test
  void aChildOfACallThatWasStoppedIsRefused() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    CompletableFuture<?> call =
        wrapper.run(
            (HandlerContext handler) -> {
              Context context = handler.get(Context.class);
              execute(context.connection(), "select 1");
              begun.countDown();
              cancelled.await();
              thrown.set(catchThrowable(context::child));
            });
    begun.await();
    call.cancel(true);
    cancelled.countDown();

    await().until(() -> thrown.get() != null);
    assertThat(thrown.get()).hasMessageContaining("was cancelled");
  }

  @Test
  void aChildEndsWithTheDeadlineOfItsParentNotWithTheDefault() {
    ContextFactory hasty =
        ContextFactory.builder()
            .database(JdbcDatabase.builder(pool).build())
            .timeout(Duration.ofMillis(1))
            .build();
    new Wrapper(hasty, Wrapper.handler().timeout(Duration.ofSeconds(30)))
        .run(
            handler -> {
              Context child = handler.get(Context.class).child();
              // Longer than the factory's timeout.
              long begin = System.nanoTime();
              while (System.nanoTime() - begin < Duration.ofMillis(20).toNanos()) {
                Thread.onSpinWait();
              }
              child.inContext(Connection.class, connection -> insert(connection, "in time"));
            })
        .join();
    hasty.close();

    assertThat(notes(pool)).isEqualTo(1);
  }
}
