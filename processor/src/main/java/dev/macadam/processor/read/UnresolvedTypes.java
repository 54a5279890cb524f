package dev.macadam.processor.read;

import dev.macadam.processor.model.RuntimeNames;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Finds out whether a class mentions types that are not there yet. Another processor may generate
 * them in the same round; such a class is read again in the next one.
 */
public final class UnresolvedTypes {

  private final Elements elements;
  private final HandlerFinder finder;

  /**
   * Creates a finder.
   *
   * @param elements of the compilation
   * @param types of the compilation
   */
  public UnresolvedTypes(Elements elements, Types types) {
    this.elements = elements;
    this.finder = new HandlerFinder(elements, types);
  }

  /**
   * Whether something that the wrapper depends on is not known: a supertype, a bound, or a type in
   * a handler's signature or options.
   *
   * @param type a class with handlers
   * @return true if it has to wait
   */
  public boolean isWaiting(TypeElement type) {
    return finder.lineage(type).values().stream().anyMatch(this::hasUnresolvedHeader)
        || finder.find(type).stream().anyMatch(this::hasUnresolvedSignature);
  }

  private boolean hasUnresolvedHeader(TypeElement type) {
    return TypeWalker.hasError(type.getSuperclass())
        || type.getInterfaces().stream().anyMatch(TypeWalker::hasError)
        || type.getTypeParameters().stream().anyMatch(TypeWalker::hasError);
  }

  private boolean hasUnresolvedSignature(ExecutableElement method) {
    return TypeWalker.hasError(method.getReturnType())
        || method.getThrownTypes().stream().anyMatch(TypeWalker::hasError)
        || method.getTypeParameters().stream().anyMatch(TypeWalker::hasError)
        || method.getParameters().stream().anyMatch(this::isUnresolved)
        || hasUnresolvedValue(method, RuntimeNames.CONTEXT_HANDLER.canonicalName());
  }

  private boolean isUnresolved(VariableElement parameter) {
    return TypeWalker.hasError(parameter.asType())
        || parameter.getAnnotationMirrors().stream()
            .anyMatch(each -> TypeWalker.hasError(each.getAnnotationType()))
        || hasUnresolvedValue(parameter, RuntimeNames.FROM_CONTEXT.canonicalName());
  }

  private boolean hasUnresolvedValue(Element element, String annotation) {
    return AnnotationReader.of(element, annotation, elements, null)
        .filter(AnnotationReader::isUnresolved)
        .isPresent();
  }
}
