package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.macadam.processor.report.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaFileObject;

/**
 * Puts wrong sources to the compiler. A comment with an exclamation mark stands right before the
 * place that has to be underlined.
 */
final class Mistakes {

  static final String MARK = "/*!*/";

  private Mistakes() {}

  /**
   * Expects that sources, of which the first one has the mark, get one message and no other.
   *
   * @param what parts of the message, separated by bars
   */
  static void reports(Diagnostic diagnostic, String what, String... texts) {
    Kind kind = diagnostic.isError() ? Kind.ERROR : Kind.WARNING;
    reports(List.of(), kind, diagnostic, what, texts);
  }

  /** The same with options of the compiler, which may decide how bad it is. */
  static void reports(
      List<String> options, Kind kind, Diagnostic diagnostic, String what, String... texts) {
    List<JavaFileObject> sources = sources(texts);
    Compilation compilation = Compiling.withOptions(options, sources);
    List<javax.tools.Diagnostic<? extends JavaFileObject>> found =
        compilation.diagnostics().stream().filter(each -> each.getKind() == kind).toList();
    assertThat(found).as(() -> Compiling.describe(compilation)).hasSize(1);
    String message = found.get(0).getMessage(Locale.ROOT);
    assertThat(message)
        .startsWith("[" + diagnostic.code() + "] ")
        .contains("  Why: ", "  Fix: ", "  See: docs/diagnostics/" + diagnostic.code() + ".md")
        .contains(what.split("\\|", -1))
        .doesNotContain("%", "null");
    JavaFileObject source = Objects.requireNonNull(found.get(0).getSource(), "no source");
    assertThat(source.getName()).endsWith(sources.get(0).getName());
    String text = Compiling.text(source);
    int offset = text.indexOf(MARK) + MARK.length();
    String before = text.substring(0, offset);
    assertThat(found.get(0).getLineNumber()).isEqualTo(before.lines().count());
    assertThat(found.get(0).getColumnNumber()).isEqualTo(offset - before.lastIndexOf('\n'));
  }

  /** Expects that sources compile without any message of ours. */
  static void reportsNothing(List<String> options, String... texts) {
    Compilation compilation = Compiling.withOptions(options, sources(texts));
    assertThat(compilation.status())
        .as(() -> Compiling.describe(compilation))
        .isEqualTo(Compilation.Status.SUCCESS);
    assertThat(compilation.diagnostics())
        .extracting(each -> each.getMessage(Locale.ROOT))
        .noneMatch(message -> message.contains("[MACADAM"));
  }

  private static List<JavaFileObject> sources(String... texts) {
    List<JavaFileObject> sources = new ArrayList<>();
    for (String text : texts) {
      sources.add(text.startsWith("package ") ? Compiling.source(text) : Compiling.inApp(text));
    }
    return sources;
  }
}
