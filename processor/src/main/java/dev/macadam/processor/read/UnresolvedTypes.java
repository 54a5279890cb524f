package dev.macadam.processor.read;

import dev.macadam.processor.model.RuntimeNames;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
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
   * @param compiledNow the qualified names of classes with handlers in this compilation
   * @return true if it has to wait
   */
  public boolean isWaiting(TypeElement type, Set<String> compiledNow) {
    List<ExecutableElement> handlers = finder.find(type);
    return finder.lineage(type).values().stream().anyMatch(UnresolvedTypes::hasUnresolvedHeader)
        || handlers.stream().anyMatch(UnresolvedTypes::hasUnresolvedSignature)
        || isUnresolved(type, DEPRECATED)
        || type.getTypeParameters().stream().anyMatch(TypeWalker::hasUnresolvedAnnotation)
        || handlers.stream()
            // Libraries come without the classes of their annotations; nobody generates those.
            .filter(
                each -> compiledNow.contains(Enclosing.typeOf(each).getQualifiedName().toString()))
            .anyMatch(UnresolvedTypes::hasUnresolvedAnnotation);
  }

  private static boolean hasUnresolvedHeader(TypeElement type) {
    return TypeWalker.hasError(type.getSuperclass())
        || type.getInterfaces().stream().anyMatch(TypeWalker::hasError)
        || type.getTypeParameters().stream().anyMatch(TypeWalker::hasError);
  }

  private static boolean hasUnresolvedSignature(ExecutableElement method) {
    return typesOf(method).anyMatch(TypeWalker::hasError)
        || method.getTypeParameters().stream().anyMatch(TypeWalker::hasError)
        || isUnresolved(method, RuntimeNames.CONTEXT_HANDLER.canonicalName())
        || method.getParameters().stream()
            .anyMatch(each -> isUnresolved(each, RuntimeNames.FROM_CONTEXT.canonicalName()));
  }

  private static boolean hasUnresolvedAnnotation(ExecutableElement method) {
    return typesOf(method).anyMatch(TypeWalker::hasUnresolvedAnnotation)
        || method.getTypeParameters().stream().anyMatch(TypeWalker::hasUnresolvedAnnotation)
        || method.getParameters().stream().anyMatch(AnnotationReader::isAnyUnresolved)
        || isUnresolved(method, DEPRECATED);
  }

  private static Stream<TypeMirror> typesOf(ExecutableElement method) {
    return Stream.of(
            Stream.of(method.getReturnType()),
            method.getThrownTypes().stream(),
            method.getParameters().stream().map(VariableElement::asType))
        .flatMap(types -> types);
  }

  private static boolean isUnresolved(Element element, String annotation) {
    return AnnotationReader.find(element, annotation)
        .filter(AnnotationReader::isUnresolved)
        .isPresent();
  }
}
