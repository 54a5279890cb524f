package dev.macadam.processor;

import static dev.macadam.processor.Mistakes.reports;

import dev.macadam.processor.report.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The smallest wrong bodies. Each gets one message, at the place with the mark. */
class BodyMistakesTest {

  /** A handler without a stage in a class with a few fields, with this body. */
  private static String handler(String body) {
    return """
        class People {
          static final Map<String, Object> CACHE = new HashMap<>();
          static final List<Object> LIST = new ArrayList<>();
          static final Object[] SLOTS = new Object[1];
          static Object kept;
          Object field;
          ExecutorService executor;
          ScheduledExecutorService timer;
          List<String> names;
          OthersInContext others;
          void store(Session session, Object row) {}
          @ContextHandler void adopt(Context context, Session session, Connection connection) throws Exception {
            %s
          }
        }
        """
        .formatted(body);
  }

  /** A handler with a stage, with this body. */
  private static String stageHandler(String body) {
    return """
        class People {
          static Object kept;
          Executor executor;
          List<String> names;
          CountDownLatch latch;
          BlockingQueue<String> queue;
          javax.sql.DataSource dataSource;
          org.hibernate.SessionFactory sessions;
          OthersInContext others;
          CompletionStage<String> remote() { return new CompletableFuture<>(); }
          @ContextHandler CompletionStage<?> order(Context context) throws Exception {
            %s
          }
        }
        """
        .formatted(body);
  }

  private static final String OTHERS =
      """
      class Others {
        @ContextHandler long count(Session session) { return 1; }
      }
      """;

  private static void wrong(Diagnostic diagnostic, String what, String body) {
    reports(diagnostic, what, handler(body), OTHERS);
  }

  private static void wrongInStage(Diagnostic diagnostic, String what, String body) {
    reports(diagnostic, what, stageHandler(body), OTHERS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "this.field = /*!*/session;",
        "field = /*!*/session;",
        "kept = (Object) (/*!*/session);",
        "People.kept = /*!*/session;",
        "People.this.field = /*!*/session;",
        "SLOTS[0] = /*!*/session;",
        "LIST.add(/*!*/session);",
        "LIST.add(0, /*!*/session);",
        "People.CACHE.put(\"s\", /*!*/session);",
        "CACHE.putIfAbsent(\"s\", /*!*/session);",
        "names.forEach(name -> field = /*!*/session);",
        "new Object() { void run() { field = /*!*/session; } };",
        "switch (names.size()) { case 1 -> { try { kept = /*!*/session; } finally { names.clear(); } } default -> {} }"
      })
  void sessionInAField(String body) {
    wrong(
        Diagnostic.VALUE_KEPT,
        "@ContextHandler method 'adopt' of People keeps the Session 'session' in the field '",
        body);
  }

  @Test
  void contextInAField() {
    wrong(
        Diagnostic.VALUE_KEPT,
        "keeps the Context 'context' in the field 'kept'.",
        "kept = /*!*/context;");
  }

  @Test
  void whatTheContextGivesInAField() {
    wrong(
        Diagnostic.VALUE_KEPT,
        "keeps the Connection of its context in the field 'field'.",
        "field = context/*!*/.connection();");
  }

  @Test
  void localVariableInAField() {
    wrong(
        Diagnostic.VALUE_KEPT,
        "keeps the StatelessSession 'mine' in the field 'field'.",
        """
        var first = context.get(StatelessSession.class);
        Object mine = first;
        field = /*!*/mine;
        """);
  }

  @Test
  void patternVariableInAField() {
    wrong(
        Diagnostic.VALUE_KEPT,
        "keeps the Connection 'real' in the field 'kept'.",
        "if (connection instanceof com.zaxxer.hikari.pool.ProxyConnection real && names.isEmpty()) { kept = /*!*/real; }");
  }

  @Test
  void childInAField() {
    wrong(
        Diagnostic.VALUE_KEPT,
        "keeps the Context 'child' in the field 'kept'.",
        "try (Context child = context.child()) { kept = /*!*/child; }");
  }

  @Test
  void sessionOfTheWorkOfAStageInAField() {
    wrongInStage(
        Diagnostic.VALUE_KEPT,
        "keeps the Session 'inner' in the field 'kept'.",
        "return context.run(Session.class, inner -> { kept = /*!*/inner; });");
  }

  @Test
  void sessionInAFieldByADefaultMethod() {
    reports(
        Diagnostic.VALUE_KEPT,
        "@ContextHandler method 'load' of Repository.Loads keeps the Session 's' in the field 'LAST'.",
        """
        class Repository {
          static final Object[] LAST = new Object[1];
          interface Loads<T> {
            @ContextHandler default T load(Session s, Class<T> type, long id) {
              LAST[0] = /*!*/s;
              return s.find(type, id);
            }
          }
        }
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "executor.execute(() -> session/*!*/.flush());",
        "executor.submit(() -> { session/*!*/.flush(); session.clear(); });",
        "executor.invokeAll(List.of(() -> session/*!*/.find(People.class, 1)));",
        "timer.schedule(() -> session/*!*/.flush(), 1, TimeUnit.SECONDS);",
        "executor.submit(/*!*/session::flush);",
        "executor.submit(() -> store(/*!*/session, null));",
        "executor.execute(new Runnable() { @Override public void run() { session/*!*/.flush(); } });",
        "new Thread(() -> session/*!*/.flush()).start();",
        "new Thread() { @Override public void run() { session/*!*/.flush(); } }.start();",
        "new java.util.Timer().schedule(new TimerTask() { @Override public void run() { session/*!*/.flush(); } }, 5);",
        "CompletableFuture.runAsync(() -> session/*!*/.flush());",
        "CompletableFuture.supplyAsync(() -> names.size(), executor).thenAcceptAsync(n -> session/*!*/.flush(), executor);",
        "names.parallelStream().map(String::trim).forEach(name -> session/*!*/.persist(name));",
        "names.parallelStream().forEach(/*!*/session::persist);",
        "names.stream().map(name -> session/*!*/.merge(name)).parallel().toList();",
        "executor.submit(() -> names.forEach(name -> session/*!*/.persist(name)));",
        "names.forEach(name -> executor.submit(() -> session/*!*/.persist(name)));",
        "executor.submit(() -> { for (String name : names) { if (name.isEmpty()) { session/*!*/.persist(name); } } });"
      })
  void sessionOnAnotherThread(String body) {
    wrong(
        Diagnostic.VALUE_ON_OTHER_THREAD,
        "@ContextHandler method 'adopt' of People uses the Session 'session' on another thread."
            + "|do that in the handler itself",
        body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "executor.execute(() -> context/*!*/.commit());",
        "executor.submit(() -> context/*!*/.get(Session.class).find(People.class, 1));",
        "executor.submit(() -> { Session found = context/*!*/.get(Session.class); found.flush(); });",
        "executor.submit(() -> context/*!*/.connection().createStatement());",
        "executor.execute(() -> context/*!*/.run(Session.class, inner -> inner.flush()));",
        "executor.execute(() -> { try (Context child = context/*!*/.child()) { child.commit(); } });"
      })
  void contextOnAnotherThread(String body) {
    wrong(Diagnostic.VALUE_ON_OTHER_THREAD, "uses the Context 'context' on another thread.", body);
  }

  @Test
  void localVariableOnAnotherThread() {
    wrong(
        Diagnostic.VALUE_ON_OTHER_THREAD,
        "uses the Session 'mine' on another thread.",
        """
        Session mine = context.get(Session.class);
        executor.execute(() -> mine/*!*/.flush());
        """);
  }

  @Test
  void sessionOfTheWorkOfAStageOnAnotherThread() {
    wrongInStage(
        Diagnostic.VALUE_ON_OTHER_THREAD,
        "uses the Session 'inner' on another thread.|do that in context.call(...)",
        """
        return context.call(
            Session.class,
            inner -> CompletableFuture.supplyAsync(() -> inner/*!*/.find(String.class, 1)));
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "context/*!*/.get(Session.class).flush(); return remote();",
        "Session session = context/*!*/.get(Session.class); session.flush(); return remote();",
        "return remote().thenApply(x -> context/*!*/.get(Session.class).find(String.class, x));",
        "return context.run(Session.class, s -> s.flush()).thenRun(() -> context/*!*/.get(Session.class));",
        "return remote().thenCompose(x -> { names.forEach(n -> context/*!*/.get(Session.class).persist(n)); return remote(); });",
        "kept = context/*!*/.get(Session.class); return remote();"
      })
  void sessionOutsideOfCall(String body) {
    wrongInStage(
        Diagnostic.OUTSIDE_OF_CALL,
        "@ContextHandler method 'order' of People returns a stage and gets the Session of its context outside"
            + "|context.call(Session.class, ...)",
        body);
  }

  @Test
  void connectionOutsideOfCall() {
    wrongInStage(
        Diagnostic.OUTSIDE_OF_CALL,
        "gets the Connection of its context",
        """
        try (Statement statement = context/*!*/.connection().createStatement()) {
          statement.execute("select 1");
        }
        return remote();
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "others.count()/*!*/.join();",
        "others.count()/*!*/.get();",
        "others.count()/*!*/.get(1, TimeUnit.SECONDS);",
        "others.count().thenApply(n -> n + 1).orTimeout(1, TimeUnit.SECONDS)/*!*/.join();",
        "new OthersInContext(null, new Others()).count()/*!*/.join();",
        "var future = others.count(); future/*!*/.join();",
        "CompletableFuture<Long> future = others.count(); future.thenApply(n -> n + 1)/*!*/.join();",
        "names.forEach(name -> others.count()/*!*/.join());",
        "names.stream().map(name -> others.count()/*!*/.join()).toList();",
        "context.run(inner -> others.count()/*!*/.join());"
      })
  void wrapperAwaitedInAHandler(String body) {
    wrong(
        Diagnostic.WRAPPER_AWAITED,
        "@ContextHandler method 'adopt' of People waits for the future of OthersInContext.count with ",
        body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "others.count()/*!*/.join(); return remote();",
        "return context.call(inner -> others.count()/*!*/.join());"
      })
  void wrapperAwaitedInAHandlerWithAStage(String body) {
    wrongInStage(Diagnostic.WRAPPER_AWAITED, "OthersInContext.count with join().", body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thread/*!*/.sleep(10);",
        "new Thread()/*!*/.join();",
        "TimeUnit.SECONDS/*!*/.sleep(1);",
        "synchronized (this) { /*!*/wait(); }",
        "latch/*!*/.await();",
        "queue/*!*/.take();",
        "new LinkedBlockingDeque<String>()/*!*/.take();",
        "java.util.concurrent.locks.LockSupport/*!*/.parkNanos(1);",
        "context.run(inner -> {})/*!*/.join();",
        "CompletableFuture.supplyAsync(() -> 1).thenApply(x -> x)/*!*/.get();",
        "names.forEach(name -> { try { Thread/*!*/.sleep(1); } catch (InterruptedException e) {} });",
        "try { if (names.isEmpty()) { Thread/*!*/.sleep(1); } } finally { names.clear(); }"
      })
  void callingThreadBlocked(String body) {
    wrongInStage(
        Diagnostic.CALLING_THREAD_BLOCKED,
        "@ContextHandler method 'order' of People returns a stage and calls ",
        body + " return remote();");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dataSource/*!*/.getConnection().close();",
        """
        try (Connection c = dataSource/*!*/.getConnection();
            PreparedStatement q = c.prepareStatement("select 1");
            ResultSet rows = q.executeQuery()) {
          rows.next();
          c.commit();
        }
        try (Connection c = dataSource.getConnection()) { c.commit(); }
        """,
        "try (Session s = sessions.openSession()) { s/*!*/.persist(this); s.flush(); s.find(String.class, 1); }",
        "sessions.openSession().createSelectionQuery(\"from X\", String.class)/*!*/.getResultList();"
      })
  void databaseOnTheCallingThreadIsReportedOnce(String body) {
    wrongInStage(
        Diagnostic.DATABASE_ON_CALLING_THREAD,
        "@ContextHandler method 'order' of People returns a stage and calls ",
        body + " return remote();");
  }
}
