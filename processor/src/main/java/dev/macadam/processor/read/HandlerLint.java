package dev.macadam.processor.read;

import dev.macadam.processor.model.HandlerOptions;
import dev.macadam.processor.model.ParameterModel;
import dev.macadam.processor.model.Suppression;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Foresees the compiler's warnings about what the wrapper says for one handler. */
final class HandlerLint {

  private final Surroundings surroundings;
  private final TypeElement type;
  private final ExecutableElement method;
  private final LintReader lint;

  /**
   * Creates a reader.
   *
   * @param type the class that the wrapper is for
   * @param method its handler
   */
  HandlerLint(Surroundings surroundings, TypeElement type, ExecutableElement method) {
    this.surroundings = surroundings;
    this.type = type;
    this.method = method;
    this.lint = new LintReader(surroundings);
  }

  /** The variable parameter of a handler, as far as the compiler warns about it. */
  enum Varargs {
    /** There is none, or it is harmless. */
    HARMLESS,
    /** Its array is of a type that is not known at run time. */
    POLLUTING,
    /** The same, but the handler says that it does no harm with it. */
    DECLARED_SAFE
  }

  /**
   * What the wrapper's method draws.
   *
   * @param mentioned the types in its declaration
   * @param rawStage whether the handler returns a stage without saying of what
   * @param exported whether it is part of what the module shows to others
   */
  Set<Suppression> ofMethod(
      List<TypeMirror> mentioned,
      HandlerOptions options,
      Varargs varargs,
      boolean rawStage,
      boolean exported) {
    Set<TypeElement> declared = new LinkedHashSet<>();
    mentioned.forEach(each -> declared.addAll(TypeWalker.classesIn(each)));
    Set<Suppression> suppressions = EnumSet.noneOf(Suppression.class);
    suppressions.addAll(deprecations(declared, options));
    if (mentioned.stream().anyMatch(TypeWalker::hasRawType)) {
      suppressions.add(Suppression.RAW_TYPES);
    }
    if (varargs == Varargs.POLLUTING
        || rawStage
        || isRawAncestor(type.asType(), Enclosing.of(method))) {
      suppressions.add(Suppression.UNCHECKED);
    }
    if (varargs == Varargs.DECLARED_SAFE) {
      suppressions.add(Suppression.VARARGS);
    }
    declared.addAll(annotationsIn(mentioned));
    if (exported && lint.drawsExportsWarning(declared)) {
      suppressions.add(Suppression.EXPORTS);
    }
    return suppressions;
  }

  /** What the constant with the handler's definition draws. */
  Set<Suppression> ofConstant(List<ParameterModel> parameters, HandlerOptions options) {
    Set<TypeElement> named = new LinkedHashSet<>();
    options
        .retryOn()
        .value()
        .forEach(retried -> named.addAll(surroundings.classes(retried.type())));
    for (ParameterModel parameter : parameters) {
      if (parameter.source() instanceof ParameterModel.FromContext source) {
        named.addAll(surroundings.classes(source.type()));
      }
    }
    return lint.deprecations(named);
  }

  private Set<Suppression> deprecations(Set<TypeElement> declared, HandlerOptions options) {
    Set<Element> used = new LinkedHashSet<>(declared);
    used.add(method);
    method.getParameters().forEach(each -> used.addAll(TypeWalker.classesIn(each.asType())));
    options.dontRollbackOn().forEach(kept -> used.addAll(surroundings.classes(kept.type())));
    Set<Suppression> suppressions = lint.deprecations(used);
    if (LintReader.deprecatedAnnotation(method).isPresent()) {
      // The wrapper's method is deprecated as well, and what is deprecated may use what is.
      suppressions.remove(Suppression.DEPRECATION);
    }
    return suppressions;
  }

  /** The annotations that the wrapper's method may repeat. */
  private Set<TypeElement> annotationsIn(List<TypeMirror> mentioned) {
    Set<TypeElement> found = new LinkedHashSet<>();
    Consumer<AnnotatedConstruct> add =
        annotated ->
            annotated
                .getAnnotationMirrors()
                .forEach(each -> found.addAll(TypeWalker.classesIn(each.getAnnotationType())));
    method.getParameters().forEach(add);
    mentioned.forEach(each -> TypeWalker.walk(each, add::accept));
    return found;
  }

  /** Whether a class extends a generic ancestor without type arguments, so calls are unchecked. */
  private boolean isRawAncestor(TypeMirror descendant, Element ancestor) {
    return surroundings.types().directSupertypes(descendant).stream()
        .anyMatch(
            each ->
                (surroundings.element(each).equals(ancestor) && TypeWalker.isRaw(each))
                    || isRawAncestor(each, ancestor));
  }
}
