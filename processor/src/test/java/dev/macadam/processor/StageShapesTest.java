package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever legal Java a handler that returns a stage is, its wrapper compiles without a warning and
 * returns the future that one expects; with two compilers.
 */
class StageShapesTest {

  private final Path folder;

  StageShapesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Compiles sources; the wrapper of the first one has methods with these declarations. */
  private void compiles(List<String> declarations, String... texts) throws IOException {
    List<JavaFileObject> sources = new ArrayList<>();
    for (String text : texts) {
      sources.add(text.startsWith("package ") ? Compiling.source(text) : Compiling.inApp(text));
    }
    Compilation compilation = Compiling.strictly(sources);
    assertThat(compilation.diagnostics()).as(() -> Compiling.describe(compilation)).isEmpty();
    String name = sources.get(0).getName().replaceAll(".*/|\\.java$", "") + "InContext";
    String fromJavac = Compiling.generated(compilation, "app." + name);
    assertThat(declarations(fromJavac)).containsExactlyElementsOf(declarations);

    List<Path> files = new ArrayList<>();
    for (JavaFileObject source : sources) {
      String file = source.getName().replaceAll(".*/", "");
      files.add(Files.writeString(folder.resolve(file), Compiling.text(source)));
    }
    StringWriter messages = new StringWriter();
    assertThat(EclipseCompilerTest.compile(files, folder, messages))
        .as(messages::toString)
        .isTrue();
    assertThat(folder.resolve("app").resolve(name + ".java")).hasContent(fromJavac);
  }

  /** All methods but the constructor, each on one line. */
  private static List<String> declarations(String wrapper) {
    return Pattern.compile("(?m)^  (?!return|private)([^ *@/}][^;{]*\\)) \\{$")
        .matcher(wrapper)
        .results()
        .map(each -> each.group(1).replaceAll("\\s+", " ").replace("( ", "("))
        .filter(each -> !each.contains("InContext("))
        .toList();
  }

  @Test
  void stagesAndTheirSubtypes() throws IOException {
    compiles(
        List.of(
            "CompletableFuture<String> stage()",
            "public CompletableFuture<Integer> future(int number)",
            "CompletableFuture<Void> nothing()",
            "CompletableFuture<List<Map<String, int[]>>> nested()",
            "protected CompletableFuture<long[][]> array()"),
        """
        public class Stages {
          @ContextHandler CompletionStage<String> stage(Context c) { return null; }
          @ContextHandler public CompletableFuture<Integer> future(int number, Context c) throws IOException { return null; }
          @ContextHandler CompletionStage<Void> nothing(Context c) { return null; }
          @ContextHandler CompletionStage<List<Map<String, int[]>>> nested(Context c) { return null; }
          @ContextHandler protected CompletionStage<long[][]> array(Context c) { return null; }
        }
        """);
  }

  @Test
  void wildcards() throws IOException {
    compiles(
        List.of(
            "CompletableFuture<?> any()",
            "CompletableFuture<? extends Number> some()",
            "CompletableFuture<? super Integer> below()",
            "CompletableFuture<? extends List<? super T>> nested()",
            "CompletableFuture<? extends T[]> array()",
            "CompletableFuture<? super T> belowVariable()"),
        """
        class Wildcards<T extends Comparable<? super T>> {
          @ContextHandler CompletionStage<?> any(Context c) { return null; }
          @ContextHandler CompletionStage<? extends Number> some(Context c) { return null; }
          @ContextHandler(dontRollbackOn = IOException.class) CompletableFuture<? super Integer> below(Context c) { return null; }
          @ContextHandler CompletionStage<? extends List<? super T>> nested(Context c) { return null; }
          @ContextHandler CompletionStage<? extends T[]> array(Context c) { return null; }
          @ContextHandler CompletionStage<? super T> belowVariable(Context c) { return null; }
        }
        """);
  }

  @Test
  void rawStages() throws IOException {
    compiles(
        List.of(
            "CompletableFuture<?> stage()",
            "CompletableFuture<?> future()",
            "CompletableFuture<?> own()",
            "CompletableFuture<?> below()",
            "<F extends CompletableFuture> CompletableFuture<?> variable()",
            "CompletableFuture<List> inside()"),
        """
        @SuppressWarnings("rawtypes") class Raw {
          static class Own<T> extends CompletableFuture<T> {}
          @ContextHandler CompletionStage stage(Context c) { return null; }
          @ContextHandler CompletableFuture future(Context c) { return null; }
          static class Below extends Own {}
          @ContextHandler Own own(Context c) { return null; }
          @ContextHandler Below below(Context c) { return null; }
          @ContextHandler <F extends CompletableFuture> F variable(Context c) { return null; }
          @ContextHandler CompletionStage<List> inside(Context c) { return null; }
        }
        """);
  }

  @Test
  void subtypesOfTheUsers() throws IOException {
    compiles(
        List.of(
            "CompletableFuture<String> reply()",
            "CompletableFuture<Integer> own()",
            "CompletableFuture<?> anyOwn()",
            "CompletableFuture<? extends Number> someOwn()",
            "CompletableFuture<String[]> array()",
            "CompletableFuture<?> anyArray()",
            "CompletableFuture<?> map()",
            "CompletableFuture<?> someMap()",
            "CompletableFuture<Integer> second()",
            "CompletableFuture<Integer> anyFirst()",
            "CompletableFuture<Long> inner()",
            "CompletableFuture<?> anyInner()",
            "CompletableFuture<String> hidden()"),
        """
        class Subtypes {
          static class Reply extends CompletableFuture<String> {}
          interface Own<T> extends CompletionStage<T> {}
          static class ArrayStage<T> extends CompletableFuture<T[]> {}
          static class MapStage<K, V> extends CompletableFuture<Map<K, List<V>>> {}
          static class Second<A, B> extends CompletableFuture<B> {}
          static class Outer<T> { class Inner extends CompletableFuture<T> {} class Lists<E> extends CompletableFuture<Map<E, T>> {} }
          private static class Hidden extends Reply {}
          @ContextHandler Reply reply(Context c) { return null; }
          @ContextHandler Own<Integer> own(Context c) { return null; }
          @ContextHandler Own<?> anyOwn(Context c) { return null; }
          @ContextHandler Own<? extends Number> someOwn(Context c) { return null; }
          @ContextHandler ArrayStage<String> array(Context c) { return null; }
          @ContextHandler ArrayStage<?> anyArray(Context c) { return null; }
          @ContextHandler MapStage<Integer, ?> map(Context c) { return null; }
          @ContextHandler MapStage<? extends Integer, String> someMap(Context c) { return null; }
          @ContextHandler Second<?, Integer> second(Context c) { return null; }
          @ContextHandler Second<? super String, Integer> anyFirst(Context c) { return null; }
          @ContextHandler Outer<Long>.Inner inner(Context c) { return null; }
          @ContextHandler Outer<?>.Lists<String> anyInner(Context c) { return null; }
          @ContextHandler Hidden hidden(Context c) { return null; }
        }
        """);
  }

  @Test
  void genericHandlersAndClasses() throws IOException {
    compiles(
        List.of(
            "CompletableFuture<E> find(K key)",
            "<R extends E> CompletableFuture<Map<? super K, List<? extends R>>> group(Class<R> type)",
            "<R extends E> CompletableFuture<List<R>> all()",
            "<F extends CompletableFuture<E>> CompletableFuture<E> variable()",
            "<F extends Runnable & CompletionStage<K>> CompletableFuture<K> intersection()",
            "<A, B extends A> CompletableFuture<? extends B> some(A a)",
            "final CompletableFuture<List<E>> varargs(List<E>... all)",
            "CompletableFuture<K> pollutingVarargs(K... all)",
            "<X extends Exception> CompletableFuture<String> throwing(Class<X> type)",
            "<K> CompletableFuture<K> other(K key)"),
        """
        class Generic<E extends Comparable<E> & Serializable, K> {
          @ContextHandler CompletionStage<E> find(Context c, K key) { return null; }
          @ContextHandler <R extends E> CompletionStage<Map<? super K, List<? extends R>>> group(Context c, Class<R> type) { return null; }
          @ContextHandler <R extends E> CompletionStage<List<R>> all(Context c) { return null; }
          @ContextHandler <F extends CompletableFuture<E>> F variable(Context c) { return null; }
          @ContextHandler <F extends Runnable & CompletionStage<K>> F intersection(Context c) { return null; }
          @ContextHandler <A, B extends A> CompletionStage<? extends B> some(Context c, A a) { return null; }
          @SafeVarargs @ContextHandler final CompletionStage<List<E>> varargs(Context c, List<E>... all) { return null; }
          @SuppressWarnings("unchecked") @ContextHandler CompletionStage<K> pollutingVarargs(Context c, K... all) { return null; }
          @ContextHandler <X extends Exception> CompletionStage<String> throwing(Context c, Class<X> type) throws X, IOException { return null; }
          @ContextHandler static <K> CompletionStage<K> other(Context c, K key) { return null; }
        }
        """);
  }

  @Test
  void inheritedHandlersAndInterfaces() throws IOException {
    compiles(
        List.of(
            "CompletableFuture<String> own()",
            "CompletableFuture<X> find(Integer id)",
            "CompletableFuture<Map<Integer, X>> bare()",
            "public CompletableFuture<List<X>> named(List<X> name)"),
        """
        class Sub<X extends CharSequence> extends Base<X, Integer, CompletionStage<Map<Integer, X>>> {
          @ContextHandler CompletionStage<String> own(Context c) { return null; }
        }
        """,
        """
        abstract class Base<T, I extends Number, R> implements Named<List<T>> {
          @ContextHandler CompletionStage<T> find(Context c, I id) { return null; }
          @ContextHandler R bare(Context c) { return null; }
        }
        """,
        """
        interface Named<N> { @ContextHandler default CompletionStage<N> named(Context c, N name) { return null; } }
        """);
  }

  @Test
  void inheritedFromRawSuperclass() throws IOException {
    compiles(
        List.of("CompletableFuture<String> own()", "CompletableFuture<?> all(List x)"),
        """
        @SuppressWarnings("rawtypes") class RawBox extends Box {
          @ContextHandler CompletionStage<String> own(Context c) { return null; }
        }
        """,
        """
        class Box<T> { @ContextHandler CompletionStage<T> all(Context c, List<T> x) { return null; } }
        """);
  }

  /** The wrapper need not name the type that it gets from the handler. */
  @Test
  void subtypeThatTheWrapperCannotAccess() throws IOException {
    compiles(
        List.of("CompletableFuture<String> own()", "public CompletableFuture<Integer> hidden()"),
        """
        class Sub extends base.Base { @ContextHandler CompletionStage<String> own(Context c) { return null; } }
        """,
        """
        package base;
        public class Base {
          @dev.macadam.ContextHandler public Hidden hidden(dev.macadam.Context c) { return null; }
        }
        class Hidden extends java.util.concurrent.CompletableFuture<Integer> {}
        """);
  }

  @Test
  void typeVariablesNamedLikeClasses() throws IOException {
    compiles(
        List.of(
            "CompletableFuture<?> any(Object o)",
            "<CompletableFuture> java.util.concurrent.CompletableFuture<CompletableFuture>"
                + " hides(CompletableFuture f)"),
        """
        class Variables<Object, HandlerContext> {
          @ContextHandler CompletionStage<?> any(Context c, Object o) { return null; }
          @ContextHandler <CompletableFuture> CompletionStage<CompletableFuture> hides(Context c, CompletableFuture f) { return null; }
        }
        """);
  }

  @Test
  void staticHandlersNeedNoInstance() throws IOException {
    compiles(
        List.of(
            "CompletableFuture<Integer> purge(int age)", "<T> CompletableFuture<T> each(T seed)"),
        """
        final class Jobs {
          private Jobs() {}
          @ContextHandler static CompletionStage<Integer> purge(Context c, int age) { return null; }
          @ContextHandler static <T> CompletionStage<T> each(Context c, T seed) { return null; }
        }
        """,
        """
        class Caller { JobsInContext jobs(ContextFactory contexts) { return new JobsInContext(contexts); } }
        """);
  }

  @Test
  void interfaces() throws IOException {
    compiles(
        List.of(
            "public CompletableFuture<String> load()",
            "public CompletableFuture<String> reload()",
            "public CompletableFuture<String> ever()"),
        """
        interface Loading {
          @ContextHandler CompletionStage<String> load(Context c);
          @ContextHandler default CompletionStage<String> reload(Context c) { return null; }
          @ContextHandler static CompletionStage<String> ever(Context c) { return null; }
        }
        """);
  }

  @Test
  void deprecatedHandlersAndTypes() throws IOException {
    compiles(
        List.of(
            "CompletableFuture<OldType> a(OldType x)",
            "CompletableFuture<OldType> b()",
            "CompletableFuture<String> c()",
            "CompletableFuture<String> d()"),
        """
        @SuppressWarnings({"deprecation", "removal"}) class Dated {
          @Deprecated @ContextHandler CompletionStage<OldType> a(Context c, OldType x) { return null; }
          @ContextHandler CompletionStage<OldType> b(Context c) { return null; }
          @ContextHandler OldStage c(Context c) { return null; }
          @ContextHandler(dontRollbackOn = Gone.class) CompletionStage<String> d(Context c) { return null; }
        }
        """,
        """
        @Deprecated class OldType {}
        """,
        """
        @Deprecated class OldStage extends CompletableFuture<String> {}
        """,
        """
        @Deprecated(forRemoval = true) class Gone extends Exception { private static final long serialVersionUID = 1; }
        """);
  }

  @Test
  void annotationsOfTypes() throws IOException {
    compiles(
        List.of(
            "CompletableFuture<@Nullable String> stage()",
            "CompletableFuture<@Nullable String> future()",
            "CompletableFuture<? extends @Nullable Number> some()",
            "CompletableFuture<@Nullable String> own()"),
        """
        import org.jspecify.annotations.*;
        @NullMarked class Nullness {
          static class Own<T extends @Nullable Object> extends CompletableFuture<T> {}
          @ContextHandler CompletionStage<@Nullable String> stage(Context c) { return new CompletableFuture<>(); }
          @ContextHandler @Nullable CompletableFuture<@Nullable String> future(Context c) { return null; }
          @ContextHandler CompletionStage<? extends @Nullable Number> some(Context c) { return new CompletableFuture<Number>(); }
          @ContextHandler Own<@Nullable String> own(Context c) { return new Own<>(); }
        }
        """);
  }

  @Test
  void anyCheckedExceptionThatDoesNotRollBack() throws IOException {
    compiles(
        List.of("CompletableFuture<String> a()", "CompletableFuture<String> b()"),
        """
        class Kept {
          @ContextHandler(dontRollbackOn = {IOException.class, SQLException.class}) CompletionStage<String> a(Context c) { return null; }
          @ContextHandler(dontRollbackOn = {IOException.class, FileNotFoundException.class, IllegalStateException.class, Exception.class}) CompletionStage<String> b(Context c) throws FileNotFoundException { return null; }
        }
        """);
  }

  @Test
  void namesThatTheWrapperUsesItself() throws IOException {
    compiles(
        List.of(
            "CompletableFuture<String> clash(String context, String support, String attempt, String"
                + " stage, String result, String failure, String handlers, String kept, String"
                + " CLASH)",
            "CompletableFuture<String> submitStage(String Names_)",
            "CompletableFuture<? super String> object()"),
        """
        class Names {
          @ContextHandler(dontRollbackOn = IOException.class)
          CompletionStage<String> clash(Context c, String context, String support, String attempt, String stage, String result, String failure, String handlers, String kept, String CLASH) { return null; }
          @ContextHandler static CompletionStage<String> submitStage(Context c, String Names) { return null; }
          @ContextHandler CompletionStage<? super String> object(Context c) { return null; }
        }
        """,
        """
        class Throwable {}
        """,
        """
        class Object {}
        """);
  }

  @Test
  void asManyParametersAsAWrapperCanPassOn() throws IOException {
    String parameters = "int p" + String.join(", int p", numbers(253));
    compiles(
        List.of("CompletableFuture<String> store(" + parameters + ")"),
        "class Rows {\n  @ContextHandler CompletionStage<String> store(Context c, "
            + parameters
            + ") { return null; }\n}\n");
  }

  private static List<String> numbers(int last) {
    List<String> numbers = new ArrayList<>();
    for (int number = 1; number <= last; number++) {
      numbers.add(Integer.toString(number));
    }
    return numbers;
  }

  @Test
  void stagesBesideOrdinaryHandlers() throws IOException {
    compiles(
        List.of(
            "CompletableFuture<String> stage(CompletionStage<String> before)",
            "CompletableFuture<Integer> value()",
            "String here()"),
        """
        class Mixed {
          @ContextHandler CompletionStage<String> stage(@FromContext Context c, CompletionStage<String> before) { return before; }
          @ContextHandler int value(Session s) { return 1; }
          @ContextHandler(executor = ContextHandler.CALLER) String here(Session s) { return ""; }
        }
        """);
  }

  @Test
  void everyOption() throws IOException {
    compiles(
        List.of("CompletableFuture<String> load()"),
        """
        class Options {
          @ContextHandler(executor = "reports", database = "archive", readOnly = true, isolation = Isolation.SERIALIZABLE, timeout = "1m30s", dontRollbackOn = IllegalArgumentException.class)
          CompletionStage<String> load(Context c) { return null; }
        }
        """);
  }

  @Test
  void withoutContextIfOneSaysSo() throws IOException {
    compiles(
        List.of("CompletableFuture<String> load(String key)"),
        """
        class Unusual {
          @SuppressWarnings("MACADAM206") @ContextHandler CompletionStage<String> load(String key) { return null; }
        }
        """);
  }
}
