package dev.macadam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.hibernate.HibernateDatabase;
import dev.macadam.hibernate.HibernateDatabaseBuilder;
import dev.macadam.hibernate.MacadamSessionContext;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.Person;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import jakarta.persistence.PersistenceConfiguration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.context.internal.ThreadLocalSessionContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Data access code that never heard of contexts works in them, by way of its session factory. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class CurrentSessionTest {

  private final HikariDataSource pool;
  private final HikariDataSource otherPool;

  CurrentSessionTest(TestDatabase database) {
    this.pool = database.newPool(2);
    this.otherPool = database.newPool(2);
  }

  @AfterEach
  void nothingIsLeftBehind() {
    for (HikariDataSource each : new HikariDataSource[] {pool, otherPool}) {
      assertThat(each.getHikariPoolMXBean().getActiveConnections()).isZero();
      each.close();
    }
  }

  /** As it was written years ago. */
  private record PersonDao(SessionFactory sessionFactory) {

    void save(String name) {
      sessionFactory.getCurrentSession().persist(new Person(name));
    }

    long count() {
      return sessionFactory
          .getCurrentSession()
          .createSelectionQuery("select count(*) from Person", Long.class)
          .getSingleResult();
    }
  }

  private static HibernateDatabaseBuilder people(HikariDataSource pool) {
    return HibernateDatabase.builder(pool)
        .entities(Person.class)
        .property(SchemaToolingSettings.HBM2DDL_AUTO, "create");
  }

  private static long countIn(ContextFactory contexts, PersonDao dao) {
    return contexts.fromContext(context -> dao.count());
  }

  @Test
  void aDaoThatUsesTheCurrentSessionIsPartOfTheHandlersUnitOfWork() {
    HibernateDatabase database = people(pool).build();
    PersonDao dao = new PersonDao(database.sessionFactory());
    try (ContextFactory contexts = ContextFactory.builder().database(database).build()) {
      Wrapper wrapper = new Wrapper(contexts);
      wrapper
          .run(
              context -> {
                dao.save("Senior");
                assertThat(dao.sessionFactory().getCurrentSession())
                    .isSameAs(context.get(Session.class));
              })
          .join();
      assertThatThrownBy(
              wrapper.run(
                      context -> {
                        dao.save("Junior");
                        throw new Exception("undone");
                      })
                  ::join)
          .hasMessageContaining("undone");

      assertThat(countIn(contexts, dao)).isEqualTo(1);
    }
  }

  @Test
  void theCurrentSessionOfAnotherDatabaseIsFoundWhateverItsName() {
    HibernateDatabase own = people(pool).build();
    HibernateDatabase other = people(otherPool).build();
    PersonDao dao = new PersonDao(own.sessionFactory());
    PersonDao otherDao = new PersonDao(other.sessionFactory());
    try (ContextFactory contexts =
        ContextFactory.builder().database("people", own).database("archive", other).build()) {
      new Wrapper(contexts)
          .run(
              context -> {
                dao.save("Senior");
                otherDao.save("Ancestor");
                otherDao.save("Forebear");
                assertThat(other.sessionFactory().getCurrentSession())
                    .isSameAs(context.get(Session.class, "archive"));
              })
          .join();

      assertThat(countIn(contexts, dao)).isEqualTo(1);
      assertThat(countIn(contexts, otherDao)).isEqualTo(2);
    }
  }

  @Test
  void aUnitOfWorkInsideAnotherHasACurrentSessionOfItsOwn() {
    HibernateDatabase database = people(pool).build();
    SessionFactory sessionFactory = database.sessionFactory();
    try (ContextFactory contexts = ContextFactory.builder().database(database).build()) {
      contexts.inContext(
          Session.class,
          outer -> {
            contexts.inContext(
                Session.class,
                inner ->
                    assertThat(sessionFactory.getCurrentSession())
                        .isSameAs(inner)
                        .isNotSameAs(outer));
            assertThat(sessionFactory.getCurrentSession()).isSameAs(outer);
          });
    }
  }

  @Test
  void outsideOfAContextThereIsNoCurrentSessionAndTheMessageSaysWhatToDo() {
    HibernateDatabase database = people(pool).build();
    SessionFactory sessionFactory = database.sessionFactory();
    try (ContextFactory contexts = ContextFactory.builder().database(database).build()) {
      AtomicReference<Throwable> afterwards = new AtomicReference<>();
      contexts.inContext(
          context ->
              context.onClose(
                  failure -> afterwards.set(catchThrowable(sessionFactory::getCurrentSession))));

      assertThatThrownBy(sessionFactory::getCurrentSession)
          .isExactlyInstanceOf(HibernateException.class)
          .hasMessageContaining("'" + Thread.currentThread().getName() + "'")
          .hasMessageContaining("inContext");
      assertThat(afterwards.get()).isExactlyInstanceOf(HibernateException.class);
    }
  }

  @Test
  void aContextOfAnotherFactoryHasNoCurrentSession() {
    HibernateDatabase stranger = people(otherPool).build();
    try (ContextFactory contexts =
        ContextFactory.builder().database(JdbcDatabase.builder(pool).build()).build()) {
      contexts.inContext(
          context ->
              assertThatThrownBy(stranger.sessionFactory()::getCurrentSession)
                  .isExactlyInstanceOf(HibernateException.class)
                  .hasMessageContaining("Context of ContextFactory.inContext")
                  .hasMessageContaining("database(…)"));
    } finally {
      stranger.close();
    }
  }

  @Test
  void theUsersOwnSettingWinsInPropertiesAndInEitherConfiguration() {
    String own = ThreadLocalSessionContext.class.getName();
    Configuration configuration = new Configuration().addAnnotatedClass(Person.class);
    configuration.setProperty(AvailableSettings.CURRENT_SESSION_CONTEXT_CLASS, own);
    PersistenceConfiguration jpa =
        new PersistenceConfiguration("own")
            .managedClass(Person.class)
            .property(AvailableSettings.CURRENT_SESSION_CONTEXT_CLASS, own);

    requireOwn(
        HibernateDatabase.builder(pool)
            .entities(Person.class)
            .property(AvailableSettings.CURRENT_SESSION_CONTEXT_CLASS, "thread"));
    requireOwn(HibernateDatabase.builder(pool).configuration(configuration));
    requireOwn(HibernateDatabase.builder(pool).configuration(jpa));
  }

  private static void requireOwn(HibernateDatabaseBuilder builder) {
    HibernateDatabase database = builder.build();
    SessionFactory sessionFactory = database.sessionFactory();
    try (ContextFactory contexts = ContextFactory.builder().database(database).build()) {
      contexts.inContext(
          Session.class,
          session -> {
            try (Session own = sessionFactory.getCurrentSession()) {
              assertThat(own).isNotSameAs(session);
            }
          });
    }
  }

  @Test
  void bothKindsOfConfigurationGetOursUnlessTheySayOtherwise() {
    requireOurs(
        HibernateDatabase.builder(pool)
            .configuration(new Configuration().addAnnotatedClass(Person.class)));
    requireOurs(
        HibernateDatabase.builder(pool)
            .configuration(new PersistenceConfiguration("ours").managedClass(Person.class)));
  }

  private static void requireOurs(HibernateDatabaseBuilder builder) {
    HibernateDatabase database = builder.build();
    try (ContextFactory contexts = ContextFactory.builder().database(database).build()) {
      contexts.inContext(
          Session.class,
          session -> assertThat(database.sessionFactory().getCurrentSession()).isSameAs(session));
    }
  }

  @Test
  void anExistingSessionFactoryHasItIfItsSettingsNameIt() {
    Configuration configuration = new Configuration().addAnnotatedClass(Person.class);
    configuration.getProperties().put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool);
    configuration.setProperty(SchemaToolingSettings.HBM2DDL_AUTO, "create");
    configuration.setProperty(
        AvailableSettings.CURRENT_SESSION_CONTEXT_CLASS, MacadamSessionContext.class.getName());
    try (SessionFactory existing = configuration.buildSessionFactory();
        ContextFactory contexts =
            ContextFactory.builder().database(HibernateDatabase.of(existing)).build()) {
      PersonDao dao = new PersonDao(existing);
      new Wrapper(contexts).run(context -> dao.save("Senior")).join();

      assertThat(countIn(contexts, dao)).isEqualTo(1);
    }
  }

  @Test
  void ofSeveralDatabasesWithOneSessionFactoryItIsTheHandlersOwnThatIsMeant() {
    HibernateDatabase first = people(pool).build();
    try (ContextFactory contexts =
        ContextFactory.builder()
            .database("first", first)
            .database("second", HibernateDatabase.of(first.sessionFactory(), 1))
            .build()) {
      for (String name : List.of("first", "second")) {
        new Wrapper(contexts, Wrapper.handler().onDatabase(name))
            .run(
                context ->
                    assertThat(first.sessionFactory().getCurrentSession())
                        .isSameAs(context.get(Session.class)))
            .join();
      }
    }
  }

  @Test
  void aHopHasACurrentSessionAndBetweenHopsThereIsNone() {
    HibernateDatabase database = people(pool).build();
    PersonDao dao = new PersonDao(database.sessionFactory());
    try (ContextFactory contexts = ContextFactory.builder().database(database).build()) {
      long count =
          new Wrapper(contexts)
              .<Long>stage(
                  context -> {
                    assertNone(dao);
                    return context
                        .run(inside -> dao.save("Senior"))
                        .thenRunAsync(() -> assertNone(dao))
                        .thenCompose(done -> context.call(inside -> dao.count()));
                  })
              .join();
      assertThat(count).isEqualTo(1);
    }
  }

  private static void assertNone(PersonDao dao) {
    assertThatThrownBy(dao::count)
        .isInstanceOf(HibernateException.class)
        .hasMessageContaining("no context is open on it");
  }

  @Test
  void callbacksHaveNoCurrentSessionAndAChildIsNotCurrent() {
    HibernateDatabase database = people(pool).build();
    PersonDao dao = new PersonDao(database.sessionFactory());
    AtomicInteger checked = new AtomicInteger();
    try (ContextFactory contexts = ContextFactory.builder().database(database).build()) {
      contexts.inContext(
          context -> {
            Runnable check =
                () -> {
                  assertNone(dao);
                  checked.incrementAndGet();
                };
            context.afterCommit(check);
            context.onClose(failure -> check.run());
            context
                .child()
                .inContext(
                    Session.class,
                    session ->
                        assertThat(dao.sessionFactory().getCurrentSession())
                            .isSameAs(context.get(Session.class))
                            .isNotSameAs(session));
          });
    }
    assertThat(checked).hasValue(2);
  }
}
