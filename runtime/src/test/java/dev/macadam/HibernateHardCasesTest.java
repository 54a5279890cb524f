package dev.macadam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.hibernate.HibernateDatabase;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.Person;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.action.spi.AfterTransactionCompletionProcess;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.cfg.TransactionSettings;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.internal.SessionImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hibernate by its side doors: its own way to boot, batches, several sessions, its callbacks. */
class HibernateHardCasesTest {

  private final HikariDataSource pool = TestDatabase.H2.newPool(3);

  @AfterEach
  void nothingIsLeftBehind() {
    int active = pool.getHikariPoolMXBean().getActiveConnections();
    pool.close();
    assertThat(active).isZero();
  }

  private HibernateDatabase jpaDatabase() {
    return HibernateDatabase.builder(pool)
        .entities(Person.class)
        .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
        .build();
  }

  private static Configuration ownConfiguration() {
    return new Configuration()
        .addAnnotatedClass(Person.class)
        .setProperty(SchemaToolingSettings.HBM2DDL_AUTO, "create");
  }

  private HibernateDatabase database(Configuration configuration) {
    return HibernateDatabase.builder(pool).configuration(configuration).build();
  }

  private static ContextFactory factory(HibernateDatabase database) {
    return ContextFactory.builder().database(database).build();
  }

  private int persons() {
    try (Connection connection = pool.getConnection()) {
      return Sql.number(connection, "select count(*) from Person");
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  // --- Hibernate's own way to boot -------------------------------------------------------------

  @Test
  void l6WithHibernatesOwnConfigurationASwallowedFlushFailureNeverEndsInSuccess() {
    try (ContextFactory contexts = factory(database(ownConfiguration()))) {
      CompletableFuture<?> call =
          new Wrapper(contexts)
              .run(
                  context -> {
                    Session session = context.get(Session.class);
                    session.persist(new Person("same"));
                    session.persist(new Person("same"));
                    assertThatThrownBy(session::flush).isInstanceOf(RuntimeException.class);
                  });

      assertThatThrownBy(call::join).hasCauseInstanceOf(RollbackOnlyException.class);
      assertThat(persons()).isZero();
    }
  }

  @Test
  void l10ASettingThatClosesSessionsDoesNotBreakACommitInTheMiddle() {
    Configuration configuration =
        ownConfiguration().setProperty(TransactionSettings.AUTO_CLOSE_SESSION, "true");
    try (ContextFactory contexts = factory(database(configuration))) {
      new Wrapper(contexts)
          .run(
              context -> {
                context.get(Session.class).persist(new Person("1"));
                context.get(Context.class).commit();
                context.get(Session.class).persist(new Person("2"));
              })
          .join();

      assertThat(persons()).isEqualTo(2);
    }
  }

  // --- Batches ---------------------------------------------------------------------------------

  private static void insertAsBatch(StatelessSession session, String... names) {
    session.setJdbcBatchSize(10);
    for (String name : names) {
      session.insert(new Person(name));
    }
  }

  @Test
  void l4ABatchOfAStatelessSessionIsSentBeforeTheCommit() {
    try (ContextFactory contexts = factory(jpaDatabase())) {
      new Wrapper(contexts)
          .run(context -> insertAsBatch(context.get(StatelessSession.class), "a", "b"))
          .join();

      assertThat(persons()).isEqualTo(2);
    }
  }

  @Test
  void l4ABatchOfAStatelessSessionBesideASessionIsSentBeforeTheCommit() {
    try (ContextFactory contexts = factory(jpaDatabase())) {
      new Wrapper(contexts)
          .run(
              context -> {
                context.get(Session.class).persist(new Person("s"));
                insertAsBatch(context.get(StatelessSession.class), "a", "b");
              })
          .join();

      assertThat(persons()).isEqualTo(3);
    }
  }

  @Test
  void l9ABatchOfAStatelessSessionThatFailsDoesSoBeforeAnotherDatabaseCommits() {
    DataSource notes = TestDatabase.H2.newDataSource();
    Sql.createNotes(notes);
    try (ContextFactory both =
        ContextFactory.builder()
            .database("notes", JdbcDatabase.builder(notes).permits(1).build())
            .database("people", jpaDatabase())
            .build()) {
      CompletableFuture<?> call =
          new Wrapper(both)
              .run(
                  context -> {
                    Sql.insert(context.get(Connection.class, "notes"), "one");
                    Sql.number(
                        context.get(Connection.class, "people"), "select count(*) from Person");
                    insertAsBatch(context.get(StatelessSession.class, "people"), "same", "same");
                  });

      assertThatThrownBy(call::join).isInstanceOf(CompletionException.class);
      assertThat(Sql.notes(notes)).isZero();
      assertThat(persons()).isZero();
    }
  }

  // --- Sessions --------------------------------------------------------------------------------

  @Test
  void l3UnwrapGivesTheGuardedSession() {
    try (ContextFactory contexts = factory(jpaDatabase())) {
      new Wrapper(contexts)
          .run(
              context -> {
                Session unwrapped = context.get(EntityManager.class).unwrap(Session.class);
                unwrapped.persist(new Person("kept"));
                assertThat(unwrapped).isSameAs(context.get(Session.class));
              })
          .join();

      assertThat(persons()).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "Hibernate''s own configuration: {0}")
  @ValueSource(booleans = {false, true})
  void aSessionClosedByWayOfUnwrapDoesNotEndInSuccess(boolean own) {
    HibernateDatabase database = own ? database(ownConfiguration()) : jpaDatabase();
    try (ContextFactory contexts = factory(database)) {
      CompletableFuture<?> call =
          new Wrapper(contexts)
              .run(
                  context -> {
                    Session session = context.get(Session.class);
                    session.persist(new Person("lost"));
                    session.unwrap(SessionImpl.class).close();
                  });

      assertThatThrownBy(call::join).isInstanceOf(CompletionException.class);
      assertThat(persons()).isZero();
    }
  }

  @Test
  void l10BothSessionsGoOnAfterEachCommitInTheMiddle() {
    try (ContextFactory contexts = factory(jpaDatabase())) {
      new Wrapper(contexts)
          .run(
              context -> {
                Session session = context.get(Session.class);
                StatelessSession stateless = context.get(StatelessSession.class);
                session.persist(new Person("1"));
                stateless.insert(new Person("2"));
                context.get(Context.class).commit();
                assertThat(persons()).isEqualTo(2);
                session.persist(new Person("3"));
                stateless.insert(new Person("4"));
                context.get(Context.class).commit();
                assertThat(persons()).isEqualTo(4);
                session.persist(new Person("5"));
                stateless.insert(new Person("6"));
              })
          .join();

      assertThat(persons()).isEqualTo(6);
    }
  }

  // --- Callbacks -------------------------------------------------------------------------------

  /** The one way to a callback whose failure Hibernate lets through. */
  @SuppressWarnings("removal")
  private static void failAfterCompletion(Session session) {
    session
        .unwrap(SessionImplementor.class)
        .getActionQueue()
        .registerCallback(
            (AfterTransactionCompletionProcess)
                (success, completed) -> {
                  throw new IllegalStateException("after " + success);
                });
  }

  @Test
  void aFailingAfterCompletionCallbackDoesNotChangeTheOutcome() {
    try (ContextFactory contexts = factory(jpaDatabase())) {
      new Wrapper(contexts)
          .run(
              context -> {
                Session session = context.get(Session.class);
                session.persist(new Person("1"));
                failAfterCompletion(session);
              })
          .join();

      assertThat(persons()).isEqualTo(1);
    }
  }

  @Test
  void aFailingAfterCompletionCallbackDoesNotStopACommitInTheMiddle() {
    try (ContextFactory contexts = factory(jpaDatabase())) {
      new Wrapper(contexts)
          .run(
              context -> {
                Session session = context.get(Session.class);
                session.persist(new Person("1"));
                failAfterCompletion(session);
                context.get(Context.class).commit();
                session.persist(new Person("2"));
              })
          .join();

      assertThat(persons()).isEqualTo(2);
    }
  }
}
