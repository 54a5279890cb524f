package dev.macadam.processor.read;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;

/**
 * Repeats annotations of the user's in the wrapper. An annotation that the wrapper cannot name, or
 * that would draw a warning there, is left out: it is never needed to make the wrapper work.
 */
final class AnnotationCopier {

  private final Surroundings surroundings;
  private final Set<String> variables;

  AnnotationCopier(Surroundings surroundings) {
    this(surroundings, Set.of());
  }

  private AnnotationCopier(Surroundings surroundings, Set<String> variables) {
    this.surroundings = surroundings;
    this.variables = variables;
  }

  /** The same for a method that has parameters of these names. */
  AnnotationCopier beside(Set<String> parameters) {
    return new AnnotationCopier(surroundings, parameters);
  }

  /** Where an annotation may stand, as names of {@code ElementType}. */
  Set<String> targets(AnnotationMirror annotation) {
    Set<String> targets = new TreeSet<>();
    Element type = annotation.getAnnotationType().asElement();
    Optional<? extends AnnotationMirror> target =
        AnnotationReader.find(type, Target.class.getName());
    if (target.isEmpty()) {
      // Without @Target an annotation may stand on all declarations.
      return Set.of("PARAMETER", "METHOD", "TYPE", "TYPE_PARAMETER");
    }
    target
        .get()
        .getElementValues()
        .values()
        .forEach(
            value ->
                value.accept(
                    new SimpleAnnotationValueVisitor14<Void, Void>() {
                      @Override
                      public Void visitArray(List<? extends AnnotationValue> values, Void nothing) {
                        values.forEach(this::visit);
                        return null;
                      }

                      @Override
                      public Void visitEnumConstant(VariableElement constant, Void nothing) {
                        targets.add(constant.getSimpleName().toString());
                        return null;
                      }
                    },
                    null));
    return targets;
  }

  /**
   * The annotation as source; empty if it is left out. Libraries may come without the classes that
   * their annotations name, which the compiler takes as if the annotations were not there.
   */
  Optional<AnnotationSpec> copy(AnnotationMirror annotation) {
    if (AnnotationReader.isUnresolved(annotation)) {
      return Optional.empty();
    }
    TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
    if (!isUsable(type)) {
      return Optional.empty();
    }
    AnnotationSpec.Builder copy = AnnotationSpec.builder(surroundings.name(type));
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        annotation.getElementValues().entrySet()) {
      Optional<CodeBlock> value = entry.getValue().accept(new ValueWriter(), null);
      if (value.isEmpty() || surroundings.elements().isDeprecated(entry.getKey())) {
        return Optional.empty();
      }
      copy.addMember(entry.getKey().getSimpleName().toString(), value.get());
    }
    return Optional.of(copy.build());
  }

  private boolean isUsable(TypeElement type) {
    return surroundings.canAccess(type)
        && TypeWalker.classesIn(type.asType()).stream()
            .noneMatch(surroundings.elements()::isDeprecated);
  }

  /** Whether a constant of the class would be taken for something of a parameter. */
  private boolean isHidden(TypeElement type) {
    return variables.contains(ClassName.get(type).topLevelClassName().simpleName());
  }

  /** Writes a value as source; empty if that cannot be done. */
  private final class ValueWriter
      extends SimpleAnnotationValueVisitor14<Optional<CodeBlock>, Void> {

    @Override
    protected Optional<CodeBlock> defaultAction(Object value, Void nothing) {
      return Optional.of(CodeBlock.of("$L", value));
    }

    @Override
    public Optional<CodeBlock> visitString(String value, Void nothing) {
      return Optional.of(CodeBlock.of("$S", value));
    }

    @Override
    public Optional<CodeBlock> visitLong(long value, Void nothing) {
      return Optional.of(CodeBlock.of("$LL", value));
    }

    @Override
    public Optional<CodeBlock> visitFloat(float value, Void nothing) {
      return Float.isFinite(value) ? Optional.of(CodeBlock.of("$Lf", value)) : Optional.empty();
    }

    @Override
    public Optional<CodeBlock> visitDouble(double value, Void nothing) {
      return Double.isFinite(value) ? Optional.of(CodeBlock.of("$L", value)) : Optional.empty();
    }

    @Override
    public Optional<CodeBlock> visitChar(char value, Void nothing) {
      if (value == '\'' || value == '\\') {
        return Optional.of(CodeBlock.of("'\\$L'", value));
      }
      if (value < ' ') {
        // Not as a Unicode escape, which would be a line break inside the literal.
        return Optional.of(CodeBlock.of("'\\$L'", Integer.toOctalString(value)));
      }
      return Optional.of(
          value < 0x7f
              ? CodeBlock.of("'$L'", value)
              : CodeBlock.of("'\\u$L'", "%04x".formatted((int) value)));
    }

    @Override
    public Optional<CodeBlock> visitEnumConstant(VariableElement constant, Void nothing) {
      TypeElement type = Enclosing.typeOf(constant);
      return isUsable(type) && !isHidden(type) && !surroundings.elements().isDeprecated(constant)
          ? Optional.of(CodeBlock.of("$T.$L", surroundings.name(type), constant.getSimpleName()))
          : Optional.empty();
    }

    @Override
    public Optional<CodeBlock> visitType(TypeMirror type, Void nothing) {
      return TypeWalker.classesIn(type).stream().allMatch(AnnotationCopier.this::isUsable)
          ? Optional.of(CodeBlock.of("$T.class", surroundings.erasedName(type)))
          : Optional.empty();
    }

    @Override
    public Optional<CodeBlock> visitAnnotation(AnnotationMirror annotation, Void nothing) {
      return copy(annotation).map(copy -> CodeBlock.of("$L", copy));
    }

    @Override
    public Optional<CodeBlock> visitArray(List<? extends AnnotationValue> values, Void nothing) {
      List<CodeBlock> elements = new ArrayList<>();
      for (AnnotationValue value : values) {
        Optional<CodeBlock> element = value.accept(this, null);
        if (element.isEmpty()) {
          return Optional.empty();
        }
        elements.add(element.get());
      }
      return Optional.of(CodeBlock.of("{$L}", CodeBlock.join(elements, ", ")));
    }
  }
}
