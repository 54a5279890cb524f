package dev.macadam.processor;

import com.google.auto.service.AutoService;
import dev.macadam.processor.body.BodyChecks;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.report.DiagnosticReporter;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Writes a wrapper {@code <Class>InContext} for each class that declares a method with
 * {@code @ContextHandler}.
 */
@AutoService(Processor.class)
public final class ContextHandlerProcessor extends AbstractProcessor {

  private @Nullable HandlerStep step;

  /** Called by the compiler. */
  public ContextHandlerProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(
        RuntimeNames.CONTEXT_HANDLER.canonicalName(), RuntimeNames.FROM_CONTEXT.canonicalName());
  }

  @Override
  public Set<String> getSupportedOptions() {
    return ProcessorOptions.NAMES;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    ProcessorOptions.Reading reading = ProcessorOptions.read(environment.getOptions());
    DiagnosticReporter reporter = new DiagnosticReporter(environment.getMessager(), Map.of());
    reporter.report(reading.report());
    HandlerStep handlers =
        new HandlerStep(
            environment.getElementUtils(),
            environment.getTypeUtils(),
            environment.getFiler(),
            reporter,
            reading.options());
    BodyChecks.register(environment, reading.options().bodyChecks(), handlers::hasHandlers);
    step = handlers;
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (step == null) {
      throw new IllegalStateException("The compiler has not called init");
    }
    // Also without annotations: classes that waited for generated types are tried again.
    step.process(round);
    return false;
  }
}
