package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.macadam.processor.report.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keeps the catalogue of diagnostics, their tests and their pages together. */
class CatalogueTest {

  private static final Path PAGES = Path.of("..", "docs", "diagnostics");
  private static final Path TESTS = Path.of("src", "test", "java");

  @ParameterizedTest
  @EnumSource
  void everyDiagnosticHasATest(Diagnostic diagnostic) throws IOException {
    StringBuilder tests = new StringBuilder();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(each -> each.toString().endsWith("Test.java")).toList()) {
        tests.append(Files.readString(file));
      }
    }
    assertThat(tests.toString()).containsPattern("Diagnostic\\." + diagnostic.name() + "\\b");
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
