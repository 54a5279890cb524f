package dev.macadam.processor.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.Severity;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failure of ours is no failure of the user's build. */
class BodyListenerTest {

  /** Reads bodies with a check that fails. */
  private static final class Failing extends AbstractProcessor {

    private final Throwable failure;
    private final AtomicInteger tried = new AtomicInteger();

    Failing(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      Trees trees = Trees.instance(environment);
      JavacTask.instance(environment)
          .addTaskListener(
              new BodyListener(
                  trees,
                  name -> true,
                  new BodyReporter(trees, Severity.ERROR),
                  (method, element, reporter) -> {
                    tried.incrementAndGet();
                    BodyListenerTest.<RuntimeException>fail(failure);
                  }));
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
      return false;
    }
  }

  @SuppressWarnings("unchecked") // What is thrown is unchecked, whatever the compiler thinks.
  private static <X extends Throwable> void fail(Throwable failure) throws X {
    throw (X) failure;
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        IllegalStateException.class,
        AssertionError.class,
        StackOverflowError.class,
        NoSuchMethodError.class
      })
  void failureOfOursIsOneNoteAndTheEndOfReadingBodies(Class<? extends Throwable> type)
      throws ReflectiveOperationException {
    Failing processor = new Failing(type.getDeclaredConstructor().newInstance());
    Compilation compilation =
        Compiler.javac()
            .withProcessors(processor)
            .compile(
                JavaFileObjects.forSourceString(
                    "A",
                    """
                    class A {
                      @dev.macadam.ContextHandler void first() {}
                      @dev.macadam.ContextHandler void second() {}
                    }
                    class B { @dev.macadam.ContextHandler void third() {} }
                    """));
    assertThat(compilation.status()).isEqualTo(Compilation.Status.SUCCESS);
    assertThat(compilation.warnings()).isEmpty();
    assertThat(compilation.notes()).hasSize(1);
    assertThat(compilation.notes().get(0).getLineNumber()).isEqualTo(2);
    assertThat(compilation.notes().get(0).getMessage(Locale.ROOT))
        .startsWith("[" + Diagnostic.PROCESSOR_BUG.code() + "]")
        .contains("the body of 'first'", type.getName(), "-Amacadam.bodyChecks=ignore avoids it");
    assertThat(processor.tried).hasValue(1);
  }
}
