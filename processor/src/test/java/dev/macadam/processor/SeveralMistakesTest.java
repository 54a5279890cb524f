package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.macadam.processor.report.Diagnostic;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All that is wrong is said in one build, and what is right gets its wrapper in spite of it. */
class SeveralMistakesTest {

  private enum Compiler {
    JAVAC,
    ECLIPSE;

    Verdict compile(String... texts) {
      List<JavaFileObject> sources = Compiling.inApp(texts);
      // Javac is to go on after our errors, so that it shows which methods wrappers have.
      return this == JAVAC
          ? Verdict.ofJavac(List.of("--should-stop=ifError=FLOW"), sources)
          : Verdict.ofEclipse(List.of(), sources);
    }
  }

  private static String code(Verdict.Message message) {
    return message.text().substring(1, message.text().indexOf(']'));
  }

  @ParameterizedTest
  @EnumSource
  void allMistakesInAClassAreErrorsOfOneBuild(Compiler compiler) {
    Verdict verdict =
        compiler.compile(
            """
            class Accounts {
              @ContextHandler(attempts = 0, timeout = "soon") void options(Session s) {}
              @ContextHandler private void hidden(Session s) {}
              @ContextHandler Optional<Session> result(@FromContext int number) { return null; }
              @ContextHandler CompletionStage<String> stage(Session s) { return null; }
              @ContextHandler(retryOn = SQLException.class) void warned(Session s) {}
            }
            """);
    assertThat(verdict.ours())
        .extracting(each -> code(each) + ":" + each.line())
        .as(verdict::describe)
        .containsExactlyInAnyOrder(
            Diagnostic.UNREADABLE_TIMEOUT.code() + ":12",
            Diagnostic.ATTEMPTS_BELOW_ONE.code() + ":12",
            Diagnostic.PRIVATE_HANDLER.code() + ":13",
            Diagnostic.RESULT_DIES_WITH_CONTEXT.code() + ":14",
            Diagnostic.UNUSABLE_CONTEXT_TYPE.code() + ":14",
            Diagnostic.STAGE_PARAMETER.code() + ":15",
            Diagnostic.RETRY_WITHOUT_ATTEMPTS.code() + ":16");
  }

  @ParameterizedTest
  @EnumSource
  void mistakesInSeveralClassesAreErrorsOfOneBuild(Compiler compiler) {
    Verdict verdict =
        compiler.compile(
            "class Accounts { @ContextHandler(attempts = 0) void a(Session s) {} }",
            "class Bank { private static class Hidden { @ContextHandler void b(Session s) {} } }",
            "class Orders { @ContextHandler void c(@FromContext(\" \") Session s) {} }");
    assertThat(verdict.ours())
        .extracting(SeveralMistakesTest::code)
        .as(verdict::describe)
        .containsExactlyInAnyOrder(
            Diagnostic.ATTEMPTS_BELOW_ONE.code(),
            Diagnostic.UNREACHABLE_CLASS.code(),
            Diagnostic.BLANK_RESOURCE_NAME.code());
  }

  @ParameterizedTest
  @EnumSource
  void aWrongHandlerIsMissingAndAllOthersHaveTheirWrappers(Compiler compiler) {
    Verdict verdict =
        compiler.compile(
            """
            class Accounts {
              @ContextHandler(attempts = 0) void wrong(Session s) {}
              @ContextHandler int right(Session s) { return 1; }
              private static class Hidden { @ContextHandler void unreachable(Session s) {} }
            }
            """,
            "class Orders extends Accounts { @ContextHandler String own(Session s) { return null; } }",
            """
            class Caller {
              CompletableFuture<Integer> right(AccountsInContext accounts) { return accounts.right(); }
              CompletableFuture<Integer> inherited(OrdersInContext orders) { return orders.right(); }
              CompletableFuture<String> own(OrdersInContext orders) { return orders.own(); }
              Object wrong(AccountsInContext accounts) { return accounts.wrong(); }
              Object inheritedWrong(OrdersInContext orders) { return orders.wrong(); }
            }
            """);
    assertThat(verdict.ours()).as(verdict::describe).hasSize(2);
    assertThat(verdict.errorsOfTheCompiler())
        .extracting(Verdict.Message::line)
        .as(verdict::describe)
        .containsExactly(15L, 16L);
  }

  @ParameterizedTest
  @EnumSource
  void aClassWithMistakesAloneHasAWrapperWithoutMethods(Compiler compiler) {
    Verdict verdict =
        compiler.compile(
            "class Accounts { @ContextHandler(attempts = 0) void wrong(Session s) {} }",
            "class Caller { Object make(ContextFactory contexts) { return new AccountsInContext(contexts, new Accounts()); } }");
    assertThat(verdict.ours()).as(verdict::describe).hasSize(1);
    assertThat(verdict.errorsOfTheCompiler()).as(verdict::describe).isEmpty();
  }
}
