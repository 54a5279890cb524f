package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import dev.macadam.processor.report.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps the pages about diagnostics true: what a page calls wrong gets its code and nothing else,
 * and what it calls right gets nothing.
 *
 * <p>An example that declares a class at its left margin is a source file of its own, any other one
 * is put into a class; around them is what stands in {@code
 * src/test/resources/documentation/diagnostics}. An ellipsis in braces is the body of a method. An
 * example in XML sets options.
 */
class DiagnosticPagesTest {

  private static final Path PAGES = Path.of("..", "docs", "diagnostics");
  private static final Path SURROUNDINGS =
      Path.of("src", "test", "resources", "documentation", "diagnostics");

  /** Those whose wrong example no compiler can be shown. */
  private static final Set<Diagnostic> WITHOUT_EXAMPLE =
      EnumSet.of(
          Diagnostic.IMPLICIT_CLASS, // needs Java 25
          Diagnostic.TOO_MANY_PARAMETERS, // would fill the page
          Diagnostic.PROCESSOR_BUG, // is not known
          Diagnostic.NOT_WRITTEN, // is a command line
          Diagnostic.MISSING_COMPONENT_ANNOTATION); // is a class path

  private static final Pattern PART =
      Pattern.compile("(?ms)^(Wrong|Right)\\b[^\\n]*\\n+```(\\w+)\\n(.*?)^```$");
  private static final Pattern ARGUMENT = Pattern.compile("<arg>(.*)</arg>");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:abstract )?@?(?:class|interface|record|enum) (\\w+)");
  private static final Pattern PACKAGE = Pattern.compile("\\A(package .*;\\n)?");

  static Set<Diagnostic> withExample() {
    return EnumSet.complementOf(EnumSet.copyOf(WITHOUT_EXAMPLE));
  }

  @ParameterizedTest
  @MethodSource("withExample")
  void whatIsWrongGetsTheCode(Diagnostic diagnostic) throws IOException {
    Verdict verdict = compile(diagnostic, "Wrong");

    assertThat(verdict.ours()).as(verdict::describe).hasSize(1);
    assertThat(verdict.ours().get(0).text()).startsWith("[" + diagnostic.code() + "] ");
    if (diagnostic != Diagnostic.UNRESOLVED_TYPES) {
      assertThat(verdict.errorsOfTheCompiler()).as(verdict::describe).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("withExample")
  void whatIsRightGetsNothing(Diagnostic diagnostic) throws IOException {
    Verdict verdict = compile(diagnostic, "Right");

    assertThat(verdict.success()).as(verdict::describe).isTrue();
    assertThat(verdict.ours()).as(verdict::describe).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyPageSaysWhatIsWrongAndWhatIsRight(Diagnostic diagnostic) throws IOException {
    assertThat(page(diagnostic)).contains("\n\nWrong").containsPattern("\n\nRight[^\n]*:\n\n```");
  }

  private static Verdict compile(Diagnostic diagnostic, String part) throws IOException {
    List<String> options = new ArrayList<>();
    List<JavaFileObject> sources = new ArrayList<>();
    for (MatchResult found : PART.matcher(page(diagnostic)).results().toList()) {
      if (found.group(1).equals(part) && found.group(2).equals("xml")) {
        ARGUMENT.matcher(found.group(3)).results().forEach(each -> options.add(each.group(1)));
      } else if (found.group(1).equals(part)) {
        sources.add(source(found.group(3)));
      }
    }
    assertThat(sources.size() + options.size()).as("examples").isEqualTo(1);
    try (Stream<Path> files = Files.list(SURROUNDINGS)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
        sources.add(Compiling.source(Files.readString(file)));
      }
    }
    return Verdict.ofJavac(options, sources);
  }

  private static JavaFileObject source(String example) throws IOException {
    String imports = Files.readString(SURROUNDINGS.resolve("imports.txt"));
    String text = example.replace("{ … }", "{ throw new UnsupportedOperationException(); }");
    Matcher home = PACKAGE.matcher(text);
    String packageLine = home.find() && home.group(1) != null ? home.group(1) : "package app;\n";
    String body = home.replaceFirst("");
    Matcher type = TYPE.matcher(body);
    if (type.find()) {
      return JavaFileObjects.forSourceString(
          packageLine.replaceAll("package |;\n", "") + "." + type.group(1),
          packageLine + imports + body);
    }
    return JavaFileObjects.forSourceString(
        "app.Example",
        packageLine + imports + "class Example extends Surroundings {\n" + body + "}\n");
  }

  private static String page(Diagnostic diagnostic) throws IOException {
    return Files.readString(PAGES.resolve(diagnostic.code() + ".md"));
  }
}
