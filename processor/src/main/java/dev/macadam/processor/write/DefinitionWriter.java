package dev.macadam.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.HandlerOptions;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.model.ThrowableModel;
import dev.macadam.processor.model.TimeoutModel;
import dev.macadam.processor.model.WrapperModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the constant that says what a handler's annotation and parameters say. */
final class DefinitionWriter {

  private DefinitionWriter() {}

  static FieldSpec write(WrapperModel wrapper, HandlerModel handler, String name) {
    List<CodeBlock> calls = new ArrayList<>();
    addExecutorAndDatabase(handler.options(), calls);
    addResources(handler, calls);
    addTransactionOptions(handler.options(), calls);
    addLimits(handler.options(), calls);
    CodeBlock.Builder value =
        CodeBlock.builder()
            .add(
                "$T.of($T.class, $S)",
                RuntimeNames.HANDLER_DEFINITION,
                wrapper.handlerName(),
                handler.name());
    value.indent().indent();
    calls.forEach(call -> value.add("\n").add(call));
    value.unindent().unindent();
    FieldSpec.Builder constant =
        FieldSpec.builder(
                RuntimeNames.HANDLER_DEFINITION,
                name,
                Modifier.PRIVATE,
                Modifier.STATIC,
                Modifier.FINAL)
            .initializer(value.build());
    Suppressions.of(handler.constantSuppressions(), wrapper.settledForMembers())
        .ifPresent(constant::addAnnotation);
    return constant.build();
  }

  private static void addExecutorAndDatabase(HandlerOptions options, List<CodeBlock> calls) {
    if (options.runsInCaller()) {
      calls.add(CodeBlock.of(".onExecutor($T.CALLER)", RuntimeNames.CONTEXT_HANDLER));
    } else if (!options.executor().value().equals(RuntimeNames.DEFAULT)) {
      calls.add(CodeBlock.of(".onExecutor($S)", options.executor().value()));
    }
    if (!options.database().value().equals(RuntimeNames.DEFAULT)) {
      calls.add(CodeBlock.of(".onDatabase($S)", options.database().value()));
    }
  }

  private static void addResources(HandlerModel handler, List<CodeBlock> calls) {
    for (HandlerModel.Resource resource : handler.resources()) {
      calls.add(
          resource
              .name()
              .map(name -> CodeBlock.of(".using($T.class, $S)", resource.type(), name))
              .orElseGet(() -> CodeBlock.of(".using($T.class)", resource.type())));
    }
  }

  private static void addTransactionOptions(HandlerOptions options, List<CodeBlock> calls) {
    if (options.readOnly()) {
      calls.add(CodeBlock.of(".readOnly()"));
    }
    if (!options.isolation().equals(RuntimeNames.DEFAULT_ISOLATION)) {
      calls.add(CodeBlock.of(".isolation($T.$L)", RuntimeNames.ISOLATION, options.isolation()));
    }
  }

  private static void addLimits(HandlerOptions options, List<CodeBlock> calls) {
    TimeoutModel timeout = options.timeout().value();
    if (timeout.kind() == TimeoutModel.Kind.VALID) {
      calls.add(CodeBlock.of(".timeout($L)", duration(timeout.duration())));
    }
    if (options.attempts().value() > 1) {
      calls.add(CodeBlock.of(".attempts($L)", options.attempts().value()));
    }
    List<ThrowableModel> retryOn = options.retryOn().value();
    if (!retryOn.isEmpty()) {
      CodeBlock classes =
          retryOn.stream()
              .map(retried -> CodeBlock.of("$T.class", retried.type()))
              .collect(CodeBlock.joining(",$W"));
      calls.add(CodeBlock.of(".retryOn($L)", classes));
    }
  }

  private static CodeBlock duration(Duration duration) {
    DurationUnit unit = DurationUnit.largestFor(duration);
    long amount = unit.amountIn(duration);
    return CodeBlock.of(
        "$T.$L($L$L)",
        Duration.class,
        unit.factory(),
        amount,
        amount > Integer.MAX_VALUE ? "L" : "");
  }
}
