package dev.macadam.processor.read;

import dev.macadam.processor.model.Suppression;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.ModuleElement.ExportsDirective;
import javax.lang.model.element.ModuleElement.RequiresDirective;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Foresees the compiler's warnings about what a wrapper mentions. */
final class LintReader {

  private final Surroundings surroundings;

  LintReader(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What mentioning these elements draws. */
  Set<Suppression> deprecations(Collection<? extends Element> mentioned) {
    Set<Suppression> suppressions = EnumSet.noneOf(Suppression.class);
    for (Element element : mentioned) {
      if (surroundings.elements().isDeprecated(element)) {
        suppressions.add(isForRemoval(element) ? Suppression.REMOVAL : Suppression.DEPRECATION);
      }
    }
    return suppressions;
  }

  static Optional<? extends AnnotationMirror> deprecatedAnnotation(Element element) {
    return AnnotationReader.find(element, Deprecated.class.getName());
  }

  private static boolean isForRemoval(Element element) {
    return deprecatedAnnotation(element).stream()
        .flatMap(annotation -> annotation.getElementValues().entrySet().stream())
        .filter(entry -> entry.getKey().getSimpleName().contentEquals("forRemoval"))
        .map(entry -> ((AnnotationValue) entry.getValue()).getValue())
        .anyMatch(Boolean.TRUE::equals);
  }

  /** Whether the users of the wrapper's module may be unable to see one of these classes. */
  boolean drawsExportsWarning(Collection<TypeElement> mentioned) {
    ModuleElement module = surroundings.elements().getModuleOf(surroundings.home());
    if (module == null || module.isUnnamed() || !isExported(module, surroundings.home())) {
      return false;
    }
    Set<ModuleElement> passedOn = new HashSet<>();
    collectPassedOn(module, passedOn);
    return mentioned.stream().anyMatch(type -> !isVisibleToUsers(type, module, passedOn));
  }

  private boolean isVisibleToUsers(
      TypeElement type, ModuleElement module, Set<ModuleElement> passedOn) {
    ModuleElement owner = surroundings.elements().getModuleOf(type);
    if (owner == null || owner.getQualifiedName().contentEquals("java.base")) {
      return true;
    }
    if (!owner.equals(module)) {
      return passedOn.contains(owner);
    }
    Set<Modifier> modifiers = type.getModifiers();
    return (modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED))
        && isExported(module, surroundings.elements().getPackageOf(type));
  }

  private static boolean isExported(ModuleElement module, Element home) {
    return ElementFilter.exportsIn(module.getDirectives()).stream()
        .filter(exports -> isToAll(exports))
        .anyMatch(exports -> exports.getPackage().equals(home));
  }

  private static boolean isToAll(ExportsDirective exports) {
    @Nullable Object targets = exports.getTargetModules();
    return targets == null;
  }

  /** Follows {@code requires transitive}. */
  private static void collectPassedOn(ModuleElement module, Set<ModuleElement> passedOn) {
    for (RequiresDirective requires : ElementFilter.requiresIn(module.getDirectives())) {
      if (requires.isTransitive() && passedOn.add(requires.getDependency())) {
        collectPassedOn(requires.getDependency(), passedOn);
      }
    }
  }
}
