package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.macadam.processor.report.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When bodies are read, and what becomes of what is found. */
class BodyChecksTest {

  private static final String KEEPS =
      "class People { static Object kept; @ContextHandler void adopt(Session s) { kept = /*!*/s; } }";

  private static Compilation compile(List<String> options, String... sources) {
    return Compiling.withOptions(options, Compiling.inApp(sources));
  }

  private static List<String> linesOf(Compilation compilation, Kind kind, Diagnostic diagnostic) {
    return compilation.diagnostics().stream()
        .filter(each -> each.getKind() == kind)
        .filter(each -> each.getMessage(Locale.ROOT).startsWith("[" + diagnostic.code() + "]"))
        .map(each -> fileName(each.getSource()) + ":" + each.getLineNumber())
        .toList();
  }

  private static String fileName(JavaFileObject file) {
    return Path.of(file.getName()).getFileName().toString();
  }

  @Test
  void severityIsAnOption() {
    Mistakes.reports(
        List.of("-Amacadam.bodyChecks=error"),
        Kind.ERROR,
        Diagnostic.VALUE_KEPT,
        "keeps the Session 's'",
        KEEPS);
    Mistakes.reports(
        List.of("-Amacadam.bodyChecks=warn"),
        Kind.WARNING,
        Diagnostic.VALUE_KEPT,
        "keeps the Session 's'",
        KEEPS);
    Mistakes.reportsNothing(List.of("-Amacadam.bodyChecks=ignore"), KEEPS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@SuppressWarnings(\"MACADAM602\") class People { @ContextHandler void adopt(Session s, ExecutorService e) { e.execute(() -> s.flush()); } }",
        "class Outer { @SuppressWarnings(\"macadam\") static class Middle { static class People { @ContextHandler void adopt(Session s, ExecutorService e) { e.execute(s::flush); } } } }",
        "class People { @SuppressWarnings({\"unused\", \"MACADAM602\"}) @ContextHandler void adopt(Session s, ExecutorService e) { e.execute(() -> s.flush()); } }",
        "class People { @ContextHandler void adopt(Session s, ExecutorService e) { @SuppressWarnings(\"MACADAM602\") Future<?> f = e.submit(() -> s.flush()); } }",
        "class People { @ContextHandler void adopt(Session s, ExecutorService e) { e.execute(new Runnable() { @SuppressWarnings(\"macadam\") public void run() { s.flush(); } }); } }"
      })
  void isSuppressedByWhatIsAround(String source) {
    Mistakes.reportsNothing(List.of("-Amacadam.bodyChecks=error"), source);
  }

  @Test
  void suppressingOneCodeLeavesTheOthers() {
    Mistakes.reports(
        Diagnostic.VALUE_KEPT,
        "keeps the Session 's'",
        """
        @SuppressWarnings("MACADAM602")
        class People {
          static Object kept;
          @ContextHandler void adopt(Session s, ExecutorService e) { e.execute(s::flush); kept = /*!*/s; }
        }
        """);
  }

  /** A mistake in a superclass is one mistake, in whatever order the classes come. */
  @Test
  void inheritedHandlersAreReportedWhereTheyAreDeclared() {
    String base =
        "class Base { static Object kept; @ContextHandler void base(Session s) { kept = s; } }";
    String sub = "class Sub extends Base { @ContextHandler void own(Session s) { } }";
    for (List<String> order : List.of(List.of(base, sub), List.of(sub, base))) {
      Compilation compilation = compile(List.of(), order.toArray(String[]::new));
      assertThat(linesOf(compilation, Kind.WARNING, Diagnostic.VALUE_KEPT))
          .containsExactly("Base.java:11");
    }
  }

  @Test
  void everyClassOfAFileAndEveryNestedClassIsReadOnce() {
    Compilation compilation =
        compile(
            List.of(),
            """
            class First {
              static Object kept;
              @ContextHandler void a(Session s) { kept = s; }
              static class Nested {
                class Inner { @ContextHandler void b(Session s) { kept = s; } }
              }
              enum Kind { ONE; @ContextHandler void c(Session s) { kept = s; } }
            }
            class Second extends First {
              @ContextHandler static void d(Session s) { kept = s; }
            }
            record Third(int x) {
              @ContextHandler void e(Session s) { First.kept = s; }
            }
            """);
    assertThat(linesOf(compilation, Kind.WARNING, Diagnostic.VALUE_KEPT))
        .containsExactlyInAnyOrder(
            "First.java:13", "First.java:15", "First.java:17", "First.java:20", "First.java:23");
  }

  @Test
  void severalMistakesOfOneHandlerAreAllReported() {
    Compilation compilation =
        compile(
            List.of("-Amacadam.bodyChecks=error"),
            """
            class People {
              static Object kept;
              @ContextHandler void adopt(Session s, ExecutorService executor) {
                kept = s;
                executor.execute(() -> s.flush());
                executor.execute(() -> s.clear());
              }
            }
            """);
    assertThat(linesOf(compilation, Kind.ERROR, Diagnostic.VALUE_KEPT))
        .containsExactly("People.java:14");
    assertThat(linesOf(compilation, Kind.ERROR, Diagnostic.VALUE_ON_OTHER_THREAD))
        .containsExactly("People.java:15", "People.java:16");
  }

  /** Who looks at bodies too early makes javac swallow errors. */
  @Test
  void theUsersOwnErrorsAreAllThere() {
    String[] sources = {
      """
      class People {
        static Object kept;
        @ContextHandler void adopt(Session session, ExecutorService executor) {
          int number = "text";
          missing(session);
          executor.execute(() -> session.flush(Missing.NONE));
          session.noSuchMethod().join();
          kept = session;
          new Unknown<>(x -> session.flush()) { void run() { undefined = session; } };
        }
        @ContextHandler void other(Session session) { session.find(Nothing.class, oops); }
      }
      """,
      "class Later { int number = \"text\"; }"
    };
    Compilation without = compile(List.of("-Amacadam.bodyChecks=ignore"), sources);
    Compilation with = compile(List.of(), sources);
    assertThat(without.errors()).hasSizeGreaterThan(5);
    assertThat(texts(with.errors())).isEqualTo(texts(without.errors()));
    assertThat(texts(with.notes())).noneMatch(text -> text.contains("MACADAM502"));
  }

  @Test
  void errorInABodyIsTheOnlyThingThatIsSaid() {
    Compilation compilation =
        compile(
            List.of(),
            """
            class People {
              @ContextHandler String adopt(Session session, ExecutorService executor) {
                Future<String> name = executor.submit(() -> "Junior");
                int length = session.find(String.class, 1);
                return name.get() + length;
              }
              @ContextHandler CompletionStage<String> order(Context context) {
                return context.call(Session.class, session -> session.find(Missing.class, 1));
              }
            }
            """);
    assertThat(compilation.diagnostics())
        .allMatch(each -> each.getKind() == Kind.ERROR)
        .extracting(each -> each.getCode() + " " + each.getLineNumber())
        .containsExactlyInAnyOrder(
            "compiler.err.prob.found.req 14", "compiler.err.cant.resolve.location 18");
  }

  private static List<String> texts(
      List<javax.tools.Diagnostic<? extends JavaFileObject>> diagnostics) {
    return diagnostics.stream()
        .map(each -> each.getLineNumber() + ": " + each.getMessage(Locale.ROOT))
        .sorted()
        .toList();
  }

  @Test
  void nothingIsReadWhereOnlyTheProcessorsRun() {
    Compilation compilation = compile(List.of("-proc:only"), KEEPS);
    assertThat(compilation.warnings()).isEmpty();
    assertThat(compilation.generatedSourceFiles()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "bytodo", "byfile"})
  void policiesOfTheCompilerMakeNoDifference(String policy) {
    Mistakes.reports(
        List.of("-XDcompilePolicy=" + policy),
        Kind.WARNING,
        Diagnostic.VALUE_KEPT,
        "keeps the Session 's'",
        KEEPS);
  }
}
