package dev.macadam.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.Located;
import dev.macadam.processor.model.ParameterModel;
import dev.macadam.processor.model.WrapperModel;
import dev.macadam.processor.write.GeneratedNames.Locals;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.lang.model.element.Modifier;

/** Writes the wrapper's method for one handler. */
final class HandlerMethodWriter {

  private final WrapperModel wrapper;
  private final HandlerModel handler;
  private final GeneratedNames names;
  private final Locals locals;

  HandlerMethodWriter(WrapperModel wrapper, HandlerModel handler, GeneratedNames names) {
    this.wrapper = wrapper;
    this.handler = handler;
    this.names = names;
    this.locals = names.locals(handler);
  }

  MethodSpec write() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(handler.name())
            .addJavadoc(JavadocText.ofMethod(wrapper, handler))
            .addTypeVariables(handler.typeVariables())
            .returns(returnType());
    addAnnotations(method);
    addModifiers(method);
    List<ParameterModel> parameters = handler.callerParameters();
    parameters.forEach(parameter -> method.addParameter(parameter(parameter)));
    method.varargs(passesVarargs());
    if (handler.options().runsInCaller()) {
      method.addExceptions(handler.thrown());
    }
    return method.addCode(body()).build();
  }

  private boolean passesVarargs() {
    List<ParameterModel> all = handler.parameters();
    return handler.varargs() && all.get(all.size() - 1).isFromCaller();
  }

  private void addAnnotations(MethodSpec.Builder method) {
    handler.deprecated().ifPresent(method::addAnnotation);
    if (handler.safeVarargs()) {
      method.addAnnotation(SafeVarargs.class);
    }
    Suppressions.of(handler.methodSuppressions(), wrapper.settledForMembers())
        .ifPresent(method::addAnnotation);
  }

  private void addModifiers(MethodSpec.Builder method) {
    switch (handler.access()) {
      case PUBLIC -> method.addModifiers(Modifier.PUBLIC);
      case PROTECTED -> method.addModifiers(Modifier.PROTECTED);
      case PACKAGE -> {}
      case PRIVATE -> throw new IllegalStateException("A private handler is not written");
    }
    if (handler.safeVarargs()) {
      // @SafeVarargs asks for it, although the class is final.
      method.addModifiers(Modifier.FINAL);
    }
  }

  private TypeName returnType() {
    TypeName result = handler.result().type();
    if (handler.options().runsInCaller()) {
      return result;
    }
    TypeName boxed = result.isPrimitive() || handler.result().isVoid() ? result.box() : result;
    return ParameterizedTypeName.get(ClassName.get(CompletableFuture.class), boxed);
  }

  private ParameterSpec parameter(ParameterModel parameter) {
    return ParameterSpec.builder(parameter.type(), nameOf(parameter))
        .addAnnotations(parameter.annotations())
        .build();
  }

  private String nameOf(ParameterModel parameter) {
    return Objects.requireNonNull(locals.parameters().get(parameter), "passed by the caller");
  }

  private CodeBlock body() {
    return handler.result().isStage() ? stageBody() : plainBody();
  }

  private CodeBlock stageBody() {
    return CodeBlock.builder()
        .add("return $N.", names.support())
        .add(witness())
        .add("submitStage($N, $N -> {\n", names.constant(handler), locals.attempt())
        .indent()
        .add(usesContext() ? LifecycleBlocks.open(locals) : LifecycleBlocks.openUnused(locals))
        .add(LifecycleBlocks.begin(call()))
        .unindent()
        .add("}, ($N, $N) -> {\n", locals.context(), locals.stage())
        .indent()
        .add("try {\n")
        .indent()
        .add(LifecycleBlocks.takeAndCommit(locals, handler.result().variableType()))
        .unindent()
        .add(end())
        .unindent()
        .add("});\n")
        .build();
  }

  /** The compiler would take a wildcard for a type of its own, which nothing else has. */
  private CodeBlock witness() {
    return handler.result().isWildcard()
        ? CodeBlock.of("<$T>", handler.result().variableType())
        : CodeBlock.of("");
  }

  private boolean usesContext() {
    return !handler.parameters().stream().allMatch(ParameterModel::isFromCaller);
  }

  private CodeBlock plainBody() {
    boolean inCaller = handler.options().runsInCaller();
    boolean isVoid = handler.result().isVoid();
    return CodeBlock.builder()
        .add(
            "$L$N.$L($N, $N -> {\n",
            inCaller && isVoid ? "" : "return ",
            names.support(),
            (inCaller ? "call" : "submit") + (isVoid ? "Work" : ""),
            names.constant(handler),
            locals.attempt())
        .indent()
        .add(LifecycleBlocks.open(locals))
        .add("try {\n")
        .indent()
        .add(LifecycleBlocks.runAndCommit(locals, handler.result().variableType(), call()))
        .unindent()
        .add(end())
        .unindent()
        .add("});\n")
        .build();
  }

  private CodeBlock end() {
    return CodeBlock.builder()
        .add(LifecycleBlocks.keep(locals, handler.options().dontRollbackOn()))
        .add(LifecycleBlocks.rollBack(locals))
        .add(LifecycleBlocks.close(locals))
        .build();
  }

  private CodeBlock call() {
    CodeBlock.Builder call = CodeBlock.builder();
    if (handler.isStatic()) {
      call.add("$T.", wrapper.handlerName());
    } else if (handler.origin().calledAs().isPresent()) {
      call.add("(($T) $N).", handler.origin().calledAs().get(), names.handlers());
    } else {
      call.add("$N.", names.handlers());
    }
    if (handler.explicitTypeArguments()) {
      call.add(
          "<$L>",
          handler.typeVariables().stream()
              .map(variable -> CodeBlock.of("$L", variable.name()))
              .collect(CodeBlock.joining(", ")));
    }
    CodeBlock arguments =
        handler.parameters().stream().map(this::argument).collect(CodeBlock.joining(",$W"));
    return call.add("$N($L)", handler.name(), arguments).build();
  }

  private CodeBlock argument(ParameterModel parameter) {
    if (parameter.source() instanceof ParameterModel.FromContext source) {
      Optional<String> name = source.name().map(Located::value);
      return name.isPresent()
          ? CodeBlock.of("$N.get($T.class, $S)", locals.context(), source.type(), name.get())
          : CodeBlock.of("$N.get($T.class)", locals.context(), source.type());
    }
    return CodeBlock.of("$N", nameOf(parameter));
  }
}
