package dev.macadam;

import static dev.macadam.testing.Sql.insert;
import static dev.macadam.testing.Sql.notes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.spi.ResourceFactory;
import dev.macadam.testing.RecordingResource;
import dev.macadam.testing.RecordingResource.Named;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How long resources live, and what they are told. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class ResourceRulesTest {

  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final HikariDataSource pool;
  private final ContextFactory.Builder builder;

  ResourceRulesTest(TestDatabase database) {
    this.pool = database.newPool(3);
    Sql.createNotes(pool);
    this.builder =
        ContextFactory.builder()
            .database(JdbcDatabase.builder(pool).build())
            .listener(new RecordingListener(events));
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(active()).isZero();
    pool.close();
  }

  private int active() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  /** One resource with a name, recorded. */
  private ContextFactory.Builder with(String name) {
    return builder.resource(name, Named.class, new RecordingResource(name, events));
  }

  private ContextFactory.Builder with(String name, RecordingResource factory) {
    return builder.resource(name, Named.class, factory);
  }

  // --- Values ----------------------------------------------------------------------------------

  @Test
  void aValueIsTheSameInEveryContextAndIsNotClosed() {
    AtomicInteger closed = new AtomicInteger();
    AutoCloseable value = closed::incrementAndGet;
    try (ContextFactory contexts = builder.value(AutoCloseable.class, value).build()) {
      Wrapper wrapper = new Wrapper(contexts, Wrapper.handler().using(AutoCloseable.class));
      assertThat(wrapper.submit(context -> context.get(AutoCloseable.class)).join())
          .isSameAs(value);
      AutoCloseable seen = contexts.fromContext(AutoCloseable.class, found -> found);
      assertThat(seen).isSameAs(value);
    }
    assertThat(closed).hasValue(0);
  }

  @Test
  void anyThreadMayAskForAValueOfAnOpenContext() {
    Clock clock = Clock.systemUTC();
    try (ContextFactory contexts = with("made").value(Clock.class, clock).build()) {
      Context context = contexts.openContext();
      context.register("own", Clock.class, clock);
      CompletableFuture<Void> elsewhere =
          CompletableFuture.runAsync(
              () -> {
                assertThat(context.get(Clock.class)).isSameAs(clock);
                assertThat(context.get(Clock.class, "own")).isSameAs(clock);
                assertThatThrownBy(() -> context.get(Named.class, "made"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("belongs to thread");
                assertThatThrownBy(() -> context.get(Connection.class))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("belongs to thread");
              });
      elsewhere.join();
      context.close();
      assertThatThrownBy(() -> context.get(Clock.class))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is closed");
    }
  }

  // --- One for each context --------------------------------------------------------------------

  @Test
  void aResourceIsMadeOnceForEachContextAndNotBeforeItIsAskedFor() {
    try (ContextFactory contexts = with("a").build()) {
      Wrapper wrapper = new Wrapper(contexts, Wrapper.handler().using(Named.class, "a"));
      wrapper.run(context -> context.get(Connection.class)).join();
      assertThat(events).containsExactly("committed");

      Named first =
          wrapper
              .submit(
                  context -> {
                    Named made = context.get(Named.class, "a");
                    assertThat(context.get(Named.class, "a")).isSameAs(made);
                    assertThat(context.get(Context.class).get(Named.class, "a")).isSameAs(made);
                    assertThat(made.context()).isSameAs(context.get(Context.class));
                    return made;
                  })
              .join();
      Named second = wrapper.submit(context -> context.get(Named.class, "a")).join();

      assertThat(first).isNotSameAs(second);
    }
  }

  @Test
  void eachAttemptHasItsOwn() {
    try (ContextFactory contexts = with("a").build()) {
      AtomicInteger attempts = new AtomicInteger();
      new Wrapper(contexts, Wrapper.handler().attempts(2))
          .run(
              context -> {
                context.get(Named.class, "a");
                if (attempts.incrementAndGet() == 1) {
                  throw new SQLException("not serializable", "40001");
                }
              })
          .join();
    }
    assertThat(events)
        .containsExactly(
            "create a",
            "rolledBack a SQLException",
            "close a",
            "rolledBack SQLException",
            "create a",
            "beforeCommit a",
            "committed a",
            "close a",
            "committed");
  }

  @Test
  void aResourceUsesTheConnectionOfItsContext() {
    ResourceFactory<Named> notes =
        new RecordingResource("a", events) {
          @Override
          public Named create(Context context) throws Exception {
            insert(context.connection(), "made");
            return super.create(context);
          }
        };
    try (ContextFactory contexts = builder.resource(Named.class, notes).build()) {
      contexts.inContext(Named.class, made -> assertThat(active()).isOne());
      assertThat(notes(pool)).isEqualTo(1);
      assertThatThrownBy(
              () ->
                  contexts.inContext(
                      Context.class,
                      context -> {
                        insert(context.connection(), "second");
                        throw new IOException("undone");
                      }))
          .isInstanceOf(IOException.class);
    }
    assertThat(notes(pool)).isEqualTo(1);
  }

  // --- What they are told ----------------------------------------------------------------------

  @Test
  void theLastOneMadeIsToldFirstAndAllAreToldBeforeTheFirstIsClosed() {
    try (ContextFactory contexts =
        with("a").resource("b", Named.class, needing("b", "a")).build()) {
      contexts.inContext(
          context -> {
            context.get(Named.class, "b");
            context.afterCommit(() -> events.add("afterCommit"));
            context.onClose(failure -> events.add("onClose"));
          });
    }
    assertThat(events)
        .containsExactly(
            "create a",
            "create b",
            "beforeCommit b",
            "beforeCommit a",
            "committed b",
            "committed a",
            "close b",
            "close a",
            "afterCommit",
            "onClose",
            "committed");
  }

  /** A resource that asks for another one when it is made. */
  private RecordingResource needing(String name, String other) {
    return new RecordingResource(name, events) {
      @Override
      public Named create(Context context) throws Exception {
        context.get(Named.class, other);
        return super.create(context);
      }
    };
  }

  @Test
  void whatIsWrittenBeforeTheCommitIsCommitted() {
    RecordingResource outbox =
        new RecordingResource("outbox", events) {
          @Override
          public void beforeCommit(Named resource) throws Exception {
            insert(resource.context().connection(), "from the outbox");
          }

          @Override
          public void committed(Named resource) throws Exception {
            events.add("committed with " + active() + " connections and " + notes(pool) + " notes");
          }
        };
    try (ContextFactory contexts = with("outbox", outbox).build()) {
      contexts.inContext(context -> context.get(Named.class, "outbox"));
    }
    assertThat(events).contains("committed with 0 connections and 1 notes");
    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void aCommitInTheMiddleTellsThemEachTime() {
    try (ContextFactory contexts = with("a").build()) {
      contexts.inContext(
          context -> {
            context.get(Named.class, "a");
            context.afterCommit(() -> events.add("afterCommit"));
            context.commit();
            events.add("between");
          });
    }
    assertThat(events)
        .containsExactly(
            "create a",
            "beforeCommit a",
            "committed a",
            "afterCommit",
            "between",
            "beforeCommit a",
            "committed a",
            "close a",
            "committed");
  }

  @Test
  void aFailureAfterACommitInTheMiddleTellsThemOfBoth() {
    try (ContextFactory contexts = with("a").build()) {
      assertThatThrownBy(
              () ->
                  contexts.inContext(
                      context -> {
                        context.get(Named.class, "a");
                        context.commit();
                        throw new IOException("undone");
                      }))
          .isInstanceOf(IOException.class);
    }
    assertThat(events)
        .containsExactly(
            "create a",
            "beforeCommit a",
            "committed a",
            "rolledBack a IOException",
            "close a",
            "rolledBack IOException");
  }

  @Test
  void aContextThatIsClosedRightAfterItsCommitIsNotToldToBeRolledBack() {
    try (ContextFactory contexts = with("a").build()) {
      try (Context context = contexts.openContext()) {
        context.get(Named.class, "a");
        context.commit();
      }
      try (Context context = contexts.openContext()) {
        context.get(Named.class, "a");
      }
    }
    assertThat(events)
        .containsExactly(
            "create a",
            "beforeCommit a",
            "committed a",
            "close a",
            "committed",
            "create a",
            "rolledBack a RollbackOnlyException",
            "close a",
            "rolledBack RollbackOnlyException");
  }

  @Test
  void aUnitThatAsksToBeUndoneIsNotPreparedForACommit() {
    try (ContextFactory contexts = with("a").build()) {
      new Wrapper(contexts)
          .run(
              context -> {
                context.get(Named.class, "a");
                context.get(Context.class).setRollbackOnly();
              })
          .join();
    }
    assertThat(events)
        .containsExactly(
            "create a",
            "rolledBack a RollbackOnlyException",
            "close a",
            "rolledBack RollbackOnlyException");
  }

  @Test
  void aResourceThatAsksToUndoItsUnitBeforeTheCommitIsObeyed() throws SQLException {
    RecordingResource refusing =
        new RecordingResource("a", events) {
          @Override
          public void beforeCommit(Named resource) throws Exception {
            resource.context().setRollbackOnly();
          }
        };
    try (ContextFactory contexts = with("a", refusing).build()) {
      contexts.inContext(
          context -> {
            context.get(Named.class, "a");
            insert(context.connection(), "undone");
          });
      assertThatThrownBy(
              () ->
                  contexts.inContext(
                      context -> {
                        context.get(Named.class, "a");
                        context.commit();
                      }))
          .isInstanceOf(RollbackOnlyException.class);
    }
    assertThat(notes(pool)).isZero();
  }

  @Test
  void anUncheckedFailureBeforeTheCommitUndoesTheUnitAndIsSeenAsItIs() throws SQLException {
    IllegalArgumentException refusal = new IllegalArgumentException("not valid");
    assertRefused(refusal, thrown -> assertThat(thrown).isSameAs(refusal));
  }

  @Test
  void aCheckedFailureBeforeTheCommitUndoesTheUnitAndIsACause() throws SQLException {
    IOException refusal = new IOException("not sent");
    assertRefused(
        refusal,
        thrown ->
            assertThat(thrown)
                .isInstanceOf(CommitFailedException.class)
                .hasMessageContaining(
                    "beforeCommit of the " + Named.class.getName() + " 'b' failed")
                .hasCause(refusal));
  }

  private void assertRefused(Exception refusal, Consumer<Throwable> expectation)
      throws SQLException {
    RecordingResource refusing =
        new RecordingResource("b", events) {
          @Override
          public void beforeCommit(Named resource) throws Exception {
            throw refusal;
          }
        };
    try (ContextFactory contexts = with("a").resource("b", Named.class, refusing).build()) {
      CompletableFuture<Boolean> atTheEnd =
          new Wrapper(contexts)
              .run(
                  context -> {
                    context.get(Named.class, "a");
                    context.get(Named.class, "b");
                    insert(context.get(Connection.class), "undone");
                  });
      assertThatThrownBy(atTheEnd::join)
          .isInstanceOf(CompletionException.class)
          .satisfies(thrown -> expectation.accept(thrown.getCause()));
      String undone =
          refusal instanceof RuntimeException
              ? "IllegalArgumentException"
              : "CommitFailedException";
      assertThat(events)
          .containsExactly(
              "create a",
              "create b",
              "rolledBack b " + undone,
              "rolledBack a " + undone,
              "close b",
              "close a",
              "rolledBack " + undone);
      try (Context context = contexts.openContext()) {
        context.get(Named.class, "b");
        insert(context.connection(), "undone");
        assertThatThrownBy(context::commit).satisfies(expectation::accept);
        assertThatThrownBy(context::connection).isInstanceOf(IllegalStateException.class);
      }
    }
    assertThat(notes(pool)).isZero();
  }

  @Test
  void aTransactionConflictBeforeTheCommitIsWorthAnotherAttempt() {
    AtomicInteger attempts = new AtomicInteger();
    RecordingResource conflicting =
        new RecordingResource("a", events) {
          @Override
          public void beforeCommit(Named resource) throws Exception {
            if (attempts.incrementAndGet() == 1) {
              throw new SQLException("not serializable", "40001");
            }
          }
        };
    try (ContextFactory contexts = with("a", conflicting).build()) {
      new Wrapper(contexts, Wrapper.handler().attempts(2))
          .run(context -> context.get(Named.class, "a"))
          .join();
    }
    assertThat(attempts).hasValue(2);
  }

  @Test
  void whatTheyThrowAfterwardsChangesNothingAndTheOthersAreToldAndClosed() {
    RecordingResource throwing =
        new RecordingResource("b", events) {
          @Override
          public void committed(Named resource) throws Exception {
            throw new IOException("committed");
          }

          @Override
          public void rolledBack(Named resource, Throwable failure) throws Exception {
            throw new AssertionError("rolledBack");
          }

          @Override
          public void close(Named resource) throws Exception {
            throw new IllegalStateException("close");
          }
        };
    IOException undone = new IOException("undone");
    try (ContextFactory contexts = with("a").resource("b", Named.class, throwing).build()) {
      contexts.inContext(
          context -> {
            context.get(Named.class, "a");
            context.get(Named.class, "b");
            events.clear();
          });
      assertThat(events)
          .containsExactly(
              "beforeCommit b",
              "beforeCommit a",
              "callbackFailed IOException",
              "committed a",
              "callbackFailed IllegalStateException",
              "close a",
              "committed");
      assertThatThrownBy(
              () ->
                  contexts.inContext(
                      context -> {
                        context.get(Named.class, "a");
                        context.get(Named.class, "b");
                        events.clear();
                        throw undone;
                      }))
          .isSameAs(undone)
          .hasNoSuppressedExceptions();
      assertThat(events)
          .containsExactly(
              "callbackFailed AssertionError",
              "rolledBack a IOException",
              "callbackFailed IllegalStateException",
              "close a",
              "rolledBack IOException");
    }
  }

  @Test
  void aResourceThatIsMadeBeforeACommitIsPreparedToo() {
    RecordingResource late =
        new RecordingResource("late", events) {
          @Override
          public void beforeCommit(Named resource) throws Exception {
            super.beforeCommit(resource);
            resource.context().get(Named.class, "latest");
          }
        };
    try (ContextFactory contexts =
        with("first")
            .resource("late", Named.class, late)
            .resource("latest", Named.class, new RecordingResource("latest", events))
            .build()) {
      contexts.inContext(
          context -> {
            context.get(Named.class, "first");
            context.get(Named.class, "late");
          });
    }
    assertThat(events)
        .containsExactly(
            "create first",
            "create late",
            "beforeCommit late",
            "create latest",
            "beforeCommit latest",
            "beforeCommit first",
            "committed latest",
            "committed late",
            "committed first",
            "close latest",
            "close late",
            "close first",
            "committed");
  }

  @Test
  void aResourceCannotEndTheContextThatMakesOrTellsIt() throws SQLException {
    List<Throwable> refusals = new ArrayList<>();
    RecordingResource ending =
        new RecordingResource("a", events) {
          @Override
          public Named create(Context context) throws Exception {
            refusals.add(catchThrowable(context::commit));
            refusals.add(catchThrowable(context::close));
            refusals.add(catchThrowable(() -> context.inContext(same -> {})));
            return super.create(context);
          }

          @Override
          public void beforeCommit(Named resource) throws Exception {
            refusals.add(catchThrowable(resource.context()::commit));
            refusals.add(catchThrowable(resource.context()::close));
          }

          @Override
          public void committed(Named resource) throws Exception {
            refusals.add(catchThrowable(resource.context()::commit));
            refusals.add(catchThrowable(resource.context()::close));
          }
        };
    try (ContextFactory contexts = with("a", ending).build();
        Context context = contexts.openContext()) {
      context.get(Named.class, "a");
      insert(context.connection(), "kept");
      context.commit();
    }
    assertThat(refusals)
        .hasSize(7)
        .allSatisfy(
            refusal ->
                assertThat(refusal)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot end it"));
    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void aUnitThatWasStoppedIsNotPreparedAndItsResourcesAreClosed() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    RecordingResource told =
        new RecordingResource("a", events) {
          @Override
          public void close(Named resource) throws Exception {
            super.close(resource);
            closed.countDown();
          }
        };
    try (ContextFactory contexts = with("a", told).build()) {
      CompletableFuture<Boolean> call =
          new Wrapper(contexts, Wrapper.handler().timeout(Duration.ofMillis(100)))
              .run(
                  context -> {
                    context.get(Named.class, "a");
                    stopped.await();
                  });
      assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(HandlerTimeoutException.class);
      stopped.countDown();
      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(events)
        .containsExactly(
            "create a",
            "rolledBack a HandlerTimeoutException",
            "close a",
            "rolledBack HandlerTimeoutException");
  }

  @Test
  void afterTheCloseOfTheContextItsResourcesCannotBeAskedFor() {
    List<Throwable> refusals = new ArrayList<>();
    RecordingResource asking =
        new RecordingResource("a", events) {
          @Override
          public void committed(Named resource) throws Exception {
            refusals.add(catchThrowable(() -> resource.context().get(Named.class, "a")));
          }

          @Override
          public void close(Named resource) throws Exception {
            refusals.add(catchThrowable(() -> resource.context().connection()));
          }
        };
    try (ContextFactory contexts = with("a", asking).build()) {
      contexts.inContext(context -> context.get(Named.class, "a"));
    }
    assertThat(refusals)
        .hasSize(2)
        .allSatisfy(refusal -> assertThat(refusal).hasMessageContaining("is closed"));
  }

  // --- Children and stages ---------------------------------------------------------------------

  @Test
  void aChildSeesWhatItsParentHasRegisteredAndMakesItsOwnResources() {
    try (ContextFactory contexts = with("a").value(Integer.class, 1).build();
        Context parent = contexts.openContext()) {
      Named made = parent.get(Named.class, "a");
      try (Context child = parent.child()) {
        parent.register(Integer.class, 2);
        assertThat(child.get(Integer.class)).isEqualTo(2);
        child.register("own", Integer.class, 3);
        try (Context grandchild = child.child()) {
          assertThat(grandchild.get(Integer.class, "own")).isEqualTo(3);
          assertThat(grandchild.get(Integer.class)).isEqualTo(2);
        }
        assertThatThrownBy(() -> parent.get(Integer.class, "own"))
            .isInstanceOf(IllegalArgumentException.class);
        assertThat(child.get(Named.class, "a")).isNotSameAs(made);
        child.commit();
      }
      assertThat(events)
          .containsSubsequence("create a", "create a", "beforeCommit a", "committed a", "close a")
          .doesNotContain("rolledBack a RollbackOnlyException");
    }
    assertThat(events)
        .endsWith(
            "rolledBack a RollbackOnlyException", "close a", "rolledBack RollbackOnlyException");
  }

  @Test
  void aHandlerThatReturnsAStageHasValuesOnAnyThreadAndResourcesInItsHops() {
    Clock clock = Clock.systemUTC();
    try (ContextFactory contexts = with("a").value(Clock.class, clock).build()) {
      Named made =
          new Wrapper(contexts)
              .stage(
                  context -> {
                    assertThat(context.get(Clock.class)).isSameAs(clock);
                    assertThatThrownBy(() -> context.get(Named.class, "a"))
                        .isInstanceOf(IllegalStateException.class);
                    return context
                        .call(
                            worker -> {
                              worker.register(Integer.class, 1);
                              return worker.get(Named.class, "a");
                            })
                        .thenCompose(
                            first -> {
                              assertThat(context.get(Integer.class)).isEqualTo(1);
                              return context.call(
                                  worker -> {
                                    assertThat(worker.get(Named.class, "a")).isSameAs(first);
                                    return first;
                                  });
                            });
                  })
              .join();
      assertThat(made.name()).isEqualTo("a");
    }
    assertThat(events)
        .containsExactly("create a", "beforeCommit a", "committed a", "close a", "committed");
  }

  // --- What cannot be made ---------------------------------------------------------------------

  @Test
  void aCheckedFailureToMakeItIsACauseAndTheNextUseTriesAgain() {
    AtomicInteger tries = new AtomicInteger();
    IOException failure = new IOException("not reachable");
    try (ContextFactory contexts =
        builder
            .resource(
                "remote",
                String.class,
                context -> {
                  if (tries.incrementAndGet() == 1) {
                    throw failure;
                  }
                  return "reached";
                })
            .build()) {
      contexts.inContext(
          context -> {
            assertThatThrownBy(() -> context.get(String.class, "remote"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                    "ContextFactory.inContext wants the java.lang.String 'remote'")
                .hasCause(failure);
            assertThat(context.get(String.class, "remote")).isEqualTo("reached");
          });
    }
    assertThat(tries).hasValue(2);
  }

  @Test
  void anUncheckedFailureToMakeItIsSeenAsItIs() {
    UnsupportedOperationException failure = new UnsupportedOperationException();
    try (ContextFactory contexts =
        builder
            .resource(
                String.class,
                context -> {
                  throw failure;
                })
            .build()) {
      assertThatThrownBy(() -> contexts.inContext(String.class, made -> {})).isSameAs(failure);
    }
  }

  @Test
  void anInterruptWhileItIsMadeIsKept() {
    try (ContextFactory contexts =
        builder
            .resource(
                String.class,
                context -> {
                  throw new InterruptedException();
                })
            .build()) {
      assertThatThrownBy(() -> contexts.inContext(String.class, made -> {}))
          .hasCauseInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes", "NullAway"}) // That is what is tested.
  void aFactoryThatMakesNothingOrSomethingElseIsRefused() {
    ResourceFactory wrong = context -> 42;
    try (ContextFactory contexts =
        builder
            .resource("nothing", String.class, context -> null)
            .resource("wrong", String.class, wrong)
            .build()) {
      contexts.inContext(
          context -> {
            assertThatThrownBy(() -> context.get(String.class, "nothing"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the java.lang.String 'nothing'")
                .hasMessageContaining("made null");
            assertThatThrownBy(() -> context.get(String.class, "wrong"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("made a java.lang.Integer");
          });
    }
  }

  @Test
  void resourcesThatNeedEachOtherAreRefusedAndTheCircleIsShown() {
    try (ContextFactory contexts =
        with("start", needing("start", "a"))
            .resource("a", Named.class, needing("a", "b"))
            .resource("b", Named.class, needing("b", "a"))
            .build()) {
      String type = Named.class.getName();
      assertThatThrownBy(() -> contexts.inContext(context -> context.get(Named.class, "start")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(
              ": " + type + " 'a' → " + type + " 'b' → " + type + " 'a'. Let one of them");
    }
    assertThat(events).noneMatch(event -> event.startsWith("create"));
  }
}
