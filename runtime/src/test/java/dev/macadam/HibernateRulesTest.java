package dev.macadam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.hibernate.HibernateDatabase;
import dev.macadam.testing.Person;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of the context, on Hibernate's sessions. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class HibernateRulesTest {

  private final HikariDataSource pool;
  private final HibernateDatabase people;
  private final ContextFactory contexts;

  HibernateRulesTest(TestDatabase database) {
    this.pool = database.newPool(3);
    this.people =
        HibernateDatabase.builder(pool)
            .entities(Person.class)
            .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
            .build();
    this.contexts = ContextFactory.builder().database(people).build();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(active()).isZero();
    contexts.close();
    assertThat(people.sessionFactory().isClosed()).isTrue();
    assertThat(pool.isClosed()).isFalse();
    pool.close();
  }

  private int active() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  private int persons() {
    try (Connection connection = pool.getConnection()) {
      return Sql.number(connection, "select count(*) from Person");
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  // --- L2 --------------------------------------------------------------------------------------

  @Test
  void l2ASessionTakesNoConnectionUntilItsFirstStatement() {
    List<Integer> counts =
        new Wrapper(contexts)
            .submit(
                context -> {
                  Session session = context.get(Session.class);
                  boolean begun = session.getTransaction().isActive();
                  int before = active();
                  session.createSelectionQuery("from Person", Person.class).getResultList();
                  assertThat(begun).isTrue();
                  return List.of(before, active());
                })
            .join();

    assertThat(counts).containsExactly(0, 1);
  }

  @Test
  void l2ASessionThatIsNeverUsedCommitsWithoutAConnection() {
    pool.getHikariPoolMXBean().softEvictConnections();
    int activeInside =
        new Wrapper(contexts)
            .submit(
                context -> {
                  context.get(Session.class);
                  context.get(StatelessSession.class);
                  return active();
                })
            .join();

    assertThat(activeInside).isZero();
  }

  @Test
  void l2AnExistingSessionFactoryServesAsWellAndStaysOpen() {
    Configuration configuration = new Configuration().addAnnotatedClass(Person.class);
    configuration.getProperties().put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool);
    try (SessionFactory existing = configuration.buildSessionFactory()) {
      try (ContextFactory factory =
          ContextFactory.builder().database(HibernateDatabase.of(existing)).build()) {
        new Wrapper(factory)
            .run(
                context -> {
                  Session session = context.get(Session.class);
                  assertThat(active()).isZero();
                  session.persist(new Person("one"));
                  session.flush();
                  assertThat(active()).isEqualTo(1);
                })
            .join();
      }
      assertThat(existing.isOpen()).isTrue();
    }

    assertThat(persons()).isEqualTo(1);
  }

  // --- L3 --------------------------------------------------------------------------------------

  @Test
  void l3AllViewsShareOneConnectionAndOneTransactionAndSeeEachOthersFlushedWork() {
    new Wrapper(contexts)
        .run(
            context -> {
              Session session = context.get(Session.class);
              session.persist(new Person("from the session"));
              session.flush();
              StatelessSession stateless = context.get(StatelessSession.class);
              stateless.insert(new Person("from the stateless session"));
              Connection connection = context.get(Connection.class);
              Sql.execute(connection, "update Person set version = 7");

              assertThat(context.<EntityManager>get(EntityManager.class)).isSameAs(session);
              assertThat(Sql.number(connection, "select count(*) from Person")).isEqualTo(2);
              assertThat(
                      session
                          .createSelectionQuery(
                              "select count(*) from Person where version = 7", Long.class)
                          .getSingleResult())
                  .isEqualTo(2);
              session.doWork(work -> assertThat(work).isSameAs(connection));
              stateless.doWork(work -> assertThat(work).isSameAs(connection));
              assertThat(active()).isEqualTo(1);
            })
        .join();

    assertThat(persons()).isEqualTo(2);
  }

  @Test
  void l3AStatelessSessionMayComeFirst() {
    new Wrapper(contexts)
        .run(
            context -> {
              StatelessSession stateless = context.get(StatelessSession.class);
              stateless.insert(new Person("first"));
              Session session = context.get(Session.class);
              session.persist(new Person("second"));
              assertThat(active()).isEqualTo(1);
            })
        .join();

    assertThat(persons()).isEqualTo(2);
  }

  @Test
  void l3ARollbackUndoesTheWorkOfAllViews() {
    CompletableFuture<?> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  context.get(StatelessSession.class).insert(new Person("one"));
                  context.get(Session.class).persist(new Person("two"));
                  context.get(Session.class).flush();
                  Sql.execute(
                      context.get(Connection.class), "update Person set name = name || '!'");
                  throw new IllegalStateException("undone");
                });

    assertThatThrownBy(call::join).hasMessageContaining("undone");
    assertThat(persons()).isZero();
  }

  @Test
  void l3aWhatEndsSessionsAndTransactionsIsRefusedAndSaysWhatToCallInstead() {
    new Wrapper(contexts)
        .run(
            context -> {
              Session session = context.get(Session.class);
              StatelessSession stateless = context.get(StatelessSession.class);
              session.persist(new Person("kept"));
              assertRefused(session::close, "Session.close()");
              assertRefused(session::beginTransaction, "Session.beginTransaction()");
              assertRefused(() -> session.getTransaction().commit(), "Transaction.commit()");
              assertRefused(() -> session.getTransaction().rollback(), "Transaction.rollback()");
              assertRefused(() -> session.getTransaction().begin(), "Transaction.begin()");
              assertRefused(
                  () -> session.inTransaction(transaction -> {}), "Session.beginTransaction()");
              assertRefused(stateless::close, "StatelessSession.close()");
              assertRefused(stateless::beginTransaction, "StatelessSession.beginTransaction()");
              assertRefused(() -> stateless.getTransaction().commit(), "Transaction.commit()");
              session.doWork(work -> assertRefused(work::commit, "Connection.commit()"));
              session.doWork(work -> assertRefused(work::close, "Connection.close()"));
            })
        .join();

    assertThat(persons()).isEqualTo(1);
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String name) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("context");
  }

  // --- L4 --------------------------------------------------------------------------------------

  @Test
  void l4TheCommitFlushesWhatCascades() {
    Wrapper wrapper = new Wrapper(contexts);
    wrapper.run(context -> context.get(Session.class).persist(new Person("Senior"))).join();

    wrapper
        .run(
            context ->
                context
                    .get(Session.class)
                    .createSelectionQuery("from Person where name = 'Senior'", Person.class)
                    .getSingleResult()
                    .addChild(new Person("Junior")))
        .join();

    assertThat(
            contexts.<Session, String, RuntimeException>fromContext(
                Session.class,
                session ->
                    session
                        .createSelectionQuery(
                            "select parent.name from Person where name = 'Junior'", String.class)
                        .getSingleResult()))
        .isEqualTo("Senior");
  }

  @Test
  void l5AConstraintThatFailsAtTheFlushOfTheCommitIsTheCallersException() {
    CompletableFuture<?> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  context.get(Session.class).persist(new Person("same"));
                  context.get(Session.class).persist(new Person("same"));
                });

    assertThatThrownBy(call::join).hasCauseInstanceOf(ConstraintViolationException.class);
    assertThat(persons()).isZero();
  }

  // --- L6 --------------------------------------------------------------------------------------

  @Test
  void l6ATransactionThatHibernateMarkedNeverEndsInSuccess() {
    CompletableFuture<String> call =
        new Wrapper(contexts)
            .submit(
                context -> {
                  Session session = context.get(Session.class);
                  session.persist(new Person("same"));
                  session.persist(new Person("same"));
                  try {
                    session.flush();
                  } catch (RuntimeException swallowed) {
                    return "looks fine";
                  }
                  throw new AssertionError("no violation");
                });

    assertThatThrownBy(call::join)
        .cause()
        .isInstanceOf(RollbackOnlyException.class)
        .hasCauseInstanceOf(SQLException.class);
    assertThat(persons()).isZero();
  }

  @Test
  void l6ATransactionThatTheHandlerMarkedByWayOfJpaNeverEndsInSuccess() {
    CompletableFuture<?> call =
        new Wrapper(contexts)
            .run(
                context -> {
                  EntityManager manager = context.get(EntityManager.class);
                  manager.persist(new Person("undone"));
                  manager.getTransaction().setRollbackOnly();
                });

    assertThatThrownBy(call::join).hasCauseInstanceOf(RollbackOnlyException.class);
    assertThat(persons()).isZero();
  }

  // --- L10 -------------------------------------------------------------------------------------

  @Test
  void l10EntitiesStayManagedAfterACommitInTheMiddle() {
    List<Integer> counts = new ArrayList<>();
    new Wrapper(contexts)
        .run(
            context -> {
              Person person = new Person("before");
              context.get(Session.class).persist(person);
              context.get(Context.class).commit();
              counts.add(active());
              counts.add(persons());
              person.setName("after");
            })
        .join();

    assertThat(counts).containsExactly(0, 1);
    assertThat(
            contexts.<Session, String, RuntimeException>fromContext(
                Session.class,
                session ->
                    session
                        .createSelectionQuery("select name from Person", String.class)
                        .getSingleResult()))
        .isEqualTo("after");
  }

  // --- F4 --------------------------------------------------------------------------------------

  @Test
  void f4AFailedOptimisticLockIsAttemptedAgain() {
    Wrapper wrapper = new Wrapper(contexts, Wrapper.handler().attempts(3));
    wrapper.run(context -> context.get(Session.class).persist(new Person("one"))).join();
    AtomicInteger attempts = new AtomicInteger();

    wrapper
        .run(
            context -> {
              Person person =
                  context
                      .get(Session.class)
                      .createSelectionQuery("from Person", Person.class)
                      .getSingleResult();
              if (attempts.incrementAndGet() == 1) {
                try (Connection other = pool.getConnection()) {
                  Sql.execute(other, "update Person set version = version + 1");
                  other.commit();
                }
              }
              person.setName("changed");
            })
        .join();

    assertThat(attempts).hasValue(2);
  }

  @Test
  void f4WithoutFurtherAttemptsTheCallerGetsTheOptimisticLockFailure() {
    Wrapper wrapper = new Wrapper(contexts);
    wrapper.run(context -> context.get(Session.class).persist(new Person("one"))).join();

    CompletableFuture<?> call =
        wrapper.run(
            context -> {
              Person person =
                  context
                      .get(Session.class)
                      .createSelectionQuery("from Person", Person.class)
                      .getSingleResult();
              try (Connection other = pool.getConnection()) {
                Sql.execute(other, "update Person set version = version + 1");
                other.commit();
              }
              person.setName("changed");
            });

    assertThatThrownBy(call::join).hasCauseInstanceOf(OptimisticLockException.class);
  }

  // --- How a database is made -------------------------------------------------------------------

  @Test
  void readOnlySessionsDoNotLookForChanges() {
    new Wrapper(contexts)
        .run(context -> context.get(Session.class).persist(new Person("unchanged")))
        .join();

    new Wrapper(contexts, Wrapper.handler().readOnly())
        .run(
            context ->
                context
                    .get(Session.class)
                    .createSelectionQuery("from Person", Person.class)
                    .getSingleResult()
                    .setName("changed"))
        .join();

    assertThat(
            contexts.<Session, String, RuntimeException>fromContext(
                Session.class,
                session ->
                    session
                        .createSelectionQuery("select name from Person", String.class)
                        .getSingleResult()))
        .isEqualTo("unchanged");
  }

  @Test
  void aJpaConfigurationAndHibernatesOwnMakeADatabase() {
    HibernateDatabase fromJpa =
        HibernateDatabase.builder(pool)
            .configuration(new PersistenceConfiguration("jpa").managedClass(Person.class))
            .build();
    HibernateDatabase fromHibernate =
        HibernateDatabase.builder(pool)
            .configuration(new Configuration().addAnnotatedClass(Person.class))
            .build();

    for (HibernateDatabase made : List.of(fromJpa, fromHibernate)) {
      try (ContextFactory factory = ContextFactory.builder().database(made).build()) {
        factory.inContext(
            Session.class,
            session -> session.persist(new Person(made.toString() + made.hashCode())));
      }
    }

    assertThat(persons()).isEqualTo(2);
  }

  @Test
  void aDatabaseWithNothingToMapIsRefused() {
    assertThatThrownBy(() -> HibernateDatabase.builder(pool).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("entities");
  }
}
