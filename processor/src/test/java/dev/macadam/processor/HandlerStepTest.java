package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.DiagnosticReporter;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What surrounds reading, validating and writing: files, order, and failures of our own. */
class HandlerStepTest {

  private static final String ACCOUNTS =
      "class Accounts { @ContextHandler void load(Session s) {} }";

  /** Runs the step with a filer that can fail and that remembers what it was told. */
  private static final class StepWithFiler extends AbstractProcessor {

    private final Callable<Boolean> beforeCreate;
    private final List<String> originating = new ArrayList<>();
    private @Nullable HandlerStep step;

    StepWithFiler(Callable<Boolean> beforeCreate) {
      this.beforeCreate = beforeCreate;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (step == null) {
        step =
            new HandlerStep(
                processingEnv.getElementUtils(),
                processingEnv.getTypeUtils(),
                filer(processingEnv.getFiler()),
                new DiagnosticReporter(processingEnv.getMessager(), Map.of()),
                ProcessorOptions.read(Map.of()).options());
      }
      step.process(round);
      return false;
    }

    private Filer filer(Filer real) {
      return (Filer)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Filer.class},
              (proxy, method, arguments) -> {
                beforeCreate.call();
                Element[] elements = (Element[]) arguments[1];
                originating.add(
                    arguments[0]
                        + " from "
                        + Arrays.stream(elements).map(Element::getSimpleName).toList());
                try {
                  return method.invoke(real, arguments);
                } catch (InvocationTargetException failure) {
                  throw failure.getCause();
                }
              });
    }
  }

  private static Compilation compile(StepWithFiler processor, String... sources) {
    return Compiler.javac().withProcessors(processor).compile(Compiling.inApp(sources));
  }

  @Test
  void failureOfOursIsOneMessageWithAStackTrace() {
    Compilation compilation =
        compile(
            new StepWithFiler(
                () -> {
                  throw new IllegalStateException("broken on purpose");
                }),
            ACCOUNTS);
    String message = onlyMessage(compilation);
    assertThat(message)
        .startsWith("[" + Diagnostic.PROCESSOR_BUG.code() + "] ")
        .contains("Accounts", "bug of Macadam", "broken on purpose", "at dev.macadam.processor");
    ReviewedMessages.check(Kind.ERROR, message.replaceAll("(?m)^\\s*at .*\\n", ""));
  }

  @Test
  void fileThatCannotBeWrittenIsReported() {
    Compilation compilation =
        compile(
            new StepWithFiler(
                () -> {
                  throw new IOException("disk full");
                }),
            ACCOUNTS);
    String message = onlyMessage(compilation);
    assertThat(message)
        .startsWith("[" + Diagnostic.NOT_WRITTEN.code() + "] ")
        .contains("disk full");
    ReviewedMessages.check(Kind.ERROR, message);
  }

  private static String onlyMessage(Compilation compilation) {
    assertThat(compilation.errors()).hasSize(1);
    return Verdict.withoutIndentation(compilation.errors().get(0).getMessage(Locale.ROOT));
  }

  @Test
  void everyFileHasExactlyOneOriginatingElement() {
    StepWithFiler processor = new StepWithFiler(() -> true);
    compile(
        processor,
        ACCOUNTS,
        "class Base { @ContextHandler void base(Session s) {} static class Nested { @ContextHandler void n() {} } }",
        "class Sub extends Base { @ContextHandler void sub(Session s) {} }");
    assertThat(processor.originating)
        .containsExactly(
            "app.AccountsInContext from [Accounts]",
            "app.BaseInContext from [Base]",
            "app.Base_NestedInContext from [Nested]",
            "app.SubInContext from [Sub]");
  }

  @Test
  void orderOfSourcesDoesNotChangeAByte() {
    List<String> sources =
        new ArrayList<>(
            List.of(
                "interface A { @ContextHandler default void a(Session s) {} }",
                "interface B extends A { @ContextHandler default void b(Session s) {} }",
                "class C implements B { @ContextHandler void c(Session s) {} @ContextHandler void d(Session s) {} }",
                "class D extends C { @ContextHandler @Override public void b(Session s) {} }"));
    Set<List<String>> outcomes = new java.util.HashSet<>();
    for (int seed = 0; seed < 6; seed++) {
      Collections.shuffle(sources, new Random(seed));
      Compilation compilation = Compiling.strictly(Compiling.inApp(sources.toArray(String[]::new)));
      Set<String> texts = new TreeSet<>();
      for (JavaFileObject file : compilation.generatedSourceFiles()) {
        texts.add(Compiling.text(file));
      }
      outcomes.add(List.copyOf(texts));
    }
    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.iterator().next()).hasSize(4);
  }
}
