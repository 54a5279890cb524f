package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.macadam.processor.report.Diagnostic;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the catalogue of diagnostics, their tests and their pages together. */
class CatalogueTest {

  private static final Path PAGES = Path.of("..", "docs", "diagnostics");

  /** A message that was approved came out of the test in whose name it is kept. */
  @ParameterizedTest
  @EnumSource
  void everyDiagnosticHasATestOfItsWholeText(Diagnostic diagnostic) throws IOException {
    List<String> messages = new ArrayList<>();
    for (String testClass : testClasses()) {
      ReviewedMessages.read(testClass).values().forEach(messages::addAll);
    }
    assertThat(messages)
        .anySatisfy(each -> assertThat(each).contains(": [" + diagnostic.code() + "] "));
  }

  @ParameterizedTest
  @MethodSource("testClasses")
  void everyApprovedMessageHasATest(String testClass) throws Exception {
    List<String> tests =
        Stream.of(Class.forName(getClass().getPackageName() + "." + testClass).getDeclaredMethods())
            .map(Method::getName)
            .toList();
    assertThat(tests).containsAll(ReviewedMessages.read(testClass).keySet());
  }

  static List<String> testClasses() throws IOException {
    try (Stream<Path> files = Files.list(ReviewedMessages.FOLDER)) {
      return files.map(each -> each.getFileName().toString().replace(".txt", "")).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyDiagnosticHasAPage(Diagnostic diagnostic) throws IOException {
    Path page = PAGES.resolve(diagnostic.code() + ".md");
    assertThat(page).exists();
    assertThat(Files.readString(page)).startsWith("# " + diagnostic.code() + ": ");
  }

  @Test
  void everyPageHasADiagnostic() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(each -> each.getFileName().toString().replace(".md", "")))
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(Diagnostic.values()).map(Diagnostic::code).toList());
    }
  }
}
