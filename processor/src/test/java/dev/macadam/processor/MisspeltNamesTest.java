package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.ContextFactory;
import dev.macadam.jdbc.JdbcDatabase;
import java.lang.reflect.Constructor;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names that the compiler cannot know are checked when a wrapper is made, before any call. */
class MisspeltNamesTest {

  private HikariDataSource pool;
  private ExecutorService reports;
  private ContextFactory contexts;

  @BeforeEach
  void start() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:" + getClass().getSimpleName());
    config.setMaximumPoolSize(1);
    config.setAutoCommit(false);
    pool = new HikariDataSource(config);
    reports = Executors.newSingleThreadExecutor();
    contexts =
        ContextFactory.builder()
            .database(JdbcDatabase.builder(pool).build())
            .database("archive", JdbcDatabase.builder(pool).build())
            .executor("reports", reports, 1)
            .value("berlin", Clock.class, Clock.systemUTC())
            .build();
  }

  @AfterEach
  void stop() {
    contexts.close();
    reports.shutdown();
    pool.close();
  }

  @Test
  void executor() {
    refuses(
        "@ContextHandler(executor = \"report\") void load(Connection connection) {}",
        "Notes.load wants the executor 'report'",
        "'caller', 'default', 'reports'; did you mean 'reports'?");
  }

  @Test
  void database() {
    refuses(
        "@ContextHandler(database = \"Archiv\") void load(Connection connection) {}",
        "Notes.load wants the database 'Archiv'",
        "'archive', 'default'; did you mean 'archive'?");
  }

  @Test
  void databaseOfAParameter() {
    refuses(
        "@ContextHandler void load(@FromContext(\"achive\") Connection connection) {}",
        "Notes.load wants the database 'achive'",
        "'archive', 'default'; did you mean 'archive'?");
  }

  @Test
  void resource() {
    refuses(
        "@ContextHandler void load(@FromContext(\"Berlim\") java.time.Clock clock) {}",
        "Notes.load wants a java.time.Clock named 'Berlim'",
        "'berlin'; did you mean 'berlin'?");
  }

  @Test
  void oneOfSeveralHandlers() {
    refuses(
        """
        @ContextHandler void right(Connection connection) {}
        @ContextHandler(executor = "reports", database = "archive")
        CompletionStage<String> wrong(Context context) { return null; }
        @ContextHandler(executor = "export") CompletionStage<String> stage(Context context) { return null; }
        """,
        "Notes.stage wants the executor 'export'");
  }

  @Test
  void namesThatThereAreAreTaken() throws ReflectiveOperationException {
    Constructor<?> wrapper =
        wrapperOf(
            """
            @ContextHandler(executor = "reports", database = "archive")
            void load(Connection connection, @FromContext("default") Connection other, @FromContext("berlin") java.time.Clock clock) {}
            """);
    assertThat(wrapper.newInstance(contexts, handlers(wrapper))).isNotNull();
  }

  private void refuses(String handlers, String... what) {
    assertThatThrownBy(
            () -> {
              Constructor<?> wrapper = wrapperOf(handlers);
              wrapper.newInstance(contexts, handlers(wrapper));
            })
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(what);
  }

  private static Constructor<?> wrapperOf(String handlers) throws ReflectiveOperationException {
    String source = "public class Notes {\n" + handlers + "\n}\n";
    ClassLoader classes =
        EndToEndTest.classes(Compiling.strictly(Compiling.inApp(new String[] {source})));
    return classes
        .loadClass("app.NotesInContext")
        .getConstructor(ContextFactory.class, classes.loadClass("app.Notes"));
  }

  private static Object handlers(Constructor<?> wrapper) throws ReflectiveOperationException {
    return wrapper.getParameterTypes()[1].getConstructor().newInstance();
  }
}
