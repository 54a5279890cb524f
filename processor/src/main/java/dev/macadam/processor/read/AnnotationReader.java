package dev.macadam.processor.read;

import dev.macadam.processor.model.Located;
import dev.macadam.processor.report.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** One annotation, with typed access to its values that remembers where they were written. */
final class AnnotationReader {

  /**
   * What compilers give for a constant or class that they cannot resolve, or not yet. Eclipse's
   * gives the same for a text that reads like that, which is therefore never resolved.
   */
  private static final String UNRESOLVED = "<error>";

  private final Element element;
  private final AnnotationMirror annotation;
  private final Map<? extends ExecutableElement, ? extends AnnotationValue> values;
  private final @Nullable SourcePosition elsewhere;

  private AnnotationReader(
      Element element,
      AnnotationMirror annotation,
      Elements elements,
      @Nullable SourcePosition elsewhere) {
    this.element = element;
    this.annotation = annotation;
    this.values = elements.getElementValuesWithDefaults(annotation);
    this.elsewhere = elsewhere;
  }

  /**
   * An annotation of an element.
   *
   * @param elsewhere where to report instead, if the element is not what the user looks at
   */
  static Optional<AnnotationReader> of(
      Element element, String annotation, Elements elements, @Nullable SourcePosition elsewhere) {
    return find(element, annotation)
        .map(mirror -> new AnnotationReader(element, mirror, elements, elsewhere));
  }

  static Optional<? extends AnnotationMirror> find(Element element, String annotation) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> isNamed(mirror, annotation))
        .findFirst();
  }

  static boolean isNamed(AnnotationMirror mirror, String annotation) {
    return mirror.getAnnotationType().asElement() instanceof TypeElement type
        && type.getQualifiedName().contentEquals(annotation);
  }

  Located<String> string(String name) {
    AnnotationValue value = value(name);
    return new Located<>((String) value.getValue(), position(value));
  }

  Located<Integer> integer(String name) {
    AnnotationValue value = value(name);
    return new Located<>((Integer) value.getValue(), position(value));
  }

  boolean flag(String name) {
    return (Boolean) value(name).getValue();
  }

  boolean flag(String name, boolean otherwise) {
    return values.keySet().stream().anyMatch(key -> key.getSimpleName().contentEquals(name))
        ? flag(name)
        : otherwise;
  }

  String constant(String name) {
    return ((VariableElement) value(name).getValue()).getSimpleName().toString();
  }

  Located<List<Located<TypeMirror>>> classes(String name) {
    AnnotationValue array = value(name);
    List<Located<TypeMirror>> classes = new ArrayList<>();
    for (AnnotationValue value : elementsOf(array)) {
      classes.add(new Located<>((TypeMirror) value.getValue(), position(value)));
    }
    return new Located<>(classes, position(array));
  }

  /** Whether an annotation, or a value of one, names something that is not known, or not yet. */
  static boolean isAnyUnresolved(AnnotatedConstruct annotated) {
    return annotated.getAnnotationMirrors().stream().anyMatch(AnnotationReader::isUnresolved);
  }

  static boolean isUnresolved(AnnotationMirror annotation) {
    return annotation.getAnnotationType().getKind() == TypeKind.ERROR
        || annotation.getElementValues().values().stream().anyMatch(AnnotationReader::isUnresolved);
  }

  private static boolean isUnresolved(AnnotationValue value) {
    Object content = value.getValue();
    if (content instanceof TypeMirror type) {
      return TypeWalker.hasError(type);
    }
    if (content instanceof VariableElement constant) {
      // A constant that its class does not have, or whose class is not there, has no type.
      return constant.asType().getKind() != TypeKind.DECLARED;
    }
    if (content instanceof AnnotationMirror nested) {
      return isUnresolved(nested);
    }
    return content == null
        || UNRESOLVED.equals(content)
        || elementsOf(value).stream().anyMatch(AnnotationReader::isUnresolved);
  }

  private static List<AnnotationValue> elementsOf(AnnotationValue array) {
    List<AnnotationValue> elements = new ArrayList<>();
    if (array.getValue() instanceof List<?> list) {
      list.forEach(element -> elements.add((AnnotationValue) element));
    }
    return elements;
  }

  private AnnotationValue value(String name) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().getSimpleName().contentEquals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The annotation has no '" + name + "'"));
  }

  private SourcePosition position(AnnotationValue value) {
    if (elsewhere != null) {
      return elsewhere;
    }
    boolean written =
        annotation.getElementValues().values().stream()
            .anyMatch(explicit -> explicit == value || elementsOf(explicit).contains(value));
    return written
        ? SourcePosition.of(element, annotation, value)
        : SourcePosition.of(element, annotation);
  }
}
