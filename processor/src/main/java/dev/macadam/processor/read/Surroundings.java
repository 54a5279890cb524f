package dev.macadam.processor.read;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Where a wrapper stands, and what it may name from there.
 *
 * @param elements of the compilation
 * @param types of the compilation
 * @param home the package of the wrapper
 * @param packagesHidden whether a class of that package hides a package that the wrapper uses
 * @param shadowedNames what means a class of {@code java.lang} in most files, but another one in
 *     that package
 */
record Surroundings(
    Elements elements,
    Types types,
    PackageElement home,
    boolean packagesHidden,
    List<String> shadowedNames) {

  /** The packages, by the first part of their names, of what a wrapper uses for itself. */
  private static final Set<String> ROOTS = Set.of("dev", "jakarta", "java", "javax", "org");

  static Surroundings of(Elements elements, Types types, PackageElement home) {
    List<String> names =
        home.getEnclosedElements().stream().map(type -> type.getSimpleName().toString()).toList();
    return new Surroundings(
        elements,
        types,
        home,
        names.stream().anyMatch(ROOTS::contains),
        names.stream()
            .filter(name -> find(ClassName.get("java.lang", name), elements, home).isPresent())
            .sorted()
            .toList());
  }

  /**
   * How the wrapper names a class. Where a class called {@code java} hides the packages of that
   * name, nothing of theirs can be written in full and all of it has to be imported. So it is the
   * classes of the wrapper's own package that make way.
   */
  ClassName name(TypeElement type) {
    ClassName name = ClassName.get(type);
    if (!packagesHidden || home.isUnnamed() || !isHome(elements.getPackageOf(type))) {
      return name;
    }
    List<String> names = name.simpleNames();
    return ClassName.get(
        "",
        name.packageName() + "." + names.get(0),
        names.subList(1, names.size()).toArray(String[]::new));
  }

  /** A type without type arguments, type variables or annotations. */
  TypeName erasedName(TypeMirror type) {
    TypeMirror erasure = types.erasure(type);
    if (erasure instanceof ArrayType array) {
      return ArrayTypeName.of(erasedName(array.getComponentType()));
    }
    return erasure.getKind() == TypeKind.DECLARED
        ? name(element(erasure))
        : TypeName.get(erasure).withoutAnnotations();
  }

  /** Whether a type variable cannot have a name without taking it from something else. */
  boolean hidesWhatTheWrapperNames(String variable) {
    if (ROOTS.contains(variable) || variable.equals(firstPart(home))) {
      return true;
    }
    if (packagesHidden && !variable.endsWith("_")) {
      // Any class could be imported by this name, and none can be written in full instead.
      return true;
    }
    return (packagesHidden || home.isUnnamed()) && isClassAtHome(variable);
  }

  private boolean isClassAtHome(String name) {
    return home.getEnclosedElements().stream()
        .anyMatch(type -> type.getSimpleName().contentEquals(name));
  }

  private static String firstPart(PackageElement home) {
    return home.getQualifiedName().toString().split("\\.", 2)[0];
  }

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
    return find(name, elements, home);
  }

  private static Optional<TypeElement> find(
      ClassName name, Elements elements, PackageElement home) {
    ModuleElement module = elements.getModuleOf(home);
    return Optional.ofNullable(
        module == null
            ? elements.getTypeElement(name.canonicalName())
            : elements.getTypeElement(module, name.canonicalName()));
  }

  /** A class by its name, and the classes around it. */
  Set<TypeElement> classes(ClassName name) {
    return find(name).map(type -> TypeWalker.classesIn(type.asType())).orElse(Set.of());
  }
}
