package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.macadam.processor.report.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaFileObject;

/**
 * Puts wrong sources to javac and to Eclipse's compiler. A comment with an exclamation mark stands
 * right before the place that javac has to underline.
 */
final class Mistakes {

  static final String MARK = "/*!*/";

  /** The area of what is found in the bodies of methods, which javac alone lets us see. */
  private static final String BODIES = "MACADAM6";

  private static final Pattern TYPE =
      Pattern.compile("(?:\\w+ )*?@?(class|interface|record|enum) ");
  private static final Pattern ANNOTATION = Pattern.compile("@(?:ContextHandler|FromContext)\\(");

  private Mistakes() {}

  /**
   * Expects that sources, of which the first one has the mark, get one message and no other.
   *
   * @param what parts of the message, separated by bars; the whole text is kept with {@link
   *     ReviewedMessages}
   */
  static void reports(Diagnostic diagnostic, String what, String... texts) {
    Kind kind = diagnostic.isError() ? Kind.ERROR : Kind.WARNING;
    reports(List.of(), kind, diagnostic, what, texts);
  }

  /** The same with options of the compiler, which may decide how bad it is. */
  static void reports(
      List<String> options, Kind kind, Diagnostic diagnostic, String what, String... texts) {
    if (diagnostic.code().startsWith(BODIES)) {
      reportsOnJavacAlone(options, kind, diagnostic, what, texts);
      return;
    }
    String message = reportsOnJavac(options, kind, diagnostic, what, texts);
    List<JavaFileObject> sources = sources(texts);
    Verdict eclipse = Verdict.ofEclipse(options, sources);
    Verdict.Message found = onlyOne(eclipse, kind);
    assertThat(found.text()).as("as from javac").isEqualTo(message);
    assertPlaceInEclipse(found, sources.get(0));
  }

  /** Expects a message that Eclipse's compiler has no way to give, where it says nothing at all. */
  static void reportsOnJavacAlone(
      List<String> options, Kind kind, Diagnostic diagnostic, String what, String... texts) {
    reportsOnJavac(options, kind, diagnostic, what, texts);
    assertNothing(Verdict.ofEclipse(options, sources(texts)));
  }

  /** Expects that sources compile without any message of ours. */
  static void reportsNothing(List<String> options, String... texts) {
    assertNothing(Verdict.ofJavac(options, sources(texts)));
    assertNothing(Verdict.ofEclipse(options, sources(texts)));
  }

  private static void assertNothing(Verdict verdict) {
    assertThat(verdict.success()).as(verdict::describe).isTrue();
    assertThat(verdict.ours()).as(verdict::describe).isEmpty();
  }

  private static String reportsOnJavac(
      List<String> options, Kind kind, Diagnostic diagnostic, String what, String... texts) {
    List<JavaFileObject> sources = sources(texts);
    Verdict.Message found = onlyOne(Verdict.ofJavac(options, sources), kind);
    String message = found.text();
    assertThat(message)
        .startsWith("[" + diagnostic.code() + "] ")
        .contains("  Why: ", "  Fix: ", "  See: docs/diagnostics/" + diagnostic.code() + ".md")
        .contains(what.split("\\|", -1))
        .doesNotContain("%", "null");
    ReviewedMessages.check(kind, message);
    assertThat(found.file()).endsWith(sources.get(0).getName());
    String text = Compiling.text(sources.get(0));
    int offset = offset(text);
    assertThat(found.line()).isEqualTo(line(text, offset));
    assertThat(found.column()).isEqualTo(offset - text.lastIndexOf('\n', offset - 1));
    return message;
  }

  private static Verdict.Message onlyOne(Verdict verdict, Kind kind) {
    assertThat(verdict.errorsOfTheCompiler()).as(verdict::describe).isEmpty();
    assertThat(verdict.ours()).as(verdict::describe).hasSize(1);
    Verdict.Message found = verdict.ours().get(0);
    assertThat(found.kind()).isEqualTo(kind);
    return found;
  }

  /**
   * Eclipse's compiler differs from javac in three ways: of a class it underlines the name and not
   * the declaration; of a record it has lost the place; and of a value in an annotation it does not
   * know the place, so it underlines the annotation.
   */
  private static void assertPlaceInEclipse(Verdict.Message found, JavaFileObject source) {
    String text = Compiling.text(source);
    int offset = offset(text);
    Matcher type = TYPE.matcher(text).region(offset, text.length());
    if (type.lookingAt() && type.group(1).equals("record")) {
      assertThat(found.file()).isEmpty();
      return;
    }
    int start =
        type.lookingAt() ? type.end() : startOfAnnotationAround(text, offset).orElse(offset);
    assertThat(found.file()).endsWith(source.getName());
    assertThat(found.start()).as("start of %s", found).isEqualTo(start);
    assertThat(found.line()).isEqualTo(line(text, start));
  }

  private static OptionalInt startOfAnnotationAround(String text, int offset) {
    return ANNOTATION
        .matcher(text)
        .results()
        .filter(each -> each.end() <= offset && isOpen(text.substring(each.end(), offset)))
        .mapToInt(MatchResult::start)
        .findFirst();
  }

  /** Whether a parenthesis before this text is not closed in it. */
  private static boolean isOpen(String text) {
    int depth = 1;
    for (int index = 0; index < text.length() && depth > 0; index++) {
      depth += text.charAt(index) == '(' ? 1 : text.charAt(index) == ')' ? -1 : 0;
    }
    return depth > 0;
  }

  private static int offset(String text) {
    return text.indexOf(MARK) + MARK.length();
  }

  private static long line(String text, int offset) {
    return text.substring(0, offset).lines().count();
  }

  private static List<JavaFileObject> sources(String... texts) {
    List<JavaFileObject> sources = new ArrayList<>();
    for (String text : texts) {
      sources.add(text.startsWith("package ") ? Compiling.source(text) : Compiling.inApp(text));
    }
    return sources;
  }
}
