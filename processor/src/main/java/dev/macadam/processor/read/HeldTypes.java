package dev.macadam.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * What an instance of a user's class holds: its fields; for an interface what its getters return.
 * Of the JDK's classes and those of well-known libraries only the type arguments say that.
 */
final class HeldTypes {

  private static final List<String> LIBRARIES =
      List.of(
          "java.",
          "javax.",
          "jakarta.",
          "jdk.",
          "kotlin.",
          "scala.",
          "org.hibernate.",
          "org.jooq.");

  private final MemberTypes memberTypes;

  HeldTypes(MemberTypes memberTypes) {
    this.memberTypes = memberTypes;
  }

  /**
   * Something that is held.
   *
   * @param name of the field or property; empty if it is in the instance in another way
   */
  record Held(String name, TypeMirror type) {}

  /** Whether nothing but type arguments tells what an instance holds. */
  static boolean isOfLibrary(TypeElement element) {
    String name = element.getQualifiedName().toString();
    return LIBRARIES.stream().anyMatch(name::startsWith);
  }

  /** Whether an instance is of another class, which may hold more than can be seen. */
  static boolean isOpen(TypeElement element) {
    return element.getKind().isInterface() || element.getModifiers().contains(Modifier.ABSTRACT);
  }

  /**
   * What the instances of a class hold.
   *
   * @param type no library's class; without wildcards
   */
  List<Held> of(DeclaredType type) {
    List<Held> held = new ArrayList<>();
    TypeElement element = (TypeElement) type.asElement();
    collect(type, element.getKind().isInterface(), held);
    element.getPermittedSubclasses().forEach(permitted -> held.add(new Held("", permitted)));
    return held;
  }

  private void collect(DeclaredType type, boolean getters, List<Held> held) {
    TypeElement element = (TypeElement) type.asElement();
    if (isOfLibrary(element)) {
      // A list of the user's, for example, which holds what its superclass says.
      held.add(new Held("", type));
      return;
    }
    if (element.getKind().isClass()) {
      fields(element)
          .map(field -> new Held(field.getSimpleName().toString(), memberTypes.of(type, field)))
          .forEach(held::add);
    } else if (getters) {
      collectGetters(type, held);
    }
    memberTypes.supertypes(type).forEach(each -> collect(each, getters, held));
  }

  private void collectGetters(DeclaredType type, List<Held> held) {
    for (ExecutableElement method :
        ElementFilter.methodsIn(type.asElement().getEnclosedElements())) {
      if (method.getModifiers().contains(Modifier.ABSTRACT)) {
        Getters.property(method)
            .map(name -> new Held(name, memberTypes.of(type, method)))
            .ifPresent(held::add);
      }
    }
  }

  /** The fields of its instances. */
  static Stream<VariableElement> fields(TypeElement element) {
    return ElementFilter.fieldsIn(element.getEnclosedElements()).stream()
        .filter(field -> field.getKind() == ElementKind.FIELD)
        .filter(field -> !field.getModifiers().contains(Modifier.STATIC));
  }
}
