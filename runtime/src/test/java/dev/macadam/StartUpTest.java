package dev.macadam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.hibernate.HibernateDatabase;
import dev.macadam.hibernate.HibernateDatabaseBuilder;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.Person;
import dev.macadam.testing.RecordingDatabase;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens between the first line of the builders and the first context. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class StartUpTest {

  private final HikariDataSource pool;
  private final List<String> record = new ArrayList<>();
  private final Set<Thread> threadsBefore = threads();

  StartUpTest(TestDatabase database) {
    this.pool = database.newPool(2);
  }

  @AfterEach
  void nothingIsLeftBehind() {
    if (!pool.isClosed()) {
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }
    pool.close();
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("macadam-"))
        .collect(Collectors.toSet());
  }

  private RecordingDatabase recording(String name) {
    return new RecordingDatabase(name, pool, record);
  }

  private HibernateDatabaseBuilder validated() {
    return HibernateDatabase.builder(pool)
        .entities(Person.class)
        .property(SchemaToolingSettings.HBM2DDL_AUTO, "validate");
  }

  private static void flyway(DataSource dataSource) {
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:dev/macadam/migration")
        .load()
        .migrate();
  }

  // --- migrate ---------------------------------------------------------------------------------

  @Test
  void flywayMigratesBeforeHibernateValidates() {
    assertThatThrownBy(() -> validated().build())
        .rootCause()
        .isInstanceOf(SchemaManagementException.class);

    try (ContextFactory contexts =
        ContextFactory.builder()
            .database(validated().migrate(StartUpTest::flyway).build())
            .build()) {
      contexts.inContext(Session.class, session -> session.persist(new Person("Senior")));
      List<String> names =
          contexts.fromContext(
              Session.class,
              session ->
                  session
                      .createSelectionQuery("select name from Person order by id", String.class)
                      .list());

      assertThat(names).containsExactly("Somebody", "Senior");
    }
    assertThat(pool.isClosed()).isFalse();
  }

  @Test
  void aFailingMigrationKeepsHibernateFromStartingAndLaterOnesFromRunning() {
    IOException cause = new IOException("no such script");
    assertThatThrownBy(
            () ->
                validated()
                    .migrate(dataSource -> record.add("first"))
                    .migrate(
                        dataSource -> {
                          throw cause;
                        })
                    .migrate(dataSource -> record.add("third"))
                    .build())
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no such script")
        .hasMessageContaining("Hibernate was not started")
        .cause()
        .isSameAs(cause);
    assertThat(record).containsExactly("first");
    assertThat(pool.isClosed()).isFalse();
  }

  @Test
  void anErrorOfAMigrationIsThrownAsItIsAndAnOwnedDataSourceIsClosed() {
    AssertionError error = new AssertionError("broken");
    assertThat(
            catchThrowable(
                () ->
                    validated()
                        .owned()
                        .migrate(
                            dataSource -> {
                              throw error;
                            })
                        .build()))
        .isSameAs(error);
    assertThat(pool.isClosed()).isTrue();
  }

  @Test
  void anInterruptedMigrationLeavesTheThreadInterrupted() {
    assertThatThrownBy(
            () ->
                validated()
                    .migrate(
                        dataSource -> {
                          throw new InterruptedException("enough");
                        })
                    .build())
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  // --- ready -----------------------------------------------------------------------------------

  @Test
  void readyStepsRunOnceOnTheBuildingThreadInTheOrderOfRegistration() throws Exception {
    List<Thread> ranOn = new ArrayList<>();
    JdbcDatabase first =
        JdbcDatabase.builder(pool)
            .ready(
                dataSource -> {
                  assertThat(dataSource).isSameAs(pool);
                  ranOn.add(Thread.currentThread());
                  record.add("first, one");
                })
            .ready(dataSource -> record.add("first, two"))
            .build();
    HibernateDatabase second =
        HibernateDatabase.builder(pool)
            .entities(Person.class)
            .ready(
                sessionFactory -> {
                  sessionFactory.getSchemaManager().create(true);
                  sessionFactory.inTransaction(session -> session.persist(new Person("Initial")));
                  record.add("second, one");
                })
            .ready(sessionFactory -> record.add("second, two"))
            .build();
    assertThat(record).isEmpty();

    try (ContextFactory contexts =
        ContextFactory.builder()
            .database("first", first)
            .database("second", second)
            .database("third", recording("third"))
            .build()) {
      assertThat(record)
          .containsExactly("first, one", "first, two", "second, one", "second, two", "ready third");
      assertThat(ranOn).containsExactly(Thread.currentThread());
      int people =
          contexts.fromContext(
              context ->
                  Sql.number(
                      context.get(Connection.class, "second"), "select count(*) from Person"));

      assertThat(people).isEqualTo(1);
    }
    assertThat(record).hasSize(6).last().isEqualTo("close third");
  }

  @Test
  void aFailingReadyStepFailsTheBuildAndClosesEverythingInReverseOrder() {
    SQLException cause = new SQLException("no table");
    IllegalStateException another = new IllegalStateException("cannot close");
    Throwable failure =
        catchThrowable(
            () ->
                ContextFactory.builder()
                    .database("one", recording("one"))
                    .database("two", recording("two").failAtReady(cause).failAtClose(another))
                    .database("three", recording("three"))
                    .build());

    assertThat(failure)
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'two'")
        .hasMessageContaining("no table")
        .hasSuppressedException(another);
    assertThat(failure).cause().isSameAs(cause);
    assertThat(record)
        .containsExactly("ready one", "ready two", "close three", "close two", "close one");
    assertThat(threads()).isSubsetOf(threadsBefore);
  }

  @Test
  void anErrorOfAReadyStepIsThrownAsItIs() {
    AssertionError error = new AssertionError("broken");
    assertThat(
            catchThrowable(
                () ->
                    ContextFactory.builder().database(recording("one").failAtReady(error)).build()))
        .isSameAs(error);
    assertThat(record).containsExactly("ready one", "close one");
    assertThat(threads()).isSubsetOf(threadsBefore);
  }

  @Test
  void aFailingReadyStepOfAnOwnedHibernateDatabaseClosesFactoryAndPool() {
    HibernateDatabase database =
        HibernateDatabase.builder(pool)
            .entities(Person.class)
            .owned()
            .ready(
                sessionFactory -> {
                  throw new InterruptedException("enough");
                })
            .ready(sessionFactory -> record.add("second"))
            .build();

    assertThatThrownBy(() -> ContextFactory.builder().database("people", database).build())
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'people'")
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(record).isEmpty();
    assertThat(database.sessionFactory().isClosed()).isTrue();
    assertThat(pool.isClosed()).isTrue();
  }

  @Test
  void nothingGetsReadyIfTheFactoryIsWronglyDescribed() {
    assertThatThrownBy(
            () ->
                ContextFactory.builder()
                    .database(recording("one"))
                    .database("two", recording("two"))
                    .executor("direct", Runnable::run)
                    .build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(record).containsExactly("close two", "close one");
    assertThat(threads()).isSubsetOf(threadsBefore);
  }

  // --- owned -----------------------------------------------------------------------------------

  @Test
  void onlyWhatCanBeClosedCanBeOwned() {
    JdbcDataSource plain = new JdbcDataSource();
    assertThatThrownBy(() -> JdbcDatabase.builder(plain).owned())
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining("org.h2.jdbcx.JdbcDataSource")
        .hasMessageContaining("AutoCloseable");
    assertThatThrownBy(() -> HibernateDatabase.builder(plain).owned())
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining("AutoCloseable");
  }

  @Test
  void anOwnedDataSourceIsClosedIfItsDatabaseCannotBeBuilt() {
    assertThatThrownBy(() -> JdbcDatabase.builder(pool).owned().permits(99).build())
        .hasMessageContaining("permits is 99");
    assertThat(pool.isClosed()).isTrue();
  }
}
