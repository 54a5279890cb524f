package dev.macadam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.hibernate.HibernateDatabase;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.Person;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.SchemaToolingSettings;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.Transaction;
import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** jOOQ as a resource: plain SQL in the transaction of the session next to it. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class JooqTest {

  private static final Table<Record> NOTE = table(name("note").unquotedName());
  private static final Field<String> TEXT = field(name("text").unquotedName(), String.class);

  private final TestDatabase database;
  private final SQLDialect dialect;
  private final HikariDataSource pool;
  private final ContextFactory contexts;

  JooqTest(TestDatabase database) {
    this.database = database;
    this.dialect = database == TestDatabase.H2 ? SQLDialect.H2 : SQLDialect.POSTGRES;
    this.pool = database.newPool(3);
    Sql.createNotes(pool);
    this.contexts =
        ContextFactory.builder()
            .database(
                HibernateDatabase.builder(pool)
                    .entities(Person.class)
                    .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
                    .build())
            .resource(DSLContext.class, context -> DSL.using(context.connection(), dialect))
            .build();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    await().until(() -> active() == 0);
    contexts.close();
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

  // --- One transaction -------------------------------------------------------------------------

  @Test
  void jooqSeesWhatTheSessionHasFlushedAndTheSessionSeesWhatJooqHasInserted() {
    contexts.inContext(
        context -> {
          Session session = context.get(Session.class);
          DSLContext dsl = context.get(DSLContext.class);
          session.persist(new Person("Senior"));
          session.flush();
          assertThat(dsl.fetchValue("select name from Person")).isEqualTo("Senior");

          dsl.execute("insert into Person (id, version, name) values (?, ?, ?)", 1000, 0, "Junior");
          assertThat(session.find(Person.class, 1000L).getName()).isEqualTo("Junior");
          assertThat(active()).isOne();
        });
    assertThat(persons()).isEqualTo(2);
  }

  @Test
  void aRollbackUndoesWhatBothHaveDone() {
    IllegalStateException undone = new IllegalStateException("undone");
    assertThatThrownBy(
            () ->
                contexts.inContext(
                    context -> {
                      context.get(Session.class).persist(new Person("Senior"));
                      context.get(Session.class).flush();
                      context
                          .get(DSLContext.class)
                          .insertInto(NOTE, TEXT)
                          .values("undone")
                          .execute();
                      throw undone;
                    }))
        .isSameAs(undone);
    assertThat(persons()).isZero();
    assertThat(Sql.notes(pool)).isZero();
  }

  @Test
  void noConnectionIsTakenUntilTheFirstStatement() {
    contexts.inContext(
        context -> {
          DSLContext dsl = context.get(DSLContext.class);
          String sql = dsl.select(count()).from(NOTE).getSQL();
          assertThat(sql).isEqualTo("select count(*) from note");
          assertThat(active()).isZero();
          dsl.fetch(sql);
          assertThat(active()).isOne();
        });
  }

  @Test
  void itIsMadeOncePerContextAndServesTheNextTransactionAfterACommitInTheMiddle() {
    contexts.inContext(
        context -> {
          DSLContext dsl = context.get(DSLContext.class);
          dsl.insertInto(NOTE, TEXT).values("kept").execute();
          context.commit();
          assertThat(active()).isZero();
          assertThat(context.get(DSLContext.class)).isSameAs(dsl);
          dsl.insertInto(NOTE, TEXT).values("undone").execute();
          context.setRollbackOnly();
        });
    assertThat(Sql.notes(pool)).isOne();
  }

  @Test
  void afterTheContextItCannotBeUsed() {
    DSLContext dsl = contexts.fromContext(DSLContext.class, made -> made);
    assertThatThrownBy(() -> dsl.fetch("select 1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }

  // --- Batches and results ---------------------------------------------------------------------

  @Test
  void batchesArePartOfTheUnit() {
    Object[][] texts = new Object[50][];
    Arrays.setAll(texts, number -> new Object[] {"note " + number});
    contexts.inContext(
        DSLContext.class,
        dsl -> {
          int[] counts =
              dsl.batch(dsl.insertInto(NOTE, TEXT).values((String) null), texts).execute();
          assertThat(counts).hasSize(50).containsOnly(1);
          dsl.batch("delete from note where text = 'note 0'", "insert into note values ('last')")
              .execute();
        });
    assertThat(Sql.notes(pool)).isEqualTo(50);
    assertThatThrownBy(
            () ->
                contexts.inContext(
                    DSLContext.class,
                    dsl ->
                        dsl.batch(
                                "insert into note values ('a')", "insert into note values ('last')")
                            .execute()))
        .isInstanceOf(DataAccessException.class);
    assertThat(Sql.notes(pool)).isEqualTo(50);
  }

  @Test
  void aCursorThatIsLeftOpenEndsWithTheUnit() {
    contexts.inContext(
        DSLContext.class,
        dsl -> {
          dsl.insertInto(NOTE, TEXT).values("first").values("second").execute();
          Cursor<Record1<String>> cursor =
              dsl.select(TEXT).from(NOTE).orderBy(TEXT).fetchSize(1).fetchLazy();
          assertThat(cursor.fetchNext().value1()).isEqualTo("first");
        });
    assertThat(Sql.notes(pool)).isEqualTo(2);
    assertThat(active()).isZero();
    Cursor<Record1<String>> kept =
        contexts.fromContext(
            DSLContext.class, dsl -> dsl.select(TEXT).from(NOTE).fetchSize(1).fetchLazy());
    assertThatThrownBy(kept::fetchNext).isInstanceOf(Exception.class);
  }

  // --- Deadlines -------------------------------------------------------------------------------

  @Test
  void theDeadlineCancelsAQuery() {
    String slow =
        database == TestDatabase.POSTGRESQL
            ? "select 1 from (select pg_sleep(200)) as s"
            : "select count(*) from system_range(1, 100000) a, system_range(1, 100000) b where"
                + " mod(a.x * b.x, 7) = 9";
    CompletableFuture<Boolean> call =
        new Wrapper(contexts, Wrapper.handler().timeout(Duration.ofMillis(300)))
            .run(context -> context.get(DSLContext.class).fetch(slow));
    assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(HandlerTimeoutException.class);
    await().atMost(Duration.ofSeconds(10)).until(() -> active() == 0);
  }

  // --- Transactions of its own -----------------------------------------------------------------

  @Test
  void aTransactionOfItsOwnIsRefusedWhenItCommits() {
    assertThatThrownBy(
            () ->
                contexts.inContext(
                    DSLContext.class,
                    dsl ->
                        dsl.transaction(
                            inner ->
                                inner.dsl().insertInto(NOTE, TEXT).values("undone").execute())))
        .isInstanceOf(DataAccessException.class)
        .hasMessage("Cannot commit transaction")
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("called Connection.commit(), which belongs to its context");
    assertThat(Sql.notes(pool)).isZero();
  }

  @Test
  void aTransactionOfItsOwnThatCouldNotBeRolledBackIsNotCommittedWithTheRest() {
    assertThatThrownBy(
            () ->
                contexts.inContext(
                    DSLContext.class,
                    dsl -> assertThatThrownBy(() -> insertAndFail(dsl)).hasMessage("on purpose")))
        .isInstanceOf(RollbackOnlyException.class)
        .hasStackTraceContaining("called Connection.rollback(), which belongs to its context");
    assertThat(Sql.notes(pool)).isZero();
  }

  @Test
  void transactionsThatAreSavepointsWorkAndNest() {
    try (ContextFactory savepoints =
        ContextFactory.builder()
            .database(JdbcDatabase.builder(pool).build())
            .resource(
                DSLContext.class,
                context ->
                    DSL.using(
                        new DefaultConfiguration()
                            .set(context.connection())
                            .set(dialect)
                            .set(new Savepoints())))
            .build()) {
      savepoints.inContext(
          DSLContext.class,
          dsl -> {
            dsl.transaction(
                outer -> {
                  outer.dsl().insertInto(NOTE, TEXT).values("kept").execute();
                  assertThatThrownBy(() -> insertAndFail(outer.dsl())).hasMessage("on purpose");
                  outer.dsl().transaction(inner -> insert(inner.dsl(), "kept too"));
                });
            assertThatThrownBy(() -> insertAndFail(dsl)).hasMessage("on purpose");
          });
      assertThat(Sql.notes(pool)).isEqualTo(2);
    }
  }

  private static void insertAndFail(DSLContext dsl) {
    dsl.transaction(
        inner -> {
          insert(inner.dsl(), "undone");
          throw new IllegalArgumentException("on purpose");
        });
  }

  private static void insert(DSLContext dsl, String text) {
    dsl.insertInto(NOTE, TEXT).values(text).execute();
  }

  /** jOOQ's transactions as parts of a unit of work, as in the guide. */
  private static final class Savepoints implements TransactionProvider {

    private record Part(Savepoint savepoint) implements Transaction {}

    @Override
    public void begin(TransactionContext part) {
      part.dsl().connection(connection -> part.transaction(new Part(connection.setSavepoint())));
    }

    @Override
    public void commit(TransactionContext part) {
      part.dsl().connection(connection -> connection.releaseSavepoint(savepoint(part)));
    }

    @Override
    public void rollback(TransactionContext part) {
      part.dsl().connection(connection -> connection.rollback(savepoint(part)));
    }

    private static Savepoint savepoint(TransactionContext part) {
      return ((Part) part.transaction()).savepoint();
    }
  }

  // --- Threads ---------------------------------------------------------------------------------

  @Test
  void jooqsAsynchronousMethodsFailAndNameBothThreads() {
    new Wrapper(contexts)
        .run(
            context -> {
              DSLContext dsl = context.get(DSLContext.class);
              CompletableFuture<?> fetched =
                  dsl.select(TEXT).from(NOTE).fetchAsync().toCompletableFuture();
              assertThatThrownBy(fetched::join)
                  .cause()
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("'" + Thread.currentThread().getName() + "'");
              assertThat(dsl.fetchCount(NOTE)).isZero();
            })
        .join();
  }

  @Test
  void whatJooqClosesByItselfLeavesTheConnectionToTheContext() {
    contexts.inContext(
        context -> {
          DSLContext dsl = context.get(DSLContext.class);
          dsl.insertInto(NOTE, TEXT).values("kept").execute();
          dsl.connection(
              connection -> {
                Sql.insert(connection, "kept too");
                assertThatThrownBy(connection::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("belongs to its context");
              });
          assertThat(dsl.fetchCount(NOTE)).isEqualTo(2);
          try (Stream<Record1<String>> stream = dsl.select(TEXT).from(NOTE).fetchStream()) {
            assertThat(stream).hasSize(2);
          }
        });
    assertThat(Sql.notes(pool)).isEqualTo(2);
  }

  @Test
  void sessionStatelessSessionAndJooqShareOneTransaction() {
    contexts.inContext(
        context -> {
          Session session = context.get(Session.class);
          StatelessSession stateless = context.get(StatelessSession.class);
          DSLContext dsl = context.get(DSLContext.class);
          stateless.insert(new Person("one"));
          session.persist(new Person("two"));
          session.flush();
          dsl.execute("insert into Person (id, version, name) values (?, ?, ?)", 1000, 0, "three");
          assertThat(dsl.fetchValue("select count(*) from Person")).isEqualTo(3L);
          assertThat(session.createSelectionQuery("from Person", Person.class).list()).hasSize(3);
          assertThat(active()).isOne();
        });
    assertThat(persons()).isEqualTo(3);
  }
}
