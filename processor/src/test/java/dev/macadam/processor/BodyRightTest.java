package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that look like mistakes and are none. A false alarm is worse than a missed mistake. */
class BodyRightTest {

  private static final List<String> AS_ERRORS = List.of("-Amacadam.bodyChecks=error");

  private static final String OTHERS =
      """
      class Others {
        static Session last;
        Session mine;
        @ContextHandler long count(Session session) { return 1; }
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Plain values may go anywhere.
        "this.name = session.find(Person.class, 1).name;",
        "this.person = session.find(Person.class, 1);",
        "CACHE.put(\"name\", session.find(Person.class, 1).name);",
        "String found = session.find(Person.class, 1).name; executor.execute(() -> show(found));",
        "long id = 1; Session mine = session; Person p = mine.find(Person.class, id); executor.submit(() -> show(p.name));",
        // Objects that live no longer than the call.
        "class Local { Session kept; void keep(Session s) { this.kept = s; } } new Local().kept = session;",
        "Local local = new Local(); local.kept = session; show(local.kept.find(Person.class, 1));",
        "Object visitor = new Object() { Session kept = session; void visit() { kept = session; this.kept = session; } };",
        "Object[] pair = {null}; pair[0] = session; List<Object> list = new ArrayList<>(); list.add(session);",
        // Something that is known only while the call runs.
        "RUNNING.put(\"now\", session); try { session.flush(); } finally { RUNNING.remove(\"now\"); }",
        "WEAK.put(session, \"since\");",
        // A variable that may be another.
        "Session other = session; other = open(); Session any = other; executor.execute(() -> show(any.find(Person.class, 1)));",
        "Session some = name == null ? session : open(); executor.submit(() -> some.find(Person.class, 1));",
        // Another unit of work on the other thread.
        "executor.execute(() -> contexts.inContext(Session.class, inner -> inner.flush()));",
        "executor.submit(() -> { try (Context other = contexts.openContext()) { other.get(Session.class).flush(); other.commit(); } });",
        "executor.submit(() -> { try (Session other = open()) { other.flush(); } });",
        "executor.submit(() -> others.count().join());",
        // What is harmless anywhere.
        "executor.submit(() -> System.identityHashCode(session));",
        "executor.submit(() -> show(session + \"\" + session.isOpen() + (session != null)));",
        "timer.schedule(() -> session.cancelQuery(), 1, TimeUnit.SECONDS);",
        "executor.execute(() -> show(context.attempt() + \"\" + context.isRollbackOnly()));",
        "executor.execute(() -> show(context.get(java.time.Clock.class)));",
        // Functions that run here, or of which nobody knows where.
        "names.stream().map(name -> session.find(Person.class, name)).toList();",
        "names.parallelStream().sequential().forEach(name -> session.persist(name));",
        "names.parallelStream().map(String::trim).toList().stream().forEach(name -> session.persist(name));",
        "names.forEach(session::persist); later(() -> session.flush()); Runnable task = () -> session.flush(); task.run();",
        "Executor here = Runnable::run; here.execute(() -> session.flush());",
        "new Direct().execute(() -> session.flush()); Executor here = new Direct(); here.execute(() -> session.flush());",
        "CompletableFuture.completedFuture(1).thenAcceptAsync(n -> session.flush(), task -> task.run());",
        "CompletableFuture.completedFuture(1).thenAccept(n -> session.flush());",
        "session.doWork(inner -> inner.createStatement().execute(\"select 1\"));",
        "new Thread() { final Person found = session.find(Person.class, 1); @Override public void run() { show(found); } }.start();",
        "executor.execute(new Store(session.find(Person.class, 1)));",
        "context.afterCommit(() -> executor.execute(() -> show(name)));",
        // Waiting is what a worker is for.
        "Thread.sleep(1); new CountDownLatch(0).await(); executor.submit(() -> 1).get();",
        "CompletableFuture.supplyAsync(() -> 1).join(); remote().toCompletableFuture().join();",
        "context.call(inner -> 1).join();",
        "var future = others.count(); if (future.isDone()) { show(future.join()); }",
        "var future = others.count(); future.complete(1L); show(future.join());",
        "var a = others.count(); var b = CompletableFuture.anyOf(a, others.count()); b.join(); show(a.join());",
        "others.count().thenAccept(n -> show(n)); others.count().thenCompose(n -> others.count());",
        "CountsInContext named = new CountsInContext(); named.count().join();",
        "try (Connection second = dataSource.getConnection()) { second.commit(); }",
        "try (Context child = context.child()) { child.get(Session.class).flush(); child.commit(); }",
        "context.child().inContext(Session.class, inner -> inner.flush());",
        // The language.
        "String s = switch (names.size()) { case 1 -> { yield \"\"; } default -> \"x\"; };",
        "Object any = session; if (any instanceof Session same && same.isOpen()) { same.flush(); } record Row(int a) {} show(new Row(1).a());",
        "label: for (int i = 0; ; i++) { do { if (i > 1) { break label; } } while (i < 0); }",
        "enum Kind { A { void go() { } }; void go() { } } interface Does { int it(int x); } Does d = x -> x; show(d.it(1));",
        "this.<String>generic(null); People.super.toString(); int[] a = {1}; a[0]++; assert a.length > 0 : session;"
      })
  void handler(String body) {
    Mistakes.reportsNothing(
        AS_ERRORS,
        """
        class People {
          static final Map<String, Object> CACHE = new HashMap<>();
          static final Map<String, Session> RUNNING = new HashMap<>();
          static final Map<Session, String> WEAK = new WeakHashMap<>();
          static class Person { String name; }
          static class Local { Session kept; }
          static class Direct implements Executor { public void execute(Runnable task) { task.run(); } }
          record Store(Person person) implements Runnable { public void run() {} }
          static class CountsInContext { CompletableFuture<Long> count() { return new CompletableFuture<>(); } }
          String name;
          Person person;
          ExecutorService executor;
          ScheduledExecutorService timer;
          List<String> names;
          OthersInContext others;
          ContextFactory contexts;
          javax.sql.DataSource dataSource;
          Session open() { return null; }
          void show(Object o) {}
          void later(Runnable task) {}
          <T> void generic(T t) {}
          CompletionStage<Integer> remote() { return null; }
          @ContextHandler void adopt(Context context, Session session, Connection connection) throws Exception {
            %s
          }
        }
        """
            .formatted(body),
        OTHERS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return context.call(Session.class, s -> s.find(String.class, 1));",
        "return context.call(inner -> inner.get(Session.class).find(String.class, 1));",
        "return context.call(inner -> context.connection().isValid(1));",
        "return remote().thenCompose(x -> context.call(Session.class, s -> s.merge(x)));",
        "return remote().thenApply(x -> context.get(java.time.Clock.class).instant());",
        "return context.run(inner -> Thread.sleep(10)).thenRun(() -> { });",
        "return context.run(inner -> { Thread.sleep(10); latch.await(); queue.take(); });",
        "return context.call(inner -> { try (Connection c = dataSource.getConnection()) { return c.isValid(1); } });",
        "return CompletableFuture.supplyAsync(() -> { try { Thread.sleep(1); } catch (InterruptedException e) { } return 1; }, executor);",
        "return CompletableFuture.supplyAsync(() -> sessions.fromSession(s -> s.find(String.class, 1)), executor);",
        "executor.execute(() -> context.call(Session.class, s -> s.find(String.class, 1))); return remote();",
        "executor.execute(() -> { context.setRollbackOnly(); context.afterCommit(() -> { }); }); return remote();",
        "Executor inside = task -> context.run(ignored -> task.run()); return CompletableFuture.supplyAsync(() -> context.get(Session.class).find(String.class, 1), inside);",
        "return context.call(Session.class, s -> CompletableFuture.completedFuture(1).thenApply(x -> s.find(String.class, x)).join());",
        "return context.call(Session.class, this::load).thenApply(this::shown);",
        "return inside(context, () -> context.get(Session.class).find(String.class, 1));",
        "Supplier<String> later = () -> context.get(Session.class).find(String.class, 1); return context.call(inner -> later.get());",
        "class Load { String now() { return context.get(Session.class).find(String.class, 1); } } return context.call(inner -> new Load().now());",
        "CompletableFuture<String> done = CompletableFuture.completedFuture(\"\"); return CompletableFuture.completedFuture(done.join());",
        "return CompletableFuture.completedFuture(CompletableFuture.completedFuture(1).thenApply(x -> x).join());",
        "var a = others.count(); return a.thenApply(n -> a.join());",
        "return CompletableFuture.allOf(others.count()).thenApply(x -> 1);",
        "sessions.getCurrentSession().createSelectionQuery(\"\", String.class); Session opened = sessions.openSession(); return context.run(inner -> opened.flush());",
        "queue.poll(); queue.put(\"x\"); lock.lock(); try { return remote(); } finally { lock.unlock(); }",
        "return context.call(\"reports\", Session.class, s -> { s.flush(); return context.child().fromContext(Session.class, t -> t.find(String.class, 1)); });",
        "javax.sql.rowset.CachedRowSet rows = javax.sql.rowset.RowSetProvider.newFactory().createCachedRowSet(); rows.next(); return remote();",
        "return null;",
        "throw new IllegalStateException();"
      })
  void handlerThatReturnsAStage(String body) {
    Mistakes.reportsNothing(
        AS_ERRORS,
        """
        class People {
          Executor executor;
          CountDownLatch latch;
          BlockingQueue<String> queue = new LinkedBlockingQueue<>();
          java.util.concurrent.locks.Lock lock;
          javax.sql.DataSource dataSource;
          org.hibernate.SessionFactory sessions;
          OthersInContext others;
          CompletionStage<String> remote() { return new CompletableFuture<>(); }
          String load(Session session) { return ""; }
          String shown(String name) { return name; }
          <T> CompletionStage<T> inside(Context context, Supplier<T> work) { return context.call(inner -> work.get()); }
          @ContextHandler CompletionStage<?> order(Context context) throws Exception {
            %s
          }
        }
        """
            .formatted(body),
        OTHERS);
  }

  @Test
  @EnabledForJreRange(minVersion = 21)
  void patternsOfNewerJava() {
    Compilation compilation =
        Compiling.withOptions(
            AS_ERRORS,
            List.of(
                Compiling.inApp(
                    """
                    class People {
                      record Pair(Object left, Object right) {}
                      @ContextHandler String adopt(Session session, Object some) {
                        return switch (some) {
                          case null -> "";
                          case Pair(String left, Pair(var inner, Integer right)) when right > 0 -> left + inner;
                          case Pair pair -> session.find(String.class, pair.left());
                          default -> some instanceof Pair(Session left, var right) ? left.toString() : "";
                        };
                      }
                    }
                    """)));
    assertThat(compilation.diagnostics()).as(() -> Compiling.describe(compilation)).isEmpty();
  }

  /** Only the bodies of handlers are read. */
  @Test
  void methodsThatAreNoHandlers() {
    Mistakes.reportsNothing(
        AS_ERRORS,
        """
        class People {
          static Object kept;
          OthersInContext others;
          People(Session session) { kept = session; }
          @ContextHandler void adopt(Session session) { helper(session); }
          void helper(Session session) { kept = session; others.count().join(); }
          class Nested { void helper(Session session) { kept = session; } }
        }
        """,
        OTHERS);
  }

  static Stream<Path> realSources() throws IOException {
    return Stream.concat(
        Stream.of(Path.of("..", "example-app", "src", "main", "java")),
        GoldenTest.cases().stream().map(each -> GoldenTest.CASES.resolve(each).resolve("input")));
  }

  @ParameterizedTest
  @MethodSource
  void realSources(Path folder) throws IOException {
    List<JavaFileObject> sources;
    try (Stream<Path> files = Files.walk(folder)) {
      sources =
          files.filter(each -> each.toString().endsWith(".java")).map(BodyRightTest::file).toList();
    }
    Compilation compilation = Compiling.withOptions(AS_ERRORS, sources);
    assertThat(compilation.status())
        .as(() -> Compiling.describe(compilation))
        .isEqualTo(Compilation.Status.SUCCESS);
    assertThat(compilation.diagnostics())
        .extracting(each -> each.getMessage(Locale.ROOT))
        .noneMatch(message -> message.contains("[MACADAM"));
  }

  private static JavaFileObject file(Path path) {
    try {
      return JavaFileObjects.forResource(path.toUri().toURL());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
