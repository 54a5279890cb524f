package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compilation;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.ContextFactory;
import dev.macadam.jdbc.JdbcDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wrappers that are compiled, loaded, and run on the real runtime with H2. */
class EndToEndTest {

  private static final String NOTES =
      """
      public class Notes<T extends CharSequence> {
        public static class Refused extends Exception { private static final long serialVersionUID = 1; }
        private final RuntimeException failure;
        public Notes(RuntimeException failure) { this.failure = failure; }
        @ContextHandler public int add(Connection connection, T text) throws SQLException {
          try (PreparedStatement insert = connection.prepareStatement("insert into note values (?)")) {
            insert.setString(1, text.toString());
            return insert.executeUpdate();
          }
        }
        @ContextHandler public void addAndFail(Connection connection, T text) throws SQLException {
          add(connection, text);
          throw failure;
        }
        @ContextHandler(dontRollbackOn = Refused.class) public void addAndRefuse(Connection connection, T text) throws SQLException, Refused {
          add(connection, text);
          throw new Refused();
        }
        @ContextHandler(executor = ContextHandler.CALLER) public String addHere(Connection connection, T text) throws SQLException {
          add(connection, text);
          return Thread.currentThread().getName();
        }
        @ContextHandler(executor = ContextHandler.CALLER) public void failHere(Connection connection, T text) throws SQLException {
          add(connection, text);
          throw new SQLException("checked");
        }
        @ContextHandler public CompletionStage<String> addAndTell(Context context, T text) {
          String caller = Thread.currentThread().getName();
          return context.call(Connection.class, connection -> add(connection, text)).thenApply(count -> caller + " " + count);
        }
        @ContextHandler public CompletableFuture<Void> addTwoAndFail(Context context, T text) {
          return context.run(Connection.class, connection -> add(connection, text))
              .thenCompose(nothing -> context.run(c -> add(c.connection(), text)))
              .thenRun(() -> { throw failure; });
        }
        @ContextHandler public CompletionStage<Void> addAndThrow(Context context, T text) throws SQLException {
          context.run(Connection.class, connection -> add(connection, text));
          throw new SQLException("checked");
        }
        @ContextHandler(dontRollbackOn = Refused.class) public CompletionStage<?> addAndRefuseLater(Context context, T text) {
          return context.run(Connection.class, connection -> add(connection, text))
              .thenCompose(nothing -> CompletableFuture.failedFuture(new Refused()));
        }
        @ContextHandler public CompletionStage<String> addAndReturnNull(Context context, T text) {
          context.run(Connection.class, connection -> add(connection, text));
          return null;
        }
        @ContextHandler public static <R extends CharSequence> CompletionStage<? extends List<R>> twice(Context context, R text) {
          return context.call(c -> List.of(text, text));
        }
        @ContextHandler public static String resources(
            @FromContext java.time.Clock clock, @FromContext("mine") java.time.Clock mine,
            @FromContext StringBuilder text, @FromContext("other") StringBuilder other, Context context) {
          if (context.get(StringBuilder.class) != text || text == other) throw new AssertionError();
          return text.append(clock.instant()) + ", " + other.append(mine.getZone());
        }
        @ContextHandler public static String worker(Context context) { return Thread.currentThread().getName(); }
      }
      """;

  private final RuntimeException failure = new IllegalStateException("on purpose");
  private HikariDataSource pool;
  private ContextFactory contexts;
  private Constructor<?> constructor;
  private Object handlers;
  private Object wrapper;

  @BeforeEach
  void start() throws ReflectiveOperationException, SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:" + getClass().getSimpleName() + System.nanoTime());
    config.setMaximumPoolSize(2);
    config.setAutoCommit(false);
    pool = new HikariDataSource(config);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table note(text varchar)");
      connection.commit();
    }
    contexts =
        ContextFactory.builder()
            .database(JdbcDatabase.builder(pool).build())
            .value(Clock.class, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
            .value("mine", Clock.class, Clock.fixed(Instant.EPOCH, ZoneOffset.ofHours(1)))
            .resource(StringBuilder.class, context -> new StringBuilder("made at "))
            .resource("other", StringBuilder.class, context -> new StringBuilder("offset "))
            .build();
    ClassLoader classes = classes(Compiling.strictly(Compiling.inApp(new String[] {NOTES})));
    Class<?> notes = classes.loadClass("app.Notes");
    constructor =
        classes.loadClass("app.NotesInContext").getConstructor(ContextFactory.class, notes);
    handlers = notes.getConstructor(RuntimeException.class).newInstance(failure);
    wrapper = constructor.newInstance(contexts, handlers);
  }

  @AfterEach
  void stop() {
    contexts.close();
    pool.close();
  }

  @Test
  void returningCommits() throws Throwable {
    assertThat(future("add", "one").get(10, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(notes()).containsExactly("one");
  }

  @Test
  void throwingRollsBackAndTheCallerSeesTheSameInstance() throws Throwable {
    CompletableFuture<?> future = future("addAndFail", "one");
    assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .satisfies(thrown -> assertThat(thrown.getCause()).isSameAs(failure));
    assertThat(notes()).isEmpty();
  }

  @Test
  void exceptionThatDoesNotRollBackCommitsAndIsThrown() throws Throwable {
    CompletableFuture<?> future = future("addAndRefuse", "one");
    assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
        .hasStackTraceContaining("app.Notes$Refused");
    assertThat(notes()).containsExactly("one");
  }

  @Test
  void callerRunsOnTheCallingThread() throws Throwable {
    assertThat(invoke("addHere", "one")).isEqualTo(Thread.currentThread().getName());
    assertThat(notes()).containsExactly("one");
  }

  @Test
  void callerThrowsTheCheckedExceptionOfTheHandler() throws Throwable {
    assertThatThrownBy(() -> invoke("failHere", "one"))
        .isInstanceOf(SQLException.class)
        .hasMessage("checked");
    assertThat(notes()).isEmpty();
  }

  @Test
  void staticHandlerRunsOnAWorker() throws Throwable {
    CompletableFuture<?> worker =
        (CompletableFuture<?>) wrapper.getClass().getMethod("worker").invoke(wrapper);
    assertThat(worker.get(10, TimeUnit.SECONDS)).isNotEqualTo(Thread.currentThread().getName());
  }

  @Test
  void stageHandlerRunsOnTheCallingThreadAndCommitsWhenItsStageHasCompleted() throws Throwable {
    assertThat(future("addAndTell", "one").get(10, TimeUnit.SECONDS))
        .isEqualTo(Thread.currentThread().getName() + " 1");
    assertThat(notes()).containsExactly("one");
  }

  @Test
  void stageThatFailsRollsBackAndTheCallerSeesTheSameInstance() throws Throwable {
    CompletableFuture<?> future = future("addTwoAndFail", "one");
    assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .satisfies(thrown -> assertThat(thrown.getCause()).isSameAs(failure));
    assertThat(notes()).isEmpty();
  }

  @Test
  void stageHandlerThatThrowsRollsBackAndItsWrapperDoesNotThrow() throws Throwable {
    CompletableFuture<?> future = future("addAndThrow", "one");
    assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(SQLException.class)
        .hasRootCauseMessage("checked");
    assertThat(notes()).isEmpty();
  }

  @Test
  void checkedExceptionOfAStageThatDoesNotRollBackCommits() throws Throwable {
    CompletableFuture<?> future = future("addAndRefuseLater", "one");
    assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
        .cause()
        .extracting(thrown -> thrown.getClass().getName())
        .isEqualTo("app.Notes$Refused");
    assertThat(notes()).containsExactly("one");
  }

  @Test
  void noStageAtAllRollsBack() throws Throwable {
    CompletableFuture<?> future = future("addAndReturnNull", "one");
    assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
    assertThat(notes()).isEmpty();
  }

  @Test
  void staticGenericStageHandler() throws Throwable {
    assertThat(future("twice", "one").get(10, TimeUnit.SECONDS)).isEqualTo(List.of("one", "one"));
  }

  @Test
  void parametersAreWhatIsRegisteredAndWhatIsMadeForEachContext() throws Throwable {
    Method resources = wrapper.getClass().getMethod("resources");
    for (int call = 0; call < 2; call++) {
      assertThat(((CompletableFuture<?>) resources.invoke(wrapper)).get(10, TimeUnit.SECONDS))
          .isEqualTo("made at 1970-01-01T00:00:00Z, offset +01:00");
    }
  }

  @Test
  void aResourceThatNobodyRegisteredFailsTheConstructor() {
    try (ContextFactory without =
        ContextFactory.builder()
            .database(JdbcDatabase.builder(pool).build())
            .value(Clock.class, Clock.systemUTC())
            .build()) {
      assertThatThrownBy(() -> constructor.newInstance(without, handlers))
          .cause()
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Notes.resources wants a java.time.Clock named 'mine'")
          .hasMessageContaining("there is 'default'");
    }
  }

  private CompletableFuture<?> future(String method, String text) throws Throwable {
    return (CompletableFuture<?>) invoke(method, text);
  }

  private Object invoke(String name, String text) throws Throwable {
    Method method = wrapper.getClass().getMethod(name, CharSequence.class);
    try {
      return method.invoke(wrapper, text);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private List<String> notes() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select text from note")) {
      List<String> notes = new java.util.ArrayList<>();
      while (rows.next()) {
        notes.add(rows.getString(1));
      }
      connection.rollback();
      return notes;
    }
  }

  static ClassLoader classes(Compilation compilation) {
    Map<String, byte[]> bytes = new HashMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        String name = file.toUri().getPath().replace("/" + StandardLocation.CLASS_OUTPUT + "/", "");
        try (InputStream in = file.openInputStream()) {
          bytes.put(name.replace(".class", "").replace('/', '.'), in.readAllBytes());
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
    }
    return new ClassLoader(EndToEndTest.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte @Nullable [] code = bytes.get(name);
        if (code == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, code, 0, code.length);
      }
    };
  }
}
