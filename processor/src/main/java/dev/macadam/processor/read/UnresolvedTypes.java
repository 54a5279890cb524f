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

  private static final String DEPRECATED = Deprecated.class.getName();

  private final HandlerFinder finder;

  /**
   * Creates a finder.
   *
   * @param elements of the compilation
   * @param types of the compilation
   */
  public UnresolvedTypes(Elements elements, Types types) {
    this.finder = new HandlerFinder(elements, types);
  }

  /**
   * Whether something that the wrapper depends on is not known: a supertype, a bound, a type in a
   * handler's signature or options, or in an annotation that the wrapper repeats.
   *
   * @param type a class with handlers
   * @return true if it has to wait
   */
  public boolean isWaiting(TypeElement type) {
    return hasUnresolvedValue(type, DEPRECATED)
        || finder.lineage(type).values().stream().anyMatch(UnresolvedTypes::hasUnresolvedHeader)
        || finder.find(type).stream().anyMatch(UnresolvedTypes::hasUnresolvedSignature);
  }

  private static boolean hasUnresolvedHeader(TypeElement type) {
    return TypeWalker.hasError(type.getSuperclass())
        || type.getInterfaces().stream().anyMatch(TypeWalker::hasError)
        || type.getTypeParameters().stream().anyMatch(TypeWalker::hasError);
  }

  private static boolean hasUnresolvedSignature(ExecutableElement method) {
    return TypeWalker.hasError(method.getReturnType())
        || method.getThrownTypes().stream().anyMatch(TypeWalker::hasError)
        || method.getTypeParameters().stream().anyMatch(TypeWalker::hasError)
        || method.getParameters().stream().anyMatch(UnresolvedTypes::isUnresolved)
        || hasUnresolvedValue(method, RuntimeNames.CONTEXT_HANDLER.canonicalName())
        || hasUnresolvedValue(method, DEPRECATED);
  }

  private static boolean isUnresolved(VariableElement parameter) {
    return TypeWalker.hasError(parameter.asType()) || AnnotationReader.isAnyUnresolved(parameter);
  }

  private static boolean hasUnresolvedValue(Element element, String annotation) {
    return AnnotationReader.find(element, annotation)
        .filter(AnnotationReader::isUnresolved)
        .isPresent();
  }
}
