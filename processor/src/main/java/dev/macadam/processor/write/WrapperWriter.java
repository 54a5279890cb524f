package dev.macadam.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.model.WrapperModel;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes a wrapper: constants, fields, constructor, and a method for each handler. */
public final class WrapperWriter {

  private static final ClassName GENERATED =
      ClassName.get("javax.annotation.processing", "Generated");
  private static final String GENERATOR = "dev.macadam.processor.ContextHandlerProcessor";
  private static final String ORIGIN = "dev.macadam:macadam-processor";

  private WrapperWriter() {}

  /**
   * Writes a wrapper.
   *
   * @param wrapper a model in which the validator has found no error
   * @return its source
   */
  public static JavaFile write(WrapperModel wrapper) {
    GeneratedNames names = new GeneratedNames(wrapper);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(wrapper.wrapper())
            .addJavadoc(JavadocText.ofClass(wrapper))
            .addTypeVariables(wrapper.typeVariables());
    if (!wrapper.packagesHidden()) {
      type.alwaysQualify(wrapper.shadowedNames().toArray(String[]::new));
    }
    addAnnotations(wrapper, type);
    if (wrapper.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    type.addModifiers(Modifier.FINAL);
    for (HandlerModel handler : wrapper.handlers()) {
      type.addField(DefinitionWriter.write(wrapper, handler, names.constant(handler)));
    }
    if (wrapper.needsInstance()) {
      type.addField(
          FieldSpec.builder(wrapper.handlerType(), names.handlers())
              .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
              .build());
    }
    type.addField(
        FieldSpec.builder(RuntimeNames.HANDLER_SUPPORT, names.support())
            .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
            .build());
    type.addMethod(constructor(wrapper, names));
    for (HandlerModel handler : wrapper.handlers()) {
      type.addMethod(new HandlerMethodWriter(wrapper, handler, names).write());
    }
    return JavaFile.builder(wrapper.wrapper().packageName(), type.build())
        // An import wins over a class of the package, where the name in full is out of reach.
        .skipJavaLangImports(!wrapper.packagesHidden())
        .build();
  }

  private static void addAnnotations(WrapperModel wrapper, TypeSpec.Builder type) {
    if (wrapper.generatedVisible()) {
      type.addAnnotation(
          AnnotationSpec.builder(GENERATED)
              .addMember("value", "$S", GENERATOR)
              .addMember("comments", "$S", ORIGIN)
              .build());
    }
    wrapper.component().onClass().forEach(type::addAnnotation);
    wrapper.deprecated().ifPresent(type::addAnnotation);
    Suppressions.of(wrapper.suppressions(), Set.of()).ifPresent(type::addAnnotation);
  }

  private static MethodSpec constructor(WrapperModel wrapper, GeneratedNames names) {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder().addJavadoc(JavadocText.ofConstructor(wrapper));
    wrapper.component().onConstructor().forEach(constructor::addAnnotation);
    Suppressions.of(wrapper.constructorSuppressions(), wrapper.settledForMembers())
        .ifPresent(constructor::addAnnotation);
    if (wrapper.isPublic()) {
      constructor.addModifiers(Modifier.PUBLIC);
    }
    constructor.addParameter(RuntimeNames.CONTEXT_FACTORY, "contexts");
    if (wrapper.needsInstance()) {
      constructor.addParameter(wrapper.handlerType(), "handlers");
      constructor.addStatement(
          "this.$N = $T.requireNonNull($N, $S)",
          names.handlers(),
          Objects.class,
          "handlers",
          "handlers");
    }
    CodeBlock definitions =
        wrapper.handlers().stream()
            .map(handler -> CodeBlock.of(",$W$N", names.constant(handler)))
            .collect(CodeBlock.joining(""));
    return constructor
        .addStatement(
            "this.$N = $T.of(contexts$L)",
            names.support(),
            RuntimeNames.HANDLER_SUPPORT,
            definitions)
        .build();
  }
}
