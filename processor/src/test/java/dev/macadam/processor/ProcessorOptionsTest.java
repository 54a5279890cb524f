package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.macadam.processor.report.Diagnostic;
import java.util.List;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The processor's own options, right and wrong. */
class ProcessorOptionsTest {

  private static final List<JavaFileObject> SOURCES =
      Compiling.inApp(
          new String[] {
            "class People { @ContextHandler void adopt(Session session) {} }",
            "class Pets { @ContextHandler void adopt(Session session) {} }"
          });

  private static Compilation compile(String... options) {
    return Compiling.withOptions(List.of(options), SOURCES);
  }

  private static void reportsOnce(Diagnostic diagnostic, String option, String... what) {
    // Javac has a warning of its own for an option that no processor says it supports.
    for (Verdict verdict :
        List.of(
            Verdict.ofJavac(List.of(option), SOURCES),
            Verdict.ofEclipse(List.of(option), SOURCES))) {
      assertThat(verdict.errorsOfTheCompiler()).as(verdict::describe).isEmpty();
      assertThat(verdict.ours()).as(verdict::describe).hasSize(1);
      Verdict.Message message = verdict.ours().get(0);
      assertThat(message.kind()).isEqualTo(Kind.ERROR);
      assertThat(message.file()).isEmpty();
      assertThat(message.text())
          .startsWith("[" + diagnostic.code() + "] ")
          .contains(what)
          .doesNotContain("%", "null");
      ReviewedMessages.check(message.kind(), message.text());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-Amacadam.lazyresults=error, -Amacadam.lazyResults?",
    "-Amacadm.lazyResults=error, -Amacadam.lazyResults?",
    "-Amacadam.componentmodel, -Amacadam.componentModel?",
    "-AMacadam.bodyCheck=ignore, -Amacadam.bodyChecks?"
  })
  void aMisspeltOptionGetsASuggestion(String option, String suggestion) {
    reportsOnce(
        Diagnostic.UNKNOWN_OPTION,
        option,
        "There is no option " + option.replaceAll("=.*", "") + ".",
        "did you mean " + suggestion);
  }

  @Test
  void anOptionOfOursThatThereIsNotIsAnErrorWithAllThatThereAre() {
    reportsOnce(
        Diagnostic.UNKNOWN_OPTION,
        "-Amacadam.gibberish=1",
        "There is no option -Amacadam.gibberish.",
        "Fix: remove it; there are -Amacadam.bodyChecks, -Amacadam.componentModel, -Amacadam.lazyResults.");
  }

  @Test
  void optionsOfOtherProcessorsAreTheirs() {
    assertThat(compile("-Amapstruct.defaultComponentModel=cdi", "-Adebug", "-Aa=b").errors())
        .isEmpty();
  }

  @Test
  void aMisspeltValueGetsASuggestion() {
    reportsOnce(
        Diagnostic.UNKNOWN_OPTION_VALUE,
        "-Amacadam.lazyResults=eror",
        "The option -Amacadam.lazyResults has the value \"eror\".",
        "did you mean error? Write -Amacadam.lazyResults=error|ignore|warn.");
  }

  @Test
  void aValueThatThereIsNotIsReportedAsAUsageLine() {
    reportsOnce(
        Diagnostic.UNKNOWN_OPTION_VALUE,
        "-Amacadam.componentModel=cdi",
        "Fix: write -Amacadam.componentModel=default|jakarta|spring.");
  }

  @Test
  void anOptionWithoutAValueIsReported() {
    reportsOnce(
        Diagnostic.UNKNOWN_OPTION_VALUE,
        "-Amacadam.bodyChecks",
        "The option -Amacadam.bodyChecks has no value.",
        "Fix: write -Amacadam.bodyChecks=error|ignore|warn.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Amacadam.lazyResults=error",
        "-Amacadam.lazyResults=warn",
        "-Amacadam.lazyResults=ignore",
        "-Amacadam.bodyChecks=error",
        "-Amacadam.bodyChecks=ignore",
        "-Amacadam.componentModel=default"
      })
  void valuesThatThereAreAreTaken(String option) {
    assertThat(compile(option).diagnostics()).isEmpty();
  }

  @Test
  void theWrappersAreWrittenInSpiteOfAWrongOption() {
    Compilation compilation =
        Compiling.withOptions(
            List.of("-Amacadam.gibberish"),
            Compiling.inApp(
                new String[] {
                  "class People { @ContextHandler void adopt(Session session) {} }",
                  "class Uses { PeopleInContext people; }"
                }));
    assertThat(compilation.errors()).as(() -> Compiling.describe(compilation)).hasSize(1);
  }
}
