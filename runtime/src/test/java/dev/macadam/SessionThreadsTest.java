package dev.macadam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.hibernate.HibernateDatabase;
import dev.macadam.testing.Person;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.graph.GraphParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** T3 for sessions: on another thread, and after the work, they fail even without a statement. */
class SessionThreadsTest {

  private final HikariDataSource pool = TestDatabase.H2.newPool(2);
  private final ContextFactory contexts =
      ContextFactory.builder()
          .database(
              HibernateDatabase.builder(pool)
                  .entities(Person.class)
                  .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
                  .build())
          .build();

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    contexts.close();
    pool.close();
  }

  /** A use of a session, most of which need no statement. */
  record Use<S>(String name, Consumer<S> action) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What a test keeps of a context. */
  record Kept(Session session, StatelessSession stateless, Person loaded) {}

  static List<Use<Kept>> uses() {
    return List.of(
        new Use<>("persist", kept -> kept.session().persist(new Person("another"))),
        new Use<>("find, cached", kept -> kept.session().find(Person.class, id(kept))),
        new Use<>("get, cached", kept -> get(kept)),
        new Use<>("getReference", kept -> kept.session().getReference(Person.class, 77L)),
        new Use<>("merge", kept -> kept.session().merge(kept.loaded())),
        new Use<>("remove", kept -> kept.session().remove(kept.loaded())),
        new Use<>("detach", kept -> kept.session().detach(kept.loaded())),
        new Use<>("clear", kept -> kept.session().clear()),
        new Use<>("contains", kept -> kept.session().contains(kept.loaded())),
        new Use<>("isDirty", kept -> kept.session().isDirty()),
        new Use<>("flush", kept -> kept.session().flush()),
        new Use<>("getTransaction", kept -> kept.session().getTransaction()),
        new Use<>("doWork", kept -> kept.session().doWork(connection -> {})),
        new Use<>(
            "createSelectionQuery",
            kept -> kept.session().createSelectionQuery("from Person", Person.class).list()),
        new Use<>(
            "unwrap",
            kept -> kept.session().unwrap(SessionImplementor.class).getPersistenceContext()),
        new Use<>("getDelegate", kept -> ((Session) kept.session().getDelegate()).clear()),
        new Use<>("stateless getIdentifier", kept -> kept.stateless().getIdentifier(kept.loaded())),
        new Use<>("stateless insert", kept -> kept.stateless().insert(new Person("another"))),
        new Use<>("stateless get", kept -> kept.stateless().get(Person.class, 77L)),
        new Use<>("stateless getTransaction", kept -> kept.stateless().getTransaction()),
        new Use<>(
            "stateless createQuery",
            kept -> kept.stateless().createSelectionQuery("from Person", Person.class)));
  }

  // A method of Hibernate's that is on its way out is still one that people call.
  @SuppressWarnings({"deprecation", "removal"})
  private static Person get(Kept kept) {
    return kept.session().get(Person.class, id(kept));
  }

  private static Long id(Kept kept) {
    return Objects.requireNonNull(kept.loaded().getId());
  }

  private static Kept keep(Context context) {
    Session session = context.get(Session.class);
    Person person = new Person("Senior");
    session.persist(person);
    session.flush();
    return new Kept(session, context.get(StatelessSession.class), person);
  }

  @ParameterizedTest
  @MethodSource("uses")
  void t3ASessionOnAnotherThreadFailsAtOnceAndNamesBothThreads(Use<Kept> use) {
    new Wrapper(contexts)
        .run(
            context -> {
              Kept kept = keep(context.get(Context.class));
              Throwable failure = onThread("other", () -> use.action().accept(kept));

              assertThat(failure)
                  .isExactlyInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("'other'")
                  .hasMessageContaining("'" + Thread.currentThread().getName() + "'");
              assertThat(kept.session().contains(kept.loaded())).isTrue();
              assertThat(kept.session().isOpen()).isTrue();
            })
        .join();

    assertThat(people()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("uses")
  void t3ASessionAfterTheWorkFailsAtOnceAndNamesTheHandler(Use<Kept> use) {
    Kept kept = contexts.fromContext(context -> keep(context));

    assertThat(catchThrowable(() -> use.action().accept(kept)))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The context of ContextFactory.inContext is closed");
  }

  @Test
  void t3IsOpenTellsAfterTheWorkAndFailsOnAnotherThreadDuringIt() throws Exception {
    CompletableFuture<Kept> during = new CompletableFuture<>();
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<?> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  during.complete(keep(context.get(Context.class)));
                  release.await();
                });
    Kept kept = during.join();

    assertThat(catchThrowable(kept.session()::isOpen)).isInstanceOf(IllegalStateException.class);
    assertThat(catchThrowable(kept.stateless()::isOpen)).isInstanceOf(IllegalStateException.class);
    release.countDown();
    call.join();
    assertThat(kept.session().isOpen()).isFalse();
    assertThat(kept.stateless().isOpen()).isFalse();
    assertThat(kept.session().unwrap(Session.class)).isSameAs(kept.session());
    assertThat(onThread("other", () -> assertThat(kept.session().isOpen()).isFalse())).isNull();
  }

  @Test
  void t3AStoppedHandlersSessionThrowsWhatStoppedItEvenWithoutAStatement() {
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    CountDownLatch stopped = new CountDownLatch(1);
    CompletableFuture<Session> opened = new CompletableFuture<>();
    CompletableFuture<?> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  Session session = context.get(Session.class);
                  opened.complete(session);
                  stopped.await();
                  seen.complete(catchThrowable(() -> session.persist(new Person("late"))));
                });
    opened.join();
    assertThat(call.cancel(true)).isTrue();
    stopped.countDown();

    assertThat(seen.join())
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("was cancelled");
  }

  /** Hibernate and its extensions ask sessions for more than their public interface. */
  @Test
  void theSessionIsStillWhatHibernatesOwnHelpersAsk() {
    contexts.inContext(
        Session.class,
        session -> {
          Person person = new Person("Senior");
          session.persist(person);
          session.flush();
          SessionImplementor implementor = (SessionImplementor) session;

          assertThat(session.getDelegate()).isSameAs(session);
          assertThat(session.unwrap(SessionImplementor.class)).isSameAs(session);
          assertThat(implementor.getPersistenceContext().getNumberOfManagedEntities()).isOne();
          assertThat(implementor.isTransactionInProgress()).isTrue();
          assertThat(implementor.isClosed()).isFalse();
          assertThat(implementor.getCurrentTransaction()).isSameAs(session.getTransaction());
          assertThat(
                  session.find(
                      Person.class,
                      person.getId(),
                      Map.of(
                          "jakarta.persistence.fetchgraph",
                          GraphParser.parse(Person.class, "name, children", session))))
              .isSameAs(person);
        });
  }

  private int people() {
    return contexts.fromContext(
        Session.class,
        session ->
            session
                .createSelectionQuery("select count(*) from Person", Long.class)
                .getSingleResult()
                .intValue());
  }

  private static @Nullable Throwable onThread(String name, ThrowingCallable action) {
    CompletableFuture<@Nullable Throwable> outcome = new CompletableFuture<>();
    new Thread(() -> outcome.complete(catchThrowable(action)), name).start();
    return outcome.join();
  }
}
