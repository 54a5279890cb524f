package dev.macadam;

import static dev.macadam.testing.Sql.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.HoldingProxy;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** F2: a cancel that PostgreSQL gets before the statement is lost there, and is sent again. */
class LostCancelTest {

  private static final String SLOW = "select 1 from (select pg_sleep(150)) as s";

  @Test
  void f2ACancelThatOvertakesItsStatementIsSentAgain() throws Exception {
    PGSimpleDataSource server = (PGSimpleDataSource) TestDatabase.POSTGRESQL.newDataSource();
    try (HoldingProxy proxy = new HoldingProxy(server.getPortNumbers()[0])) {
      server.setPortNumbers(new int[] {proxy.port()});
      HikariDataSource pool = TestDatabase.pool(server, 1);
      try (ContextFactory contexts =
          ContextFactory.builder().database(JdbcDatabase.builder(pool).build()).build()) {
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<Boolean> call =
            new Wrapper(contexts)
                .run(
                    handler -> {
                      Connection connection = handler.get(Connection.class);
                      number(connection, "select 1");
                      proxy.hold();
                      try {
                        number(connection, SLOW);
                      } finally {
                        ended.countDown();
                      }
                    });
        await().until(proxy::holdsSomething);
        int before = proxy.connections();
        call.cancel(true);
        await().until(() -> proxy.connections() > before);
        proxy.release();

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        await().until(() -> executing() == 0);
      } finally {
        pool.close();
      }
    }
  }

  private static int executing() throws Exception {
    try (Connection connection = TestDatabase.POSTGRESQL.newDataSource().getConnection()) {
      return number(
          connection,
          "select count(*) from pg_stat_activity where state = 'active' and query like"
              + " '%pg_sleep(150)%' and pid <> pg_backend_pid()");
    }
  }
}
