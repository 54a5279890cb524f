package dev.macadam;

import static dev.macadam.testing.Sql.insert;
import static dev.macadam.testing.Sql.notes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.hibernate.HibernateDatabase;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.support.HandlerContext;
import dev.macadam.testing.Person;
import dev.macadam.testing.RecordingResource;
import dev.macadam.testing.RecordingResource.Named;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.cfg.SessionEventSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Resources that do what they should not, and units that end while they do it. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class ResourceHardCasesTest {

  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final HikariDataSource pool;
  private final ContextFactory.Builder builder;

  ResourceHardCasesTest(TestDatabase database) {
    this.pool = database.newPool(3);
    Sql.createNotes(pool);
    this.builder = ContextFactory.builder().database(JdbcDatabase.builder(pool).build());
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    pool.close();
  }

  /** The ways to a unit of work. */
  enum Way {
    /** A wrapper, on a worker. */
    WRAPPER,
    /** A wrapper, on the calling thread. */
    CALLER,
    /** A handler that returns a stage, in two hops. */
    STAGE,
    /** A context that commits by itself. */
    IN_CONTEXT,
    /** A context that is committed and closed by hand. */
    BY_HAND,
    /** A child. */
    CHILD;

    void work(ContextFactory contexts, ContextConsumer<Context, ?> work) throws Throwable {
      switch (this) {
        case WRAPPER -> new Wrapper(contexts).run(inside(work)).join();
        case CALLER ->
            new Wrapper(contexts, Wrapper.handler().onExecutor(ContextHandler.CALLER))
                .runHere(inside(work));
        case STAGE ->
            new Wrapper(contexts)
                .stage(context -> context.run(work).thenCompose(done -> context.run(inside -> {})))
                .join();
        case IN_CONTEXT -> contexts.inContext(context -> work.accept(context));
        case BY_HAND -> {
          try (Context context = contexts.openContext()) {
            work.accept(context);
            context.commit();
          }
        }
        case CHILD ->
            contexts.inContext(
                parent -> {
                  try (Context child = parent.child()) {
                    work.accept(child);
                    child.commit();
                  }
                });
      }
    }

    private static ContextConsumer<HandlerContext, Throwable> inside(
        ContextConsumer<Context, ?> work) {
      return context -> work.accept(context.get(Context.class));
    }
  }

  /** Where a resource throws. */
  enum Step {
    CREATE,
    BEFORE_COMMIT,
    COMMITTED,
    ROLLED_BACK,
    CLOSE
  }

  /** Throws at one step, whatever it is. */
  private static final class Throwing extends RecordingResource {
    private final Step step;
    private final Throwable failure;

    Throwing(List<String> events, Step step, Throwable failure) {
      super("a", events);
      this.step = step;
      this.failure = failure;
    }

    private void at(Step here) throws Exception {
      if (here == step) {
        if (failure instanceof Error error) {
          throw error;
        }
        throw (Exception) failure;
      }
    }

    @Override
    public Named create(Context context) throws Exception {
      Named made = super.create(context);
      at(Step.CREATE);
      return made;
    }

    @Override
    public void beforeCommit(Named resource) throws Exception {
      super.beforeCommit(resource);
      at(Step.BEFORE_COMMIT);
    }

    @Override
    public void committed(Named resource) throws Exception {
      super.committed(resource);
      at(Step.COMMITTED);
    }

    @Override
    public void rolledBack(Named resource, Throwable undone) throws Exception {
      super.rolledBack(resource, undone);
      at(Step.ROLLED_BACK);
    }

    @Override
    public void close(Named resource) throws Exception {
      super.close(resource);
      at(Step.CLOSE);
    }
  }

  // --- Each exit -------------------------------------------------------------------------------

  @ParameterizedTest
  @EnumSource(Way.class)
  void inEachWayOutAResourceHearsOneOutcomeAndOneCloseWhateverItThrows(Way way) throws Throwable {
    for (Step step : Step.values()) {
      for (Throwable failure :
          List.of(
              new IOException("checked"),
              new IllegalArgumentException("unchecked"),
              new AssertionError("an error"))) {
        events.clear();
        Throwable seen;
        try (ContextFactory contexts =
            builder().resource(Named.class, new Throwing(events, step, failure)).build()) {
          seen =
              catchThrowable(
                  () ->
                      way.work(
                          contexts,
                          context -> {
                            insert(context.connection(), "note");
                            context.get(Named.class);
                          }));
        }
        boolean undoes = step == Step.CREATE || step == Step.BEFORE_COMMIT;
        String where = way + ", " + step + ", " + failure;
        assertThat(seen != null).as(where).isEqualTo(undoes);
        if (seen != null) {
          assertThat(chain(seen)).as(where).contains(failure);
        }
        List<String> told = events.stream().map(event -> event.replaceAll(" a.*", "")).toList();
        switch (step) {
          case CREATE -> assertThat(told).as(where).containsExactly("create");
          case BEFORE_COMMIT ->
              assertThat(told)
                  .as(where)
                  .containsExactly("create", "beforeCommit", "rolledBack", "close");
          default ->
              assertThat(told)
                  .as(where)
                  .containsExactly("create", "beforeCommit", "committed", "close");
        }
        assertThat(clearNotes()).as(where).isEqualTo(undoes ? 0 : 1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void inEachWayOutAFailingUnitTellsItsResourceOnceWhateverThatThrows(Way way) throws Throwable {
    for (Step step : List.of(Step.ROLLED_BACK, Step.CLOSE)) {
      events.clear();
      IllegalStateException undone = new IllegalStateException("undone");
      try (ContextFactory contexts =
          builder()
              .resource(Named.class, new Throwing(events, step, new AssertionError("an error")))
              .build()) {
        assertThat(
                chain(
                    catchThrowable(
                        () ->
                            way.work(
                                contexts,
                                context -> {
                                  insert(context.connection(), "note");
                                  context.get(Named.class);
                                  throw undone;
                                }))))
            .contains(undone);
      }
      assertThat(events).hasSize(3).startsWith("create a").endsWith("close a");
      assertThat(events.get(1)).startsWith("rolledBack a ");
      assertThat(clearNotes()).isZero();
    }
  }

  private ContextFactory.Builder builder() {
    return ContextFactory.builder().database(JdbcDatabase.builder(pool).build());
  }

  private int clearNotes() throws SQLException {
    int count = notes(pool);
    try (Connection connection = pool.getConnection()) {
      Sql.execute(connection, "delete from note");
      connection.commit();
    }
    return count;
  }

  private static List<Throwable> chain(@Nullable Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      chain.add(each);
    }
    return chain;
  }

  // --- Ending the context from inside ----------------------------------------------------------

  @Test
  void inContextInsideOfCreateCannotEndTheContextThatMakesIt() throws SQLException {
    List<@Nullable Throwable> refusals = new ArrayList<>();
    RecordingResource ending =
        new RecordingResource("a", events) {
          @Override
          public Named create(Context context) throws Exception {
            refusals.add(catchThrowable(() -> context.inContext(inside -> {})));
            return super.create(context);
          }

          @Override
          public void beforeCommit(Named resource) throws Exception {
            refusals.add(catchThrowable(() -> resource.context().inContext(inside -> {})));
            super.beforeCommit(resource);
          }
        };
    try (ContextFactory contexts = builder.resource(Named.class, ending).build();
        Context context = contexts.openContext()) {
      context.get(Named.class);
      insert(context.connection(), "kept");
      context.commit();
    }
    assertThat(refusals)
        .hasSize(2)
        .allSatisfy(
            refusal ->
                assertThat(refusal)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot end it"));
    assertThat(events).containsExactly("create a", "beforeCommit a", "committed a", "close a");
    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void aResourceWhoseContextEndsWhileItIsMadeIsClosed() {
    List<Context> parents = new ArrayList<>();
    List<@Nullable Throwable> endings = new ArrayList<>();
    RecordingResource ending =
        new RecordingResource("a", events) {
          @Override
          public Named create(Context context) throws Exception {
            endings.add(catchThrowable(parents.get(0)::close));
            return super.create(context);
          }
        };
    try (ContextFactory contexts = builder.resource(Named.class, ending).build()) {
      Context parent = contexts.openContext();
      parents.add(parent);
      Context child = parent.child();
      assertThatThrownBy(() -> child.get(Named.class))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is closed");
    }
    assertThat(endings).singleElement().isInstanceOf(IllegalStateException.class);
    assertThat(events).containsExactly("create a", "close a");
  }

  @Test
  void aChildThatAResourceLeavesOpenBeforeTheCommitIsAMistakeThatUndoesBoth() {
    RecordingResource forgetting =
        new RecordingResource("a", events) {
          @Override
          public void beforeCommit(Named resource) throws Exception {
            insert(resource.context().child().connection(), "forgotten");
          }
        };
    try (ContextFactory contexts = builder.resource(Named.class, forgetting).build()) {
      assertThatThrownBy(
              () ->
                  contexts.inContext(
                      context -> {
                        insert(context.connection(), "undone");
                        context.get(Named.class);
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("child");
    }
    assertThat(notes(pool)).isZero();
  }

  // --- Stops -----------------------------------------------------------------------------------

  @ParameterizedTest
  @EnumSource(Step.class)
  void aCancelDuringAnyStepIsHeardOnceAndTheResourceIsClosed(Step step) throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    RecordingResource slow =
        new RecordingResource("a", events) {
          private void at(Step here) throws InterruptedException {
            if (here == step) {
              inside.countDown();
              // A worker without a connection may be interrupted, which is no reason to go on.
              boolean interrupted = false;
              while (cancelled.getCount() > 0) {
                try {
                  cancelled.await();
                } catch (InterruptedException again) {
                  interrupted = true;
                }
              }
              if (interrupted) {
                Thread.currentThread().interrupt();
              }
            }
          }

          @Override
          public Named create(Context context) throws Exception {
            Named made = super.create(context);
            at(Step.CREATE);
            return made;
          }

          @Override
          public void beforeCommit(Named resource) throws Exception {
            super.beforeCommit(resource);
            at(Step.BEFORE_COMMIT);
          }

          @Override
          public void committed(Named resource) throws Exception {
            super.committed(resource);
            at(Step.COMMITTED);
          }

          @Override
          public void rolledBack(Named resource, Throwable failure) throws Exception {
            super.rolledBack(resource, failure);
            at(Step.ROLLED_BACK);
          }

          @Override
          public void close(Named resource) throws Exception {
            super.close(resource);
            at(Step.CLOSE);
            closed.countDown();
          }
        };
    boolean fails = step == Step.ROLLED_BACK;
    try (ContextFactory contexts = builder.resource(Named.class, slow).build()) {
      CompletableFuture<Boolean> call =
          new Wrapper(contexts)
              .run(
                  context -> {
                    insert(context.get(Connection.class), "note");
                    context.get(Named.class);
                    if (fails) {
                      throw new IllegalArgumentException("on purpose");
                    }
                  });
      assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
      boolean stopped = call.cancel(true);
      cancelled.countDown();
      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
      boolean committed = step == Step.COMMITTED || step == Step.CLOSE;
      Throwable seen = catchThrowable(call::join);
      if (committed) {
        assertThat(stopped).isFalse();
        assertThat(seen).isNull();
      } else if (stopped) {
        assertThat(seen).isInstanceOf(CancellationException.class);
      } else {
        assertThat(chain(seen)).anyMatch(IllegalArgumentException.class::isInstance);
      }
      assertThat(events).endsWith("close a");
      assertThat(events).filteredOn(event -> event.startsWith("close")).hasSize(1);
      assertThat(events)
          .filteredOn(event -> event.startsWith("rolledBack"))
          .hasSize(committed ? 0 : 1);
      assertThat(events)
          .filteredOn(event -> event.startsWith("committed"))
          .hasSize(committed ? 1 : 0);
    }
    assertThat(notes(pool)).isEqualTo(step == Step.COMMITTED || step == Step.CLOSE ? 1 : 0);
  }

  // --- Odd times -------------------------------------------------------------------------------

  @Test
  void whatAResourceIsToldOfAfterTheEndItCannotAskItsContextFor() {
    List<@Nullable Throwable> refusals = new ArrayList<>();
    RecordingResource asking =
        new RecordingResource("a", events) {
          private void ask(Context context) {
            for (ThrowingCallable call :
                List.<ThrowingCallable>of(
                    () -> context.get(Named.class),
                    () -> insert(context.connection(), "late"),
                    context::child,
                    () -> context.afterCommit(() -> events.add("late")),
                    () -> context.onClose(failure -> events.add("late")),
                    context::setRollbackOnly,
                    context::commit)) {
              refusals.add(catchThrowable(call));
            }
          }

          @Override
          public void beforeCommit(Named resource) {}

          @Override
          public void committed(Named resource) {
            ask(resource.context());
          }

          @Override
          public void close(Named resource) {
            ask(resource.context());
            resource.context().close();
          }
        };
    try (ContextFactory contexts = builder.resource(Named.class, asking).build()) {
      new Wrapper(contexts).run(context -> context.get(Named.class)).join();
    }
    assertThat(refusals)
        .hasSize(14)
        .allSatisfy(
            refusal ->
                assertThat(refusal)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is closed"));
    assertThat(events).containsExactly("create a");
  }

  @Test
  void workOfAResourceAtItsCloseRunsInAContextOfItsOwn() {
    List<ContextFactory> factory = new ArrayList<>();
    RecordingResource writing =
        new RecordingResource("a", events) {
          @Override
          public void committed(Named resource) throws Exception {
            factory
                .get(0)
                .inContext(
                    Connection.class, connection -> insert(connection, "committed " + notes(pool)));
          }

          @Override
          public void close(Named resource) throws Exception {
            factory
                .get(0)
                .inContext(
                    Connection.class, connection -> insert(connection, "closed " + notes(pool)));
          }
        };
    try (ContextFactory contexts = builder.resource(Named.class, writing).build()) {
      factory.add(contexts);
      new Wrapper(contexts).run(context -> context.get(Named.class)).join();
      assertThat(notes(pool)).isEqualTo(2);
      contexts.inContext(Named.class, made -> {});
      assertThat(notes(pool)).isEqualTo(4);
      new Wrapper(contexts).stage(context -> context.run(Named.class, made -> {})).join();
      assertThat(notes(pool)).isEqualTo(6);
    }
  }

  @Test
  void hopsOnDifferentExecutorsShareOneResource() {
    try (ContextFactory contexts =
        builder
            .resource(Named.class, new RecordingResource("a", events))
            .ownedExecutor("other", Executors.newSingleThreadExecutor())
            .build()) {
      List<Object> seen =
          new Wrapper(contexts)
              .<List<Object>>stage(
                  context ->
                      context
                          .<Named, Object>call(Named.class, made -> made)
                          .thenCombine(
                              context.<Named, Object>call("other", Named.class, made -> made),
                              List::of))
              .join();
      assertThat(seen.get(0)).isSameAs(seen.get(1));
    }
    assertThat(events).containsExactly("create a", "beforeCommit a", "committed a", "close a");
  }

  @Test
  void aHopWhoseResourceCannotBeMadeFailsAndTheNextHopMakesIt() {
    RecordingResource once =
        new RecordingResource("a", events) {
          @Override
          public Named create(Context context) throws Exception {
            Named made = super.create(context);
            if (events.size() == 1) {
              throw new IOException("once");
            }
            return made;
          }
        };
    try (ContextFactory contexts = builder.resource(Named.class, once).build()) {
      Named made =
          new Wrapper(contexts)
              .<Named>stage(
                  context ->
                      context
                          .call(Named.class, first -> first)
                          .exceptionallyCompose(
                              failure -> context.call(Named.class, second -> second)))
              .join();
      assertThat(made.name()).isEqualTo("a");
    }
    assertThat(events)
        .containsExactly("create a", "create a", "beforeCommit a", "committed a", "close a");
  }

  // --- Closing the factory from inside ---------------------------------------------------------

  @ParameterizedTest
  @EnumSource(Way.class)
  void closingTheFactoryFromAResourceOrACallbackIsRefused(Way way) throws Throwable {
    List<@Nullable Throwable> refusals = Collections.synchronizedList(new ArrayList<>());
    List<ContextFactory> factory = new ArrayList<>();
    RecordingResource closing =
        new RecordingResource("a", events) {
          @Override
          public void committed(Named resource) {
            refusals.add(catchThrowable(factory.get(0)::close));
          }

          @Override
          public void close(Named resource) {
            refusals.add(catchThrowable(factory.get(0)::close));
          }
        };
    try (ContextFactory contexts = builder.resource(Named.class, closing).build()) {
      factory.add(contexts);
      way.work(
          contexts,
          context -> {
            context.get(Named.class);
            context.afterCommit(() -> refusals.add(catchThrowable(contexts::close)));
            context.onClose(failure -> refusals.add(catchThrowable(contexts::close)));
          });
      contexts.inContext(Connection.class, connection -> insert(connection, "it is still open"));
    }
    assertThat(refusals)
        .hasSize(4)
        .allSatisfy(
            refusal ->
                assertThat(refusal)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("would wait for itself"));
  }

  @Test
  void closingTheFactoryWhereAHopHasCompletedIsRefusedAndWhereTheCallHasIsNot() {
    CompletableFuture<@Nullable Throwable> refusal = new CompletableFuture<>();
    ContextFactory contexts = builder.build();
    CountDownLatch chained = new CountDownLatch(1);
    CompletableFuture<Void> closed =
        new Wrapper(contexts)
            .<@Nullable Void>stage(
                context ->
                    context
                        .run(
                            inside -> {
                              chained.await();
                            })
                        .thenRun(() -> refusal.complete(catchThrowable(contexts::close))))
            .thenRun(contexts::close);
    chained.countDown();
    closed.join();
    assertThat(refusal.join())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("would wait for itself");
    assertThatThrownBy(() -> contexts.inContext(context -> {}))
        .isInstanceOf(HandlerRejectedException.class);
  }

  // --- Made late -------------------------------------------------------------------------------

  @Test
  void aResourceThatTheFlushMakesHearsOfTheCommitAndOfTheClose() {
    Interceptor onFlush =
        new Interceptor() {
          @Override
          public void preFlush(Iterator<Object> entities) {
            Context.current().get(Named.class);
          }
        };
    try (ContextFactory contexts =
        ContextFactory.builder()
            .database(
                HibernateDatabase.builder(pool)
                    .entities(Person.class)
                    .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
                    .property(SessionEventSettings.INTERCEPTOR, onFlush)
                    .build())
            .resource(Named.class, new RecordingResource("a", events))
            .build()) {
      new Wrapper(contexts)
          .run(context -> context.get(Session.class).persist(new Person("Senior")))
          .join();
    }
    assertThat(events).containsExactly("create a", "committed a", "close a");
  }
}
