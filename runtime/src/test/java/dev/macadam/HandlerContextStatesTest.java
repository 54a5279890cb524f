package dev.macadam;

import static dev.macadam.testing.Sql.insert;
import static dev.macadam.testing.Sql.notes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.support.HandlerContext;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.support.HandlerSupport;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wrapper may do with a context, in every order that a wrong wrapper could choose. */
class HandlerContextStatesTest {

  private static final HandlerDefinition HANDLER =
      Wrapper.handler().onExecutor(ContextHandler.CALLER);

  private final HikariDataSource pool = TestDatabase.H2.newPool(1);
  private final ContextFactory contexts =
      ContextFactory.builder().database(JdbcDatabase.builder(pool).build()).build();
  private final IllegalStateException failure = new IllegalStateException("the handler's");

  HandlerContextStatesTest() {
    Sql.createNotes(pool);
  }

  @AfterEach
  void nothingIsLeftBehind() {
    contexts.close();
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    pool.close();
  }

  @ParameterizedTest(name = "{1} after {0}: {2}, {3} rows")
  @CsvSource({
    "nothing,       get,           works,                 0",
    "nothing,       commit,        works,                 1",
    "nothing,       commitDespite, works,                 1",
    "nothing,       rollback,      works,                 0",
    "nothing,       close,         works,                 0",
    "commit,        get,           IllegalStateException, 1",
    "commit,        commit,        IllegalStateException, 1",
    "commit,        commitDespite, works,                 1",
    "commit,        rollback,      works,                 1",
    "commit,        close,         works,                 1",
    "commitDespite, commit,        IllegalStateException, 1",
    "commitDespite, rollback,      works,                 1",
    "rollback,      get,           IllegalStateException, 0",
    "rollback,      commit,        RollbackOnlyException, 0",
    "rollback,      commitDespite, works,                 0",
    "rollback,      rollback,      works,                 0",
    "rollback,      close,         works,                 0",
    "close,         get,           IllegalStateException, 0",
    "close,         commit,        IllegalStateException, 0",
    "close,         commitDespite, works,                 0",
    "close,         rollback,      works,                 0",
    "close,         close,         works,                 0"
  })
  void everyOrderIsDecided(String before, String operation, String expected, int rows) {
    HandlerSupport support = HandlerSupport.of(contexts, HANDLER);
    support.callWork(
        HANDLER,
        attempt -> {
          HandlerContext context = attempt.openContext();
          insert(context.get(Connection.class), "one");
          apply(context, before);
          Throwable thrown = catchThrowable(() -> apply(context, operation));
          assertThat(word(thrown)).isEqualTo(expected);
          context.close();
        });

    assertThat(notes(pool)).isEqualTo(rows);
  }

  private void apply(HandlerContext context, String operation) {
    switch (operation) {
      case "nothing" -> {}
      case "get" -> context.get(Connection.class);
      case "commit" -> context.commit();
      case "commitDespite" -> context.commitDespite(failure);
      case "rollback" -> context.rollback(failure);
      case "close" -> context.close();
      default -> throw new IllegalArgumentException(operation);
    }
  }

  private static String word(@Nullable Throwable thrown) {
    return thrown == null ? "works" : thrown.getClass().getSimpleName();
  }
}
