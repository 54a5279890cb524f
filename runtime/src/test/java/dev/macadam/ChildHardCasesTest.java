package dev.macadam;

import static dev.macadam.testing.Sql.insert;
import static dev.macadam.testing.Sql.notes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.FaultyDataSource;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Units of work inside of another one, which is stopped or closed at a bad moment. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class ChildHardCasesTest {

  private final FaultyDataSource faulty;
  private final ContextFactory contexts;
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  ChildHardCasesTest(TestDatabase database) {
    this.faulty = new FaultyDataSource(database.newDataSource());
    Sql.createNotes(faulty);
    this.contexts =
        ContextFactory.builder()
            .database(JdbcDatabase.builder(faulty).permits(3).build())
            .gracePeriod(Duration.ofSeconds(5))
            .build();
  }

  @AfterEach
  void close() {
    goOn.countDown();
    contexts.close();
  }

  private void commitMeetsCancel() {
    AtomicInteger commits = new AtomicInteger();
    faulty.at(
        "commit",
        () -> {
          if (commits.getAndIncrement() == 0) {
            inside.countDown();
            goOn.await();
          }
        });
  }

  @Test
  void f2AChildThatCommitsInTheMiddleWhileItsParentIsCancelledGoesNoFurther() throws Exception {
    commitMeetsCancel();
    AtomicReference<@Nullable Throwable> end = new AtomicReference<>();
    CompletableFuture<Void> call =
        new Wrapper(contexts)
            .stage(
                context ->
                    context.run(
                        c -> {
                          try (Context child = c.child()) {
                            insert(child.connection(), "committed before");
                            child.commit();
                            insert(child.connection(), "never");
                            child.commit();
                          } catch (Throwable failure) {
                            end.set(failure);
                          }
                        }));
    inside.await();
    assertThat(call.cancel(true)).isTrue();
    goOn.countDown();

    await().until(() -> end.get() != null);
    assertThat(end.get()).isInstanceOf(CancellationException.class);
    assertThat(notes(faulty)).isEqualTo(1);
  }

  @Test
  void f2ACallerHandlerThatCommitsInTheMiddleWhileTheCallAroundItIsCancelledGoesNoFurther()
      throws Exception {
    commitMeetsCancel();
    Wrapper inCaller = new Wrapper(contexts, Wrapper.handler().onExecutor(ContextHandler.CALLER));
    CompletableFuture<Boolean> call =
        new Wrapper(contexts)
            .run(
                outer ->
                    inCaller.runHere(
                        inner -> {
                          insert(inner.get(Connection.class), "committed before");
                          inner.get(Context.class).commit();
                          insert(inner.get(Connection.class), "never");
                        }));
    inside.await();
    assertThat(call.cancel(true)).isTrue();
    goOn.countDown();
    contexts.close();

    assertThat(notes(faulty)).isEqualTo(1);
  }

  @Test
  void f5ACallThatRunsWhenTheFactoryClosesMayStillUseChildren() throws Exception {
    CompletableFuture<Boolean> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  inside.countDown();
                  goOn.await();
                  context
                      .get(Context.class)
                      .child()
                      .inContext(Connection.class, connection -> insert(connection, "in time"));
                });
    inside.await();
    Thread closer = new Thread(contexts::close);
    closer.start();
    await().until(() -> new Wrapper(contexts).run(c -> {}).isCompletedExceptionally());
    goOn.countDown();

    assertThat(call.get(4, TimeUnit.SECONDS)).isTrue();
    closer.join();
    assertThat(notes(faulty)).isEqualTo(1);
    assertThatThrownBy(contexts::openContext).isInstanceOf(HandlerRejectedException.class);
  }
}
