package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.macadam.processor.report.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes that mention types which another processor generates wait for them. */
class DeferralTest {

  private static final String NAMED =
      """
      @java.lang.annotation.Target({
          java.lang.annotation.ElementType.TYPE_PARAMETER,
          java.lang.annotation.ElementType.TYPE_USE})
      @interface Named { String value() default ""; String[] values() default {}; }
      """;

  /** Generates {@code other.Fresh} in the first round and {@code other.Later} in the second. */
  private static final class Generator extends AbstractProcessor {

    private int round;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
      round++;
      if (round == 1) {
        generate(
            "Fresh",
            "public class Fresh {"
                + " public static final String TIMEOUT = \"3s\";"
                + " @dev.macadam.ContextHandler public void fresh(java.sql.Connection c, String s) {} }");
        generate("Mark", "public @interface Mark {}");
      } else if (round == 2) {
        generate("Later", "public class Later {}");
      }
      return false;
    }

    private void generate(String name, String text) {
      try (Writer out = processingEnv.getFiler().createSourceFile("other." + name).openWriter()) {
        out.write("package other; " + text);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@ContextHandler void a(Session s, other.Fresh x) {}",
        "@ContextHandler void a(Session s, Map<String, ? super List<other.Fresh[]>> x) {}",
        "@ContextHandler Optional<other.Fresh> a(Session s) { return null; }",
        "@ContextHandler <T extends other.Fresh> void a(Session s, T t) {}",
        "@ContextHandler(timeout = other.Fresh.TIMEOUT) void a(Session s) {}",
        "@ContextHandler void a(Session s, @other.Mark String x) {}",
        "@ContextHandler void a(Session s, @Named(other.Fresh.TIMEOUT) String x) {}",
        "@ContextHandler void a(Session s, @Named(values = {\"1s\", other.Fresh.TIMEOUT}) String x) {}",
        "@ContextHandler void a(Session s, List<@Named(other.Fresh.TIMEOUT) String> x) {}",
        "@ContextHandler <@Named(other.Fresh.TIMEOUT) T> void a(Session s, T x) {}",
        "@ContextHandler @Deprecated(since = other.Fresh.TIMEOUT) void a(Session s) {}",
        "@ContextHandler other.Later a(Session s, other.Fresh x) { return null; }",
      })
  void handlerWaitsForTypesOfOtherProcessors(String handler) {
    List<JavaFileObject> sources = Compiling.inApp("class Accounts {\n" + handler + "\n}\n", NAMED);
    Compilation compilation = Compiling.strictly(sources, new Generator());
    assertThat(compilation.status())
        .as(() -> Compiling.describe(compilation))
        .isEqualTo(Compilation.Status.SUCCESS);
    String wrapper = Compiling.generated(compilation, "app.AccountsInContext");
    assertThat(wrapper).contains(" a(");
    if (handler.contains("@Named") || handler.contains("@Deprecated")) {
      assertThat(wrapper).contains("\"3s\"");
    }
  }

  /** Eclipse's compiler gives other values for what is not there. */
  @Test
  void constantThatNobodyGeneratesIsTheCompilersErrorAlone() {
    List<JavaFileObject> sources =
        Compiling.inApp(
            "class Accounts { @ContextHandler void a(@Named(other.Fresh.TIMEOUT) String x) {} }",
            NAMED);
    for (Verdict verdict :
        List.of(Verdict.ofJavac(List.of(), sources), Verdict.ofEclipse(List.of(), sources))) {
      assertThat(verdict.ours())
          .as(verdict::describe)
          .allSatisfy(each -> assertThat(each.kind()).isNotEqualTo(Kind.ERROR))
          .hasSize(1);
      assertThat(verdict.errorsOfTheCompiler()).as(verdict::describe).hasSize(1);
    }
  }

  @Test
  void superclassThatIsGeneratedGivesItsHandlers() {
    List<JavaFileObject> sources =
        List.of(
            Compiling.inApp(
                "class Accounts extends other.Fresh { @ContextHandler void own(Session s) {} }"));
    Compilation compilation = Compiling.strictly(sources, new Generator());
    assertThat(Compiling.generated(compilation, "app.AccountsInContext"))
        .contains("CompletableFuture<Void> fresh(String s)");
    assertThat(Compiling.generated(compilation, "other.FreshInContext"))
        .contains("CompletableFuture<Void> fresh(String s)");
  }

  @Test
  void typeThatNobodyGeneratesIsExplainedOnce() {
    List<JavaFileObject> sources =
        Compiling.inApp(
            """
            class Accounts {
              @ContextHandler Missing a(Session s) { return null; }
              @ContextHandler void b(Session s, List<Missing> x) {}
            }
            """,
            "class Others { @ContextHandler void c(Session s) {} }");
    for (Verdict verdict :
        List.of(Verdict.ofJavac(List.of(), sources), Verdict.ofEclipse(List.of(), sources))) {
      assertThat(verdict.ours()).as(verdict::describe).hasSize(1);
      Verdict.Message message = verdict.ours().get(0);
      assertThat(message.text())
          .startsWith(
              "["
                  + Diagnostic.UNRESOLVED_TYPES.code()
                  + "] There is no wrapper for Accounts, because a type that its handlers mention"
                  + " was not found.\n");
      ReviewedMessages.check(message.kind(), message.text());
      assertThat(verdict.errorsOfTheCompiler())
          .isNotEmpty()
          .allSatisfy(
              each ->
                  assertThat(each.text())
                      .containsAnyOf("cannot find symbol", "Missing cannot be resolved"));
    }
  }
}
