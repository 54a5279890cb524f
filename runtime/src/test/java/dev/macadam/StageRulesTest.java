package dev.macadam;

import static dev.macadam.testing.Sql.insert;
import static dev.macadam.testing.Sql.notes;
import static dev.macadam.testing.Sql.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.hibernate.HibernateDatabase;
import dev.macadam.support.HandlerContext;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.support.HandlerSupport;
import dev.macadam.support.StageOutcome;
import dev.macadam.testing.Person;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.Session;
import org.hibernate.cfg.SchemaToolingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** T2: handlers that return a stage. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
@SuppressWarnings("FutureReturnValueIgnored") // A hop that nobody waits for is what is tested.
class StageRulesTest extends StageScenario {

  StageRulesTest(TestDatabase database) {
    super(database);
  }

  // --- Where things run
  // ---------------------------------------------------------------------------

  @Test
  void t2TheBodyRunsOnTheCallingThreadAndItsHopsOnWorkers() {
    List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

    CountDownLatch chained = new CountDownLatch(1);
    CompletableFuture<Thread> completedOn =
        wrapper
            .stage(
                context -> {
                  threads.add(Thread.currentThread());
                  return context
                      .call(c -> threads.add(Thread.currentThread()))
                      .thenCompose(
                          done ->
                              context.call(
                                  "reports",
                                  Connection.class,
                                  c -> {
                                    chained.await();
                                    return threads.add(Thread.currentThread());
                                  }));
                })
            .thenApply(done -> Thread.currentThread());
    chained.countDown();
    completedOn.join();

    assertThat(threads.get(0)).isSameAs(Thread.currentThread());
    assertThat(threads.get(1).getName()).startsWith("macadam-worker-");
    assertThat(threads.get(2).getName()).isEqualTo("reports");
    assertThat(completedOn.join().getName()).startsWith("macadam-worker-");
  }

  @Test
  void t2AHandlerWithAnotherExecutorHasItsHopsThere() {
    String thread =
        new Wrapper(contexts, Wrapper.handler().onExecutor("reports"))
            .stage(context -> context.call(c -> Thread.currentThread().getName()))
            .join();

    assertThat(thread).isEqualTo("reports");
  }

  @Test
  void t2AHopOnAnExecutorThatIsNotThereOrIsTheCallerIsRefused() {
    assertThatThrownBy(
            wrapper.stage(context -> context.call("report", Connection.class, c -> 1))::join)
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean 'reports'?");
    assertThatThrownBy(
            wrapper.stage(context -> context.call(ContextHandler.CALLER, Connection.class, c -> 1))
                ::join)
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'caller'");
  }

  @Test
  void t2CallOnTheContextsOwnWorkerRunsInPlace() {
    wrapper
        .stage(
            context ->
                context.run(
                    outer -> {
                      Thread worker = Thread.currentThread();
                      CompletableFuture<Thread> inPlace =
                          context.call(inner -> Thread.currentThread());
                      assertThat(inPlace.join()).isSameAs(worker);
                      Exception failure = new Exception("mine");
                      CompletableFuture<Void> failed =
                          context.run(
                              inner -> {
                                throw failure;
                              });
                      assertThatThrownBy(failed::join).cause().isSameAs(failure);
                    }))
        .join();
    new Wrapper(contexts)
        .run(
            handler -> {
              Context context = handler.get(Context.class);
              assertThat(context.call(c -> Context.current()).join()).isSameAs(context);
            })
        .join();
  }

  @Test
  void t2AHopOfAHandlerWithoutAStageFailsOnAnotherThread() {
    new Wrapper(contexts)
        .run(
            handler -> {
              Context context = handler.get(Context.class);
              CompletableFuture<Integer> elsewhere =
                  CompletableFuture.supplyAsync(() -> context.call(c -> 1), reports)
                      .thenCompose(call -> call);
              await().until(elsewhere::isDone);
              assertThatThrownBy(elsewhere::join)
                  .cause()
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("'reports'");
            })
        .join();
  }

  // --- One unit of work
  // ---------------------------------------------------------------------------

  @Test
  void t2AllHopsShareOneConnectionAndOneTransactionThatIsCommittedAtTheEnd() {
    AtomicInteger seenOutside = new AtomicInteger(-1);

    int seenInside =
        wrapper
            .stage(
                context ->
                    context
                        .call(
                            Connection.class,
                            connection -> {
                              insert(connection, "one");
                              return connection;
                            })
                        .thenCompose(
                            first -> {
                              seenOutside.set(notes(pool));
                              return context.call(
                                  Connection.class,
                                  second -> {
                                    assertThat(second).isSameAs(first);
                                    return number(second, "select count(*) from note");
                                  });
                            }))
            .join();

    assertThat(seenInside).isEqualTo(1);
    assertThat(seenOutside).hasValue(0);
    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void t2HopsRunOneAtATimeAndInTheOrderAsked() {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger running = new AtomicInteger();

    wrapper
        .stage(
            context -> {
              List<CompletableFuture<?>> hops = new ArrayList<>();
              for (int hop = 0; hop < 200; hop++) {
                int number = hop;
                ContextFunction<Connection, Integer, Exception> work =
                    connection -> {
                      assertThat(running.incrementAndGet()).isEqualTo(1);
                      order.add(number);
                      return running.decrementAndGet();
                    };
                hops.add(
                    number % 3 == 0
                        ? context.call("reports", Connection.class, work)
                        : context.call(Connection.class, work));
              }
              return CompletableFuture.allOf(hops.toArray(CompletableFuture[]::new));
            })
        .join();

    assertThat(order).hasSize(200).isSorted();
  }

  @Test
  void t2ManyThreadsMayAskForHops() throws Exception {
    AtomicInteger sum = new AtomicInteger();
    wrapper
        .stage(
            context -> {
              List<CompletableFuture<Void>> askers = new ArrayList<>();
              for (int thread = 0; thread < 4; thread++) {
                askers.add(
                    CompletableFuture.supplyAsync(
                            () -> {
                              CompletableFuture<?>[] hops = new CompletableFuture<?>[50];
                              for (int hop = 0; hop < hops.length; hop++) {
                                // No atomic operation: only one hop runs at a time.
                                hops[hop] = context.run(c -> sum.setPlain(sum.getPlain() + 1));
                              }
                              return CompletableFuture.allOf(hops);
                            },
                            reports)
                        .thenCompose(all -> all));
              }
              return CompletableFuture.allOf(askers.toArray(CompletableFuture[]::new));
            })
        .join();

    assertThat(sum).hasValue(200);
  }

  @Test
  void t2TheFutureCompletesWhenTheConnectionIsBack() {
    int active =
        wrapper
            .stage(context -> context.run(Connection.class, inserting("one")))
            .thenApply(done -> active())
            .join();

    assertThat(active).isZero();
  }

  @Test
  void t2ASessionKeepsItsEntitiesFromHopToHopAndIsFlushedAtTheEnd() {
    HikariDataSource people = database.newPool(1);
    try (ContextFactory hibernate =
        ContextFactory.builder()
            .database(
                HibernateDatabase.builder(people)
                    .entities(Person.class)
                    .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
                    .build())
            .build()) {
      Wrapper handlers = new Wrapper(hibernate);
      handlers
          .stage(
              context ->
                  context
                      .call(
                          Session.class,
                          session -> {
                            Person parent = new Person("Senior");
                            session.persist(parent);
                            return parent;
                          })
                      .thenCompose(
                          parent ->
                              context.run(
                                  Session.class,
                                  session -> {
                                    assertThat(session.contains(parent)).isTrue();
                                    parent.addChild(new Person("Junior"));
                                  })))
          .join();
      long count =
          hibernate.fromContext(
              Session.class,
              session ->
                  session
                      .createSelectionQuery("select count(*) from Person", Long.class)
                      .getSingleResult());
      assertThat(count).isEqualTo(2);
    } finally {
      people.close();
    }
  }

  // --- How it ends
  // --------------------------------------------------------------------------------

  @Test
  void t2AStageThatFailsRollsBackAndTheCallerSeesThatVeryInstance() {
    for (Throwable failure : new Throwable[] {new Exception("checked"), new Error("error")}) {
      CompletableFuture<Void> call =
          wrapper.stage(
              context ->
                  context
                      .run(Connection.class, inserting("undone"))
                      .thenCompose(done -> CompletableFuture.failedStage(failure)));

      assertThatThrownBy(call::join).cause().isSameAs(failure);
    }
    assertThat(notes(pool)).isZero();
  }

  @Test
  void t2AFailedHopFailsTheCallWithWhatItThrew() {
    Exception failure = new Exception("mine");
    CompletableFuture<Integer> call =
        wrapper.stage(
            context ->
                context
                    .run(Connection.class, inserting("undone"))
                    .thenCompose(
                        done ->
                            context.call(
                                c -> {
                                  throw failure;
                                })));

    assertThatThrownBy(call::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isSameAs(failure);
    assertThat(notes(pool)).isZero();
  }

  @Test
  void t2AFailedHopThatTheHandlerRecoversFromUndoesNothing() {
    String result =
        wrapper
            .<String>stage(
                context ->
                    context
                        .run(Connection.class, inserting("kept"))
                        .thenCompose(
                            done ->
                                context.call(
                                    c -> {
                                      throw new Exception("recovered");
                                    }))
                        .handle((value, failure) -> "went on"))
            .join();

    assertThat(result).isEqualTo("went on");
    assertThat(notes(pool)).isEqualTo(1);
  }

  @Test
  void t2AStageThatIsCancelledRollsBack() {
    CompletableFuture<Void> never = new CompletableFuture<>();
    CompletableFuture<Void> call =
        wrapper.stage(
            context ->
                context.run(Connection.class, inserting("undone")).thenCompose(done -> never));
    never.cancel(true);

    assertThatThrownBy(call::join).hasStackTraceContaining("CancellationException");
    assertThat(call).isCompletedExceptionally();
    assertThat(notes(pool)).isZero();
  }

  @Test
  void t2NoStageAtAllRollsBack() {
    CompletableFuture<Void> call =
        wrapper.stage(
            context -> {
              context.run(Connection.class, inserting("undone"));
              return nothing();
            });

    assertThatThrownBy(call::join)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Wrapper.handler returned null instead of a stage");
    assertThat(notes(pool)).isZero();
  }

  @SuppressWarnings("NullAway") // What a handler without null checks may do.
  private static CompletionStage<Void> nothing() {
    return null;
  }

  @Test
  void t2ABodyThatThrowsBeforeItReturnsAStageRollsBackAfterTheHopsThatItAskedFor() {
    Exception failure = new Exception("at once");
    AtomicInteger done = new AtomicInteger();
    CompletableFuture<Void> call =
        wrapper.stage(
            context -> {
              context.run(Connection.class, inserting("undone"));
              context.run(c -> done.incrementAndGet());
              throw failure;
            });

    assertThatThrownBy(call::join).cause().isSameAs(failure);
    assertThat(done).hasValue(1);
    assertThat(notes(pool)).isZero();
  }

  @Test
  void t2AHopThatStillRunsWhenTheStageCompletesIsWaitedFor() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<String> call =
        wrapper.stage(
            context -> {
              context.run(
                  Connection.class,
                  connection -> {
                    running.countDown();
                    release.await();
                    insert(connection, "late");
                  });
              context.run(Connection.class, inserting("queued"));
              return CompletableFuture.completedFuture("early");
            });
    running.await();
    assertThat(call).isNotDone();
    release.countDown();

    assertThat(call.join()).isEqualTo("early");
    assertThat(notes(pool)).isEqualTo(2);
  }

  @Test
  void t2AHopThatFailsAfterTheStageHasCompletedFailsTheCall() throws Exception {
    Exception failure = new Exception("late");
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<String> call =
        wrapper.stage(
            context -> {
              context.run(
                  Connection.class,
                  connection -> {
                    insert(connection, "undone");
                    release.await();
                    throw failure;
                  });
              return CompletableFuture.completedFuture("early");
            });
    release.countDown();

    assertThatThrownBy(call::join).cause().isSameAs(failure);
    assertThat(notes(pool)).isZero();
  }

  @Test
  void t2AHopAskedForAfterTheStageHasCompletedIsRefused() {
    AtomicReference<Context> kept = new AtomicReference<>();
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<String> call =
        wrapper.stage(
            context -> {
              kept.set(context);
              context.run(c -> release.await());
              return CompletableFuture.completedFuture("early");
            });

    CompletableFuture<Void> whileItEnds = of(kept).run(c -> {});
    assertThatThrownBy(whileItEnds::join)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The stage of Wrapper.handler has completed");
    assertThatThrownBy(() -> of(kept).afterCommit(() -> {}))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(of(kept)::setRollbackOnly).isInstanceOf(IllegalStateException.class);
    release.countDown();
    call.join();
    CompletableFuture<Void> afterItHasEnded = of(kept).run(c -> {});
    assertThatThrownBy(afterItHasEnded::join)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The stage of Wrapper.handler has completed");
  }

  @Test
  void l6AStageThatCompletesAfterABrokenTransactionWasSwallowedFails() {
    CompletableFuture<String> call =
        wrapper.stage(
            context ->
                context
                    .run(Connection.class, inserting("one"))
                    .thenCompose(done -> context.run(Connection.class, inserting("one")))
                    .handle((done, failure) -> "swallowed"));

    if (database == TestDatabase.POSTGRESQL) {
      assertThatThrownBy(call::join).cause().isInstanceOf(RollbackOnlyException.class);
      assertThat(notes(pool)).isZero();
    } else {
      assertThat(call.join()).isEqualTo("swallowed");
      assertThat(notes(pool)).isEqualTo(1);
    }
  }

  @Test
  void dontRollbackOnCommitsWhatAStageFailedWith() {
    IllegalStateException kept = new IllegalStateException("kept");
    CompletableFuture<Void> call =
        new KeepingWrapper(contexts)
            .stage(
                context ->
                    context
                        .run(Connection.class, inserting("kept"))
                        .thenCompose(done -> CompletableFuture.failedStage(kept)));

    assertThatThrownBy(call::join).cause().isSameAs(kept);
    assertThat(notes(pool)).isEqualTo(1);
  }

  // --- Callbacks and marks
  // ------------------------------------------------------------------------

  @Test
  void l12CallbacksMayBeRegisteredOnAnyThreadAndRunOnAWorkerBeforeTheFutureCompletes() {
    List<String> calls = Collections.synchronizedList(new ArrayList<>());

    wrapper
        .stage(
            context -> {
              context.afterCommit(() -> calls.add("after commit on " + worker()));
              context.onClose(failure -> calls.add("first " + failure));
              return context
                  .run(c -> c.onClose(failure -> calls.add("second " + failure)))
                  .thenRunAsync(
                      () -> context.onClose(failure -> calls.add("third " + failure)), reports);
            })
        .thenRun(() -> calls.add("future"))
        .join();

    assertThat(calls)
        .containsExactly(
            "after commit on worker", "third null", "second null", "first null", "future");
  }

  private static String worker() {
    return Thread.currentThread().getName().startsWith("macadam-worker-")
        ? "worker"
        : Thread.currentThread().getName();
  }

  @Test
  void l6SetRollbackOnlyOnTheCallingThreadUndoesTheWorkAndDeliversTheResult() {
    String result =
        wrapper
            .stage(
                context -> {
                  context.setRollbackOnly();
                  return context
                      .run(Connection.class, inserting("undone"))
                      .thenApply(done -> context.isRollbackOnly() ? "marked" : "not marked");
                })
            .join();

    assertThat(result).isEqualTo("marked");
    assertThat(notes(pool)).isZero();
  }

  // --- T3
  // -----------------------------------------------------------------------------------------

  @Test
  void t3AConnectionAskedForOutsideOfAHopFailsAtOnceAndSaysWhatToDo() {
    CompletableFuture<Connection> call =
        wrapper.stage(context -> CompletableFuture.completedFuture(context.connection()));

    assertThatThrownBy(call::join)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is on no thread now")
        .hasMessageContaining("'" + Thread.currentThread().getName() + "'")
        .hasMessageContaining("context.call");
  }

  @Test
  void t3AConnectionThatWasKeptFailsOnAnotherThreadAndBetweenTheHops() throws Exception {
    AtomicReference<Connection> kept = new AtomicReference<>();
    CountDownLatch inHop = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Void> between = new CompletableFuture<>();
    CompletableFuture<Void> call =
        wrapper.stage(
            context ->
                context
                    .run(
                        Connection.class,
                        connection -> {
                          insert(connection, "one");
                          kept.set(connection);
                          inHop.countDown();
                          release.await();
                        })
                    .thenCompose(done -> between));
    inHop.await();
    assertThatThrownBy(() -> insert(of(kept), "two"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'macadam-worker-")
        .hasMessageContaining("context.call");
    release.countDown();
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> insert(of(kept), "three"))
                    .hasMessageContaining("is on no thread now"));
    between.complete(null);
    call.join();

    assertThatThrownBy(() -> insert(of(kept), "four")).hasMessageContaining("is closed");
    assertThat(notes(pool)).isEqualTo(1);
  }

  // --- L10
  // ----------------------------------------------------------------------------------------

  @Test
  void l10ACommitInTheMiddleGivesTheConnectionBackWhileARemoteServiceIsCalled() {
    List<Integer> held = Collections.synchronizedList(new ArrayList<>());

    wrapper
        .stage(
            context ->
                context
                    .run(
                        c -> {
                          insert(c.connection(), "before");
                          c.commit();
                        })
                    .thenCompose(
                        done -> {
                          held.add(active());
                          held.add(notes(pool));
                          return CompletableFuture.supplyAsync(() -> "remote", reports);
                        })
                    .thenCompose(remote -> context.run(Connection.class, inserting("after"))))
        .join();

    assertThat(held).containsExactly(0, 1);
    assertThat(notes(pool)).isEqualTo(2);
  }

  /** A wrapper whose handler keeps its work when its stage fails with an IllegalStateException. */
  private record KeepingWrapper(ContextFactory contexts) {

    <T> CompletableFuture<T> stage(
        ContextFunction<Context, CompletionStage<T>, RuntimeException> handler) {
      return HandlerSupport.of(contexts, KEEPING)
          .submitStage(
              KEEPING,
              attempt -> handler.apply(attempt.openContext().get(Context.class)),
              (HandlerContext context, StageOutcome<T> stage) -> {
                try {
                  T result = stage.get();
                  context.commit();
                  return result;
                } catch (IllegalStateException kept) {
                  context.commitDespite(kept);
                  throw kept;
                } catch (Throwable failure) {
                  context.rollback(failure);
                  throw failure;
                } finally {
                  context.close();
                }
              });
    }

    private static final HandlerDefinition KEEPING = Wrapper.handler();
  }
}
