package dev.macadam.processor.read;

import com.palantir.javapoet.ClassName;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Where a wrapper stands, and what it may name from there.
 *
 * @param elements of the compilation
 * @param types of the compilation
 * @param home the package of the wrapper
 */
record Surroundings(Elements elements, Types types, PackageElement home) {

  /** Whether the wrapper may name a class: its own modifiers and those of all classes around it. */
  boolean canAccess(TypeElement type) {
    for (Element scope = type; scope instanceof TypeElement; scope = scope.getEnclosingElement()) {
      if (!canAccessMember(scope)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the class alone is to blame if the wrapper may not name it, and not one around it. */
  boolean canAccessAround(TypeElement type) {
    return !(type.getEnclosingElement() instanceof TypeElement outer) || canAccess(outer);
  }

  /** Whether the wrapper may name a member of a class that it can access. */
  boolean canAccessMember(Element member) {
    Set<Modifier> modifiers = member.getModifiers();
    if (modifiers.contains(Modifier.PUBLIC)) {
      return true;
    }
    // Protected counts as package-private: a wrapper is nobody's subclass.
    return !modifiers.contains(Modifier.PRIVATE) && isHome(elements.getPackageOf(member));
  }

  boolean isHome(PackageElement other) {
    return other.getQualifiedName().contentEquals(home.getQualifiedName());
  }

  TypeElement element(TypeMirror declaredType) {
    return (TypeElement) types.asElement(declaredType);
  }

  /** A class by its name, if there is one that the module of the wrapper can see. */
  Optional<TypeElement> find(ClassName name) {
    ModuleElement module = elements.getModuleOf(home);
    return Optional.ofNullable(
        module == null
            ? elements.getTypeElement(name.canonicalName())
            : elements.getTypeElement(module, name.canonicalName()));
  }

  /** A class by its name, and the classes around it. */
  Set<TypeElement> classes(ClassName name) {
    TypeElement element = elements.getTypeElement(name.canonicalName());
    return element == null ? Set.of() : TypeWalker.classesIn(element.asType());
  }
}
