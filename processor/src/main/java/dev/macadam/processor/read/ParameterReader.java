package dev.macadam.processor.read;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import dev.macadam.processor.model.Located;
import dev.macadam.processor.model.ParameterModel;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.report.SourcePosition;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a handler. */
final class ParameterReader {

  private static final String PARAMETER = "PARAMETER";

  /** Has been heeded, and what does nothing on a parameter but to draw a warning. */
  private static final List<String> LEFT_OUT =
      List.of(RuntimeNames.FROM_CONTEXT.canonicalName(), Deprecated.class.getName());

  private final Surroundings surroundings;
  private final AnnotationCopier annotations;
  private final TypeReader types;
  private final @Nullable SourcePosition elsewhere;

  ParameterReader(
      Surroundings surroundings,
      AnnotationCopier annotations,
      TypeReader types,
      @Nullable SourcePosition elsewhere) {
    this.surroundings = surroundings;
    this.annotations = annotations;
    this.types = types;
    this.elsewhere = elsewhere;
  }

  /**
   * Reads a parameter.
   *
   * @param type its type with type arguments filled in
   */
  ParameterModel read(VariableElement parameter, TypeMirror type) {
    List<AnnotationSpec> copies =
        parameter.getAnnotationMirrors().stream()
            .filter(
                each -> LEFT_OUT.stream().noneMatch(name -> AnnotationReader.isNamed(each, name)))
            .filter(each -> annotations.targets(each).contains(PARAMETER))
            .map(annotations::copy)
            .flatMap(Optional::stream)
            .toList();
    return new ParameterModel(
        parameter.getSimpleName().toString(),
        elsewhere == null ? SourcePosition.of(parameter) : elsewhere,
        // An annotation that may stand on both is repeated on the parameter alone, not twice.
        types.read(type, each -> !annotations.targets(each).contains(PARAMETER)),
        copies,
        source(parameter, type));
  }

  private ParameterModel.Source source(VariableElement parameter, TypeMirror type) {
    Optional<AnnotationReader> fromContext =
        AnnotationReader.of(
            parameter,
            RuntimeNames.FROM_CONTEXT.canonicalName(),
            surroundings.elements(),
            elsewhere);
    if (fromContext.isEmpty()) {
      return isContextType(type)
          ? new ParameterModel.FromContext(className(type), Optional.empty())
          : new ParameterModel.FromCaller(TypeDisplay.of(type), Lineage.of(type));
    }
    if (type.getKind() != TypeKind.DECLARED || hasTypeArguments((DeclaredType) type)) {
      return new ParameterModel.Unusable(TypeDisplay.of(type));
    }
    Located<String> name = fromContext.get().string("value");
    return new ParameterModel.FromContext(
        className(type), name.value().isEmpty() ? Optional.empty() : Optional.of(name));
  }

  private boolean isContextType(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        && RuntimeNames.CONTEXT_TYPES.contains(
            surroundings.element(type).getQualifiedName().toString());
  }

  private static boolean hasTypeArguments(DeclaredType type) {
    return !type.getTypeArguments().isEmpty()
        || Enclosing.ofInner(type).filter(ParameterReader::hasTypeArguments).isPresent();
  }

  private ClassName className(TypeMirror type) {
    return surroundings.name(surroundings.element(type));
  }
}
