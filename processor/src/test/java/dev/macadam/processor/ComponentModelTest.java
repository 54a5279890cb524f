package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.macadam.processor.report.Diagnostic;
import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the annotations for a container where the compiler does not find them. */
class ComponentModelTest {

  private static final Pattern CONTAINERS = Pattern.compile("spring-context|jakarta\\.inject-api");

  private static Compilation withoutContainers(String model, String... sources) {
    List<File> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(each -> !CONTAINERS.matcher(each).find())
            .map(File::new)
            .toList();
    return Compiler.javac()
        .withClasspath(classPath)
        .withOptions("-Amacadam.componentModel=" + model)
        .withProcessors(new ContextHandlerProcessor())
        .compile(Compiling.inApp(sources));
  }

  @ParameterizedTest
  @CsvSource({
    "jakarta, jakarta.inject.Singleton, jakarta.inject:jakarta.inject-api, jakarta.inject",
    "spring, org.springframework.stereotype.Component, org.springframework:spring-context, spring.context"
  })
  void aMissingAnnotationIsReportedOnceAndTheWrappersAreWrittenWithoutIt(
      String model, String annotation, String artifact, String module) {
    Compilation compilation =
        withoutContainers(
            model,
            "class People { @ContextHandler void adopt() {} }",
            "class Pets { @ContextHandler void adopt() {} }",
            "class Uses { PeopleInContext people; PetsInContext pets; }");
    assertThat(compilation.errors()).as(() -> Compiling.describe(compilation)).hasSize(1);
    var error = compilation.errors().get(0);
    assertThat(error.getSource()).isNull();
    String message = Verdict.withoutIndentation(error.getMessage(Locale.ROOT));
    assertThat(message)
        .startsWith("[" + Diagnostic.MISSING_COMPONENT_ANNOTATION.code() + "] ")
        .contains(
            "-Amacadam.componentModel=" + model + " asks for " + annotation + ", which",
            "Fix: add a dependency on " + artifact + ", and in a module 'requires " + module + "'");
    ReviewedMessages.check(error.getKind(), message);
  }

  @Test
  void nothingIsMissingWhereNothingIsWritten() {
    assertThat(withoutContainers("jakarta", "class People {}").errors()).isEmpty();
    assertThat(
            withoutContainers("default", "class Pets { @ContextHandler void adopt() {} }").errors())
        .isEmpty();
  }
}
