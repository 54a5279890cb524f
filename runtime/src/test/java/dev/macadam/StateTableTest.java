package dev.macadam;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.hibernate.HibernateDatabase;
import dev.macadam.testing.Person;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.Session;
import org.hibernate.cfg.SchemaToolingSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The guide's table of what may be called when: every cell of it is tried. */
class StateTableTest {

  private static final Path GUIDE = Path.of("../docs/guide.md");
  private static final String HEADING = "## What may be called when";

  private final HikariDataSource pool = TestDatabase.H2.newPool(4);
  private final ContextFactory contexts =
      ContextFactory.builder()
          .database(
              HibernateDatabase.builder(pool)
                  .entities(Person.class)
                  .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
                  .build())
          .value(String.class, "a value")
          .build();
  private final Wrapper wrapper = new Wrapper(contexts);

  private final AtomicInteger used = new AtomicInteger();

  /** What came from the context before it got into its state. */
  private record Case(Context context, Session session) {

    static Case of(Context context) {
      return new Case(context, context.get(Session.class));
    }
  }

  /** Brings a context into a state, and there does something with it. */
  @FunctionalInterface
  private interface State {
    void with(ContextConsumer<Case, Exception> operation) throws Exception;
  }

  @AfterEach
  void nothingIsLeftBehind() {
    contexts.close();
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    pool.close();
  }

  @TestFactory
  List<DynamicTest> everyCellOfTheTableIsTrue() throws IOException {
    List<List<String>> table = table();
    List<String> states = table.get(0).subList(1, table.get(0).size());
    assertThat(states).containsExactlyElementsOf(states().keySet());
    assertThat(table.stream().skip(1).map(row -> row.get(0)))
        .containsExactlyElementsOf(operations().keySet());
    List<DynamicTest> cells = new ArrayList<>();
    for (List<String> row : table.subList(1, table.size())) {
      for (int column = 1; column < row.size(); column++) {
        String operation = row.get(0);
        String state = states.get(column - 1);
        String expected = row.get(column);
        cells.add(
            DynamicTest.dynamicTest(
                operation + " / " + state + ": " + expected,
                () -> assertThat(outcome(state, operation)).isEqualTo(expected)));
      }
    }
    return cells;
  }

  @Test
  void aRefusedCallSaysWhatToDoInsteadAndChangesNothing() {
    wrapper
        .run(
            handler -> {
              Context context = handler.get(Context.class);
              insertPerson(context, "one");
              assertThatThrownBy(context::close).hasMessageContaining("closes by itself");
              assertThatThrownBy(() -> context.inContext(c -> {}))
                  .hasMessageContaining("context.child()");
              insertPerson(context, "two");
            })
        .join();

    assertThat(people()).isEqualTo(2);
  }

  private static void insertPerson(Context context, String name) {
    context.get(Session.class).persist(new Person(name));
  }

  private long people() {
    return contexts.fromContext(
        Session.class,
        session ->
            session
                .createSelectionQuery("select count(*) from Person", Long.class)
                .getSingleResult());
  }

  private static List<List<String>> table() throws IOException {
    String text = Files.readString(GUIDE);
    return text.substring(text.indexOf(HEADING))
        .lines()
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .filter(line -> !line.startsWith("|---"))
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).skip(1).toList())
        .toList();
  }

  private String outcome(String state, String operation) throws Exception {
    AtomicReference<@Nullable String> outcome = new AtomicReference<>();
    ContextConsumer<Case, Exception> tried = operations().getOrDefault(operation, c -> {});
    states()
        .getOrDefault(state, nothing -> {})
        .with(
            context ->
                outcome.set(
                    word(
                        catchThrowable(() -> tried.accept(context)),
                        operation.equals("`close`") && state.equals("closed"))));
    return String.valueOf(outcome.get());
  }

  private static String word(@Nullable Throwable thrown, boolean closedBefore) {
    if (thrown == null) {
      return closedBefore ? "nothing" : "works";
    }
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (cause instanceof CancellationException) {
      return "stopped";
    }
    if (cause instanceof RollbackOnlyException) {
      return "rolled back";
    }
    assertThat(cause).isExactlyInstanceOf(IllegalStateException.class);
    return "refused";
  }

  // --- Operations ------------------------------------------------------------------------------

  private Map<String, ContextConsumer<Case, Exception>> operations() {
    Map<String, ContextConsumer<Case, Exception>> operations = new LinkedHashMap<>();
    operations.put(
        "`get`, `connection`",
        c -> {
          assertThat(c.context().get(Session.class)).isSameAs(c.session());
          c.context().connection();
        });
    operations.put(
        "`get` of a registered value",
        c -> assertThat(c.context().get(String.class)).isEqualTo("a value"));
    operations.put(
        "a statement, a use of a session",
        c -> {
          c.session().persist(new Person("used " + used.incrementAndGet()));
          c.session().createNativeQuery("select 1", Integer.class).getSingleResult();
        });
    operations.put("`register`", c -> c.context().register("more", String.class, "more"));
    operations.put(
        "`call`, `run`",
        c -> {
          CompletableFuture<Integer> call = c.context().call(own -> 1);
          if (call.isCompletedExceptionally()) {
            call.join();
          }
        });
    operations.put("`child`", c -> c.context().child().close());
    operations.put(
        "`inContext`, `fromContext`",
        c -> assertThat(c.context().<Integer, RuntimeException>fromContext(own -> 1)).isOne());
    operations.put("`commit`", c -> c.context().commit());
    operations.put("`setRollbackOnly`", c -> c.context().setRollbackOnly());
    operations.put(
        "`afterCommit`, `onClose`",
        c -> {
          c.context().afterCommit(() -> {});
          c.context().onClose(failure -> {});
        });
    operations.put(
        "`isRollbackOnly`, `attempt`",
        c -> {
          c.context().isRollbackOnly();
          assertThat(c.context().attempt()).isEqualTo(1);
        });
    operations.put("`close`", c -> c.context().close());
    return operations;
  }

  // --- States ----------------------------------------------------------------------------------

  private Map<String, State> states() {
    Map<String, State> states = new LinkedHashMap<>();
    states.put("handler's", this::inHandler);
    states.put("by hand", this::byHand);
    states.put("other thread", this::onOtherThread);
    states.put("outside of `call`", this::outsideOfCall);
    states.put("stage completed", this::afterTheStage);
    states.put("stopped", this::stopped);
    states.put("marked", this::marked);
    states.put("commit failed", this::afterFailedCommit);
    states.put("closed", this::closed);
    return states;
  }

  private void inHandler(ContextConsumer<Case, Exception> operation) {
    wrapper.run(handler -> operation.accept(Case.of(handler.get(Context.class)))).join();
  }

  private void byHand(ContextConsumer<Case, Exception> operation) throws Exception {
    try (Context context = contexts.openContext()) {
      operation.accept(Case.of(context));
    }
  }

  private void onOtherThread(ContextConsumer<Case, Exception> operation) throws Exception {
    try (Context context = contexts.openContext()) {
      Case from = Case.of(context);
      AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
      Thread other = new Thread(() -> thrown.set(catchThrowable(() -> operation.accept(from))));
      other.start();
      other.join();
      assertThat(thrown.get()).isNull();
    }
  }

  private void outsideOfCall(ContextConsumer<Case, Exception> operation) {
    CompletableFuture<Case> made = new CompletableFuture<>();
    CompletableFuture<Void> end = new CompletableFuture<>();
    CompletableFuture<Void> call =
        wrapper.stage(
            context -> {
              made.completeAsync(() -> context.call(Case::of).orTimeout(10, SECONDS).join());
              return end;
            });
    Throwable thrown = catchThrowable(() -> operation.accept(made.join()));
    end.complete(null);
    call.join();
    assertThat(thrown).isNull();
  }

  private void afterTheStage(ContextConsumer<Case, Exception> operation) {
    CompletableFuture<Case> made = new CompletableFuture<>();
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<String> call =
        wrapper.stage(
            context -> {
              CompletableFuture<Boolean> hop =
                  context.call(
                      own -> {
                        made.complete(Case.of(own));
                        end.await();
                        return true;
                      });
              assertThat(hop).isNotDone();
              return CompletableFuture.completedFuture("completed");
            });
    Throwable thrown = catchThrowable(() -> operation.accept(made.join()));
    end.countDown();
    call.join();
    assertThat(thrown).isNull();
  }

  private void stopped(ContextConsumer<Case, Exception> operation) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    CompletableFuture<@Nullable Throwable> done = new CompletableFuture<>();
    CompletableFuture<?> call =
        wrapper.run(
            handler -> {
              Case context = Case.of(handler.get(Context.class));
              begun.countDown();
              cancelled.await();
              done.complete(catchThrowable(() -> operation.accept(context)));
            });
    begun.await();
    call.cancel(true);
    cancelled.countDown();
    assertThat(done.join()).isNull();
  }

  private void marked(ContextConsumer<Case, Exception> operation) throws Exception {
    try (Context context = contexts.openContext()) {
      Case marked = Case.of(context);
      context.setRollbackOnly();
      operation.accept(marked);
    }
  }

  private void afterFailedCommit(ContextConsumer<Case, Exception> operation) throws Exception {
    try (Context context = contexts.openContext()) {
      Case failed = Case.of(context);
      context.setRollbackOnly();
      assertThatThrownBy(context::commit).isInstanceOf(RollbackOnlyException.class);
      operation.accept(failed);
    }
  }

  private void closed(ContextConsumer<Case, Exception> operation) throws Exception {
    Context context = contexts.openContext();
    Case closed = Case.of(context);
    context.close();
    operation.accept(closed);
  }
}
