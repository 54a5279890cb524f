package dev.macadam;

import static dev.macadam.testing.Sql.insert;
import static dev.macadam.testing.Sql.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;

/** What the tests of handlers that return a stage have in common. */
abstract class StageScenario {

  final TestDatabase database;
  final HikariDataSource pool;
  final ExecutorService reports =
      Executors.newCachedThreadPool(task -> new Thread(task, "reports"));
  final ContextFactory contexts;
  final Wrapper wrapper;

  StageScenario(TestDatabase database) {
    this.database = database;
    this.pool = database.newPool(2);
    Sql.createNotes(pool);
    this.contexts = factory().executor("reports", reports).build();
    this.wrapper = new Wrapper(contexts);
  }

  /** A factory on the same pool. */
  final ContextFactory.Builder factory() {
    return ContextFactory.builder().database(JdbcDatabase.builder(pool).build());
  }

  @AfterEach
  void nothingIsLeftBehindAndTheNextCallsWork() {
    List<CompletableFuture<Integer>> calls = new ArrayList<>();
    for (int call = 0; call < 6; call++) {
      calls.add(
          wrapper.stage(
              context -> context.call(Connection.class, next -> number(next, "select 1"))));
    }
    calls.forEach(call -> assertThat(call.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(1));
    assertThat(active()).isZero();
    assertThatThrownBy(Context::current).isInstanceOf(IllegalStateException.class);
    contexts.close();
    reports.shutdown();
    pool.close();
  }

  /** How many connections are out of the pool. */
  final int active() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  static <T> T of(AtomicReference<T> kept) {
    return Objects.requireNonNull(kept.get(), "nothing was kept");
  }

  /** Runs for some minutes, unless it is cancelled. */
  final String slowQuery() {
    return database == TestDatabase.POSTGRESQL
        ? "select 1 from (select pg_sleep(200)) as s"
        : "select count(*) from system_range(1, 100000) a, system_range(1, 100000) b where mod(a.x"
            + " * b.x, 7) = 9";
  }

  static ContextConsumer<Connection, Exception> inserting(String text) {
    return connection -> insert(connection, text);
  }
}
