package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.macadam.processor.body.BodyChecks;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.Severity;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compilers, build tools and class paths of all kinds: bodies are read, or nothing is said. */
class BodyEnvironmentTest {

  private static final String KEEPS =
      "class People { static Object kept; @ContextHandler void adopt(Session s) { kept = s; } }";

  private static List<String> messages(Compilation compilation) {
    return compilation.diagnostics().stream()
        .map(
            each ->
                each.getLineNumber()
                    + ": "
                    + each.getMessage(Locale.ROOT).lines().findFirst().orElse(""))
        .toList();
  }

  private static String kept(String className) {
    return "11: [%s] @ContextHandler method 'adopt' of %s keeps the Session 's' in the field 'kept'."
        .formatted(Diagnostic.VALUE_KEPT.code(), className);
  }

  @Test
  void compilationsAtTheSameTimeDoNotMix() throws Exception {
    List<Callable<List<String>>> compilations =
        IntStream.range(0, 8)
            .mapToObj(
                number ->
                    (Callable<List<String>>)
                        () ->
                            messages(
                                Compiling.leniently(
                                    List.of(
                                        Compiling.inApp(
                                            KEEPS.replace("People", "People" + number))))))
            .toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<String>>> results = threads.invokeAll(compilations);
      for (int number = 0; number < results.size(); number++) {
        assertThat(results.get(number).get()).containsExactly(kept("People" + number));
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void wrapperOfAnEarlierCompilationIsKnown(@TempDir Path library) throws IOException {
    write(
        Compiling.leniently(
            List.of(
                Compiling.inApp(
                    "public class Others { @ContextHandler public long count(Session s) { return 1; } }"))),
        library);
    Compilation compilation =
        compileWith(
            library,
            "class People { OthersInContext o; @ContextHandler void adopt(Session s) { o.count().join(); } }");
    assertThat(messages(compilation))
        .containsExactly(
            "11: [%s] @ContextHandler method 'adopt' of People waits for the future of OthersInContext.count with join()."
                .formatted(Diagnostic.WRAPPER_AWAITED.code()));
  }

  /** Javac looks for the supertypes of what is called, as we do, and says what it does not find. */
  @Test
  void classThatIsMissingIsForTheCompilerToReport(@TempDir Path library) throws IOException {
    write(
        Compiling.leniently(
            List.of(
                Compiling.source("package lib;\npublic interface Gone {}"),
                Compiling.source(
                    """
                    package lib;
                    public class Pool implements Gone {
                      public <T> T submit(java.util.function.Supplier<T> supplier) { return null; }
                      public static String get() { return null; }
                    }
                    """))),
        library);
    Files.delete(library.resolve("lib/Gone.class"));
    Compilation compilation =
        compileWith(
            library,
            """
            class People {
              @ContextHandler void adopt(Session s, ExecutorService executor) {
                lib.Pool.get();
                executor.submit(lib.Pool::get);
                new lib.Pool().submit(() -> s.find(String.class, 1));
              }
            }
            """);
    assertThat(messages(compilation)).containsExactly("13: cannot access lib.Gone");
  }

  private static void write(Compilation compilation, Path folder) throws IOException {
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        Path to = folder.resolve(file.getName().replaceFirst("^/?CLASS_OUTPUT/", ""));
        Files.createDirectories(to.getParent());
        try (InputStream in = file.openInputStream()) {
          Files.copy(in, to);
        }
      }
    }
  }

  private static Compilation compileWith(Path library, String... sources) {
    List<File> path = new ArrayList<>(List.of(library.toFile()));
    path.addAll(classPath());
    return Compiler.javac()
        .withClasspath(path)
        .withProcessors(new ContextHandlerProcessor())
        .compile(Compiling.inApp(sources));
  }

  private static List<File> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(File::new)
        .toList();
  }

  @Test
  void eclipsesCompilerShowsNoBodies(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("People.java");
    Files.writeString(source, Compiling.text(Compiling.inApp(KEEPS)));
    StringWriter messages = new StringWriter();
    assertThat(EclipseCompilerTest.compile(List.of(source), folder, messages))
        .as(messages::toString)
        .isTrue();
    assertThat(messages.toString()).doesNotContain("MACADAM");
  }

  /** Has the processor, but not the module of the JDK that shows bodies. */
  private static final class WithoutJavac extends URLClassLoader {

    WithoutJavac() throws MalformedURLException {
      super(urls(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] urls() throws MalformedURLException {
      List<URL> urls = new ArrayList<>();
      for (File each : classPath()) {
        urls.add(each.toURI().toURL());
      }
      return urls.toArray(URL[]::new);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("com.sun.source.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  @Test
  void nothingIsReadWhereTheModuleOfJavacIsMissing() throws Exception {
    try (WithoutJavac loader = new WithoutJavac()) {
      Processor processor =
          (Processor)
              loader
                  .loadClass(ContextHandlerProcessor.class.getName())
                  .getDeclaredConstructor()
                  .newInstance();
      assertThat(processor.getClass().getClassLoader()).isSameAs(loader);
      Compilation compilation =
          Compiler.javac().withProcessors(processor).compile(Compiling.inApp(KEEPS));
      assertThat(messages(compilation)).isEmpty();
      assertThat(compilation.generatedSourceFile("app.PeopleInContext")).isPresent();
    }
  }

  /** Runs the processor in an environment that a build tool has put something around. */
  private static final class Wrapped extends AbstractProcessor {

    private final ContextHandlerProcessor processor = new ContextHandlerProcessor();
    private final Wrapping wrapping;

    Wrapped(Wrapping wrapping) {
      this.wrapping = wrapping;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      processor.init(wrapping.around(environment));
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      processor.process(annotations, round);
      return false;
    }
  }

  interface Wrapping {
    ProcessingEnvironment around(ProcessingEnvironment environment);
  }

  private static class Delegating implements ProcessingEnvironment {

    private final ProcessingEnvironment delegate;

    Delegating(ProcessingEnvironment delegate) {
      this.delegate = delegate;
    }

    @Override
    public Map<String, String> getOptions() {
      return delegate.getOptions();
    }

    @Override
    public Messager getMessager() {
      return delegate.getMessager();
    }

    @Override
    public Filer getFiler() {
      return delegate.getFiler();
    }

    @Override
    public Elements getElementUtils() {
      return delegate.getElementUtils();
    }

    @Override
    public Types getTypeUtils() {
      return delegate.getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
      return delegate.getSourceVersion();
    }

    @Override
    public Locale getLocale() {
      return delegate.getLocale();
    }
  }

  private static final class Further extends Delegating {
    Further(ProcessingEnvironment delegate) {
      super(delegate);
    }
  }

  private static ProcessingEnvironment proxy(ProcessingEnvironment environment) {
    return (ProcessingEnvironment)
        Proxy.newProxyInstance(
            BodyEnvironmentTest.class.getClassLoader(),
            new Class<?>[] {ProcessingEnvironment.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(environment, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  static List<Wrapping> wrappings() {
    return List.of(
        Delegating::new,
        Further::new,
        BodyEnvironmentTest::proxy,
        environment -> new Delegating(proxy(new Further(environment))));
  }

  @ParameterizedTest
  @MethodSource("wrappings")
  void bodiesAreReadInSpiteOfWhatIsAroundTheCompiler(Wrapping wrapping) {
    Compilation compilation =
        Compiler.javac().withProcessors(new Wrapped(wrapping)).compile(Compiling.inApp(KEEPS));
    assertThat(messages(compilation)).containsExactly(kept("People"));
  }

  /** Holds itself, and not the compiler. */
  private static final class Circular extends Delegating {
    @SuppressWarnings("unused") // Found by reflection.
    private final ProcessingEnvironment self = this;

    Circular(ProcessingEnvironment delegate) {
      super(delegate);
    }
  }

  @Test
  void anEnvironmentWithoutACompilerInsideIsLeftAlone() {
    ProcessingEnvironment nobody =
        (ProcessingEnvironment)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ProcessingEnvironment.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError(method + " was asked for");
                });
    assertThatCode(() -> BodyChecks.register(new Circular(nobody), Severity.WARN, name -> true))
        .doesNotThrowAnyException();
  }
}
