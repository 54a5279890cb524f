package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Eclipse's compiler has a model of its own; what comes out has to be the same. */
class EclipseCompilerTest {

  private final Path folder;

  EclipseCompilerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @MethodSource("dev.macadam.processor.GoldenTest#cases")
  void wrapperIsTheSameAsFromJavac(String name) throws IOException {
    Path golden = GoldenTest.CASES.resolve(name);
    StringWriter messages = new StringWriter();
    boolean compiled =
        compile(GoldenTest.options(name), filesIn(golden.resolve("input")), folder, messages);
    assertThat(compiled).as(messages::toString).isTrue();
    for (Path expected : filesIn(golden.resolve("expected"))) {
      Path actual = folder.resolve("app").resolve(expected.getFileName());
      assertThat(actual).hasSameTextualContentAs(expected);
    }
  }

  /** Eclipse's compiler says that a static nested type is inside a parameterized one. */
  @Test
  void staticNestedTypesOfGenericTypes() throws IOException {
    Path source = folder.resolve("Nested.java");
    Files.writeString(
        source,
        """
        package app;
        class Nested {
          @dev.macadam.ContextHandler void m(java.util.Map.Entry<String, ?> entry) {}
        }
        """);
    StringWriter messages = new StringWriter();
    assertThat(compile(List.of(source), messages)).as(messages::toString).isTrue();
    assertThat(folder.resolve("app").resolve("NestedInContext.java"))
        .content()
        .contains("m(Map.Entry<String, ?> entry)");
  }

  /** Eclipse's compiler does not say of each generic method that it overrides another one. */
  @Test
  void overriddenGenericHandlers() throws IOException {
    Path source = folder.resolve("Heir.java");
    Files.writeString(
        source,
        """
        package app;
        class Heir extends Base {
          @Override @dev.macadam.ContextHandler <V extends Comparable<V>, W extends Comparable<W>> void m(V v, W w) {}
        }
        class Base {
          @dev.macadam.ContextHandler <V extends Comparable<V>, W extends Comparable<W>> void m(V v, W w) {}
        }
        """);
    StringWriter messages = new StringWriter();
    assertThat(compile(List.of(source), messages)).as(messages::toString).isTrue();
  }

  /** Eclipse's compiler does not find such a class by its name. */
  @Test
  void nestedClassesWithADollarInTheirNames() throws IOException {
    Path source = folder.resolve("Outer.java");
    Files.writeString(
        source,
        """
        package app;
        class Outer {
          static class A$B { @dev.macadam.ContextHandler void m() {} }
          static class Heir extends A$B { @dev.macadam.ContextHandler void n() {} }
        }
        """);
    StringWriter messages = new StringWriter();
    assertThat(compile(List.of(source), messages)).as(messages::toString).isTrue();
    assertThat(folder.resolve("app").resolve("Outer_A$BInContext.java")).exists();
    assertThat(folder.resolve("app").resolve("Outer_HeirInContext.java"))
        .content()
        .contains("m()", "n()");
  }

  @Test
  void mistakesAreReported() throws IOException {
    Path source = folder.resolve("Wrong.java");
    Files.writeString(
        source,
        """
        package app;
        class Wrong {
          @dev.macadam.ContextHandler(attempts = 0) void a() {}
          @dev.macadam.ContextHandler private void b() {}
          @dev.macadam.ContextHandler java.util.Optional<java.util.stream.Stream<String>> c() { return null; }
          @dev.macadam.ContextHandler java.util.concurrent.CompletableFuture<String> d(java.sql.Connection c) { return null; }
        }
        """);
    StringWriter messages = new StringWriter();
    assertThat(compile(List.of(source), messages)).isFalse();
    assertThat(messages.toString())
        .contains(
            "[MACADAM404]",
            "[MACADAM101]",
            "[MACADAM301]",
            "[MACADAM205]",
            "4 problems (4 errors)");
  }

  private boolean compile(List<Path> sources, StringWriter messages) {
    return compile(sources, folder, messages);
  }

  /** Compiles with the processor; what is generated is in the folder too. */
  static boolean compile(List<Path> sources, Path folder, StringWriter messages) {
    return compile(List.of(), sources, folder, messages);
  }

  private static boolean compile(
      List<String> options, List<Path> sources, Path folder, StringWriter messages) {
    String path = System.getProperty("java.class.path");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--release",
                "17",
                "-nowarn",
                "-classpath",
                path,
                "-processorpath",
                path,
                "-processor",
                ContextHandlerProcessor.class.getName(),
                "-d",
                folder.toString(),
                "-s",
                folder.toString()));
    arguments.addAll(options);
    sources.forEach(each -> arguments.add(each.toString()));
    PrintWriter out = new PrintWriter(messages, true);
    return BatchCompiler.compile(arguments.toArray(String[]::new), out, out, null);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
