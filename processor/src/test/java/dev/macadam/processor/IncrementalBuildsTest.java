package dev.macadam.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradle compiles only what has changed where each file is made from exactly one class. */
class IncrementalBuildsTest {

  /** Hands out the compiler's filer and remembers which elements each file was made from. */
  private record RecordingFiler(Filer filer, Map<String, List<String>> origins) implements Filer {

    private void record(CharSequence name, Element... elements) {
      origins.put(name.toString(), Arrays.stream(elements).map(Element::toString).toList());
    }

    @Override
    public JavaFileObject createSourceFile(CharSequence name, Element... elements)
        throws IOException {
      record(name, elements);
      return filer.createSourceFile(name, elements);
    }

    @Override
    public JavaFileObject createClassFile(CharSequence name, Element... elements)
        throws IOException {
      record(name, elements);
      return filer.createClassFile(name, elements);
    }

    @Override
    public FileObject createResource(
        JavaFileManager.Location location,
        CharSequence moduleAndPackage,
        CharSequence name,
        Element... elements)
        throws IOException {
      record(moduleAndPackage + "/" + name, elements);
      return filer.createResource(location, moduleAndPackage, name, elements);
    }

    @Override
    public FileObject getResource(
        JavaFileManager.Location location, CharSequence moduleAndPackage, CharSequence name) {
      throw new AssertionError("An isolating processor reads no files: " + name);
    }
  }

  /** The compiler's environment but for the filer; Gradle wraps it in the same way. */
  private record RecordingEnvironment(ProcessingEnvironment environment, Filer filer)
      implements ProcessingEnvironment {

    @Override
    public Filer getFiler() {
      return filer;
    }

    @Override
    public Map<String, String> getOptions() {
      return environment.getOptions();
    }

    @Override
    public Messager getMessager() {
      return environment.getMessager();
    }

    @Override
    public Elements getElementUtils() {
      return environment.getElementUtils();
    }

    @Override
    public Types getTypeUtils() {
      return environment.getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
      return environment.getSourceVersion();
    }

    @Override
    public Locale getLocale() {
      return environment.getLocale();
    }
  }

  /** The processor in such an environment. */
  private static final class RecordingProcessor extends AbstractProcessor {

    private final ContextHandlerProcessor processor = new ContextHandlerProcessor();
    private final Map<String, List<String>> origins = new TreeMap<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public Set<String> getSupportedOptions() {
      return processor.getSupportedOptions();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      Filer filer = new RecordingFiler(environment.getFiler(), origins);
      processor.init(new RecordingEnvironment(environment, filer));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      processor.process(annotations, round);
      return false;
    }
  }

  @Test
  void gradleIsToldThatTheProcessorIsIsolating() throws IOException {
    Path classes = Path.of("target", "classes", "META-INF");
    assertThat(read(classes.resolve("gradle/incremental.annotation.processors")))
        .containsExactly(ContextHandlerProcessor.class.getName() + ",isolating");
    assertThat(read(classes.resolve("services/javax.annotation.processing.Processor")))
        .containsExactly(ContextHandlerProcessor.class.getName());
  }

  private static List<String> read(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("dev.macadam.processor.GoldenTest#cases")
  void eachFileIsMadeFromTheOneClassWhoseWrapperItIs(String name) throws IOException {
    RecordingProcessor processor = new RecordingProcessor();
    Compilation compilation = javac().withProcessors(processor).compile(GoldenTest.input(name));
    assertThat(compilation.status())
        .as(() -> Compiling.describe(compilation))
        .isEqualTo(Compilation.Status.SUCCESS);

    assertThat(processor.origins.keySet()).isEqualTo(expectedWrappers(name));
    assertThat(processor.origins)
        .allSatisfy(
            (file, elements) ->
                assertThat(elements)
                    .singleElement()
                    .extracting(IncrementalBuildsTest::wrapperOf)
                    .isEqualTo(file));
  }

  private static Set<String> expectedWrappers(String name) throws IOException {
    try (Stream<Path> files = Files.list(GoldenTest.CASES.resolve(name).resolve("expected"))) {
      return files
          .map(each -> "app." + each.getFileName().toString().replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }

  /** {@code app.Shop_OrdersInContext} for {@code app.Shop.Orders}. */
  private static String wrapperOf(String type) {
    return "app." + type.substring("app.".length()).replace('.', '_') + "InContext";
  }
}
