package dev.macadam.processor.read;

import com.palantir.javapoet.TypeName;
import dev.macadam.processor.model.RuntimeNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Finds the handlers that a class declares and those that it inherits. */
public final class HandlerFinder {

  private final Elements elements;
  private final Types types;

  HandlerFinder(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /**
   * Whether a method is marked as a handler.
   *
   * @param method a method or a constructor
   * @return true if it has the annotation
   */
  public static boolean isHandler(ExecutableElement method) {
    return AnnotationReader.find(method, RuntimeNames.CONTEXT_HANDLER.canonicalName()).isPresent();
  }

  /** The class's own handlers in source order, then those of superclasses, then of interfaces. */
  List<ExecutableElement> find(TypeElement type) {
    List<ExecutableElement> handlers = new ArrayList<>();
    List<ExecutableElement> closer = new ArrayList<>();
    for (TypeElement ancestor : lineage(type).values()) {
      List<ExecutableElement> methods = ElementFilter.methodsIn(ancestor.getEnclosedElements());
      for (ExecutableElement method : methods) {
        boolean own = ancestor.equals(type);
        if (isHandler(method)
            && (own || isInherited(method, type))
            && closer.stream().noneMatch(other -> replaces(other, method, type))) {
          handlers.add(method);
        }
      }
      closer.addAll(methods);
    }
    return handlers;
  }

  /** The class, its superclasses from near to far, then all interfaces from near to far. */
  Map<String, TypeElement> lineage(TypeElement type) {
    Map<String, TypeElement> lineage = new LinkedHashMap<>();
    List<TypeElement> classes = new ArrayList<>();
    for (TypeElement next = type; next != null; next = element(next.getSuperclass())) {
      classes.add(next);
      lineage.put(next.getQualifiedName().toString(), next);
    }
    classes.forEach(next -> addInterfaces(next, lineage));
    return lineage;
  }

  private void addInterfaces(TypeElement type, Map<String, TypeElement> lineage) {
    for (TypeMirror declared : type.getInterfaces()) {
      TypeElement element = element(declared);
      if (element != null
          && lineage.putIfAbsent(element.getQualifiedName().toString(), element) == null) {
        addInterfaces(element, lineage);
      }
    }
  }

  @SuppressWarnings("NullAway") // asElement gives null for the superclass of Object.
  private TypeElement element(TypeMirror type) {
    return (TypeElement) types.asElement(type);
  }

  /** Whether a class has a method of an ancestor as a member. */
  private boolean isInherited(ExecutableElement method, TypeElement type) {
    Element owner = Enclosing.of(method);
    if (method.getModifiers().contains(Modifier.PRIVATE)
        || (owner.getKind().isInterface() && method.getModifiers().contains(Modifier.STATIC))) {
      return false;
    }
    return method.getModifiers().contains(Modifier.PUBLIC)
        || method.getModifiers().contains(Modifier.PROTECTED)
        || isInPackageAllTheWay(type, owner);
  }

  /** A package-private method is lost where a class of another package stands in between. */
  private boolean isInPackageAllTheWay(TypeElement type, Element owner) {
    for (TypeElement next = type; next != null; next = element(next.getSuperclass())) {
      if (!elements.getPackageOf(next).equals(elements.getPackageOf(owner))) {
        return false;
      }
      if (next.equals(owner)) {
        return true;
      }
    }
    return false;
  }

  private boolean replaces(ExecutableElement closer, ExecutableElement method, TypeElement type) {
    // To declare a method again with the same erasure is to override it. Eclipse's compiler does
    // not
    // always see that of generic methods, and takes an abstract method for one that overrides any.
    if (types.isSubtype(erasedOwner(closer), erasedOwner(method))) {
      return elements.hides(closer, method)
          || elements.overrides(closer, method, type)
          || isTheSame(closer, method, type);
    }
    return !closer.getModifiers().contains(Modifier.ABSTRACT)
        && elements.overrides(closer, method, type);
  }

  /**
   * Whether a class inherits a method from another side as well, and has none that overrides both.
   */
  boolean isInheritedTwice(ExecutableElement method, TypeElement type) {
    return method.getModifiers().contains(Modifier.ABSTRACT)
        && lineage(type).values().stream()
            .flatMap(ancestor -> ElementFilter.methodsIn(ancestor.getEnclosedElements()).stream())
            .filter(other -> !other.equals(method) && isTheSame(other, method, type))
            .anyMatch(
                other ->
                    !replaces(method, other, type)
                        && other.getModifiers().contains(Modifier.ABSTRACT));
  }

  private boolean isTheSame(ExecutableElement closer, ExecutableElement method, TypeElement type) {
    return closer.getSimpleName().equals(method.getSimpleName())
        && closer.getParameters().size() == method.getParameters().size()
        && erasedParameters(closer, type).equals(erasedParameters(method, type));
  }

  private TypeMirror erasedOwner(ExecutableElement method) {
    return types.erasure(Enclosing.of(method).asType());
  }

  private List<TypeName> erasedParameters(ExecutableElement method, TypeElement type) {
    ExecutableType member = (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), method);
    return member.getParameterTypes().stream()
        .map(each -> TypeName.get(types.erasure(each)).withoutAnnotations())
        .toList();
  }
}
