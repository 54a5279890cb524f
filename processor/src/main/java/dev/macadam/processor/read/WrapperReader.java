package dev.macadam.processor.read;

import static java.util.stream.Collectors.toSet;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.macadam.processor.model.ComponentAnnotations;
import dev.macadam.processor.model.ComponentModel;
import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.Located;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.model.Suppression;
import dev.macadam.processor.model.WrapperModel;
import dev.macadam.processor.model.WrapperModel.Obstacle;
import dev.macadam.processor.report.SourcePosition;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Reads a class with handlers into the model of its wrapper. It remembers what it has read about
 * entities, so it is good for one round.
 */
public final class WrapperReader {

  private static final ClassName GENERATED =
      ClassName.get("javax.annotation.processing", "Generated");

  private final Elements elements;
  private final Types types;
  private final ComponentModel componentModel;
  private final HandlerFinder finder;
  private final EntityReader entities;

  /** Made once, because it looks at the whole package. */
  private final Map<PackageElement, Surroundings> surroundingsByPackage = new HashMap<>();

  /**
   * Creates a reader.
   *
   * @param elements of the compilation
   * @param types of the compilation
   * @param componentModel who makes the instances of wrappers
   */
  public WrapperReader(Elements elements, Types types, ComponentModel componentModel) {
    this.elements = elements;
    this.types = types;
    this.componentModel = componentModel;
    this.finder = new HandlerFinder(elements, types);
    this.entities = new EntityReader(elements, new MemberTypes(types));
  }

  /**
   * Reads a class.
   *
   * @param type a class with handlers of its own, all of whose types are known
   * @param compiledNow the qualified names of all classes with handlers in this compilation
   * @return its model
   */
  public WrapperModel read(TypeElement type, Set<String> compiledNow) {
    Surroundings surroundings =
        surroundingsByPackage.computeIfAbsent(
            elements.getPackageOf(type), home -> Surroundings.of(elements, types, home));
    AnnotationCopier annotations = new AnnotationCopier(surroundings);
    TypeReader typeReader =
        new TypeReader(surroundings, annotations, TypeVariableNames.of(surroundings, type));
    LintReader lint = new LintReader(surroundings);
    List<TypeVariableName> variables =
        type.getTypeParameters().stream()
            .map(each -> typeReader.readDeclaration((TypeVariable) each.asType()))
            .toList();
    boolean isPublic = isPublic(type);
    List<ExecutableElement> methods = finder.find(type);
    HandlerReader handlerReader = new HandlerReader(surroundings, type, compiledNow, entities);
    List<HandlerModel> handlers =
        methods.stream().map(method -> handlerReader.read(method, isPublic)).toList();
    boolean needsInstance =
        methods.stream().anyMatch(each -> !each.getModifiers().contains(Modifier.STATIC));
    ComponentAnnotations component =
        new ComponentReader(surroundings).read(componentModel, type, needsInstance);
    Set<TypeElement> ownAnnotations = ownAnnotations(component, surroundings);
    Set<TypeElement> named = new LinkedHashSet<>(TypeWalker.classesIn(type.asType()));
    named.addAll(classesInBounds(type));
    ClassName handlerClass = ClassName.get(type);
    SourcePosition position = SourcePosition.of(type);
    InaccessibleTypes inaccessible = new InaccessibleTypes(surroundings);
    inaccessible.check(classesInBounds(type), position);
    Set<Suppression> suppressions = suppressions(type, named, handlers, lint);
    if (isPublic && lint.drawsExportsWarning(ownAnnotations)) {
      suppressions.add(Suppression.EXPORTS);
    }
    return new WrapperModel(
        wrapperName(handlerClass),
        handlerClass,
        surroundings.name(type),
        handlerType(surroundings.name(type), variables),
        TypeDisplay.of(type),
        position,
        obstacle(type, surroundings),
        variables,
        isPublic,
        surroundings.find(GENERATED).isPresent(),
        component,
        LintReader.deprecatedAnnotation(type).flatMap(annotations::copy),
        suppressions,
        isPublic ? constructorSuppressions(named, lint) : Set.of(),
        surroundings.shadowedNames(),
        surroundings.packagesHidden(),
        needsInstance,
        inaccessible.found().stream().map(Located::value).toList(),
        handlers);
  }

  private static ClassName wrapperName(ClassName handlerClass) {
    return ClassName.get(
        handlerClass.packageName(), String.join("_", handlerClass.simpleNames()) + "InContext");
  }

  private static TypeName handlerType(ClassName handlerClass, List<TypeVariableName> variables) {
    return variables.isEmpty()
        ? handlerClass
        : ParameterizedTypeName.get(
            handlerClass,
            variables.stream()
                .map(variable -> TypeVariableName.get(variable.name()))
                .toArray(TypeName[]::new));
  }

  private static boolean isPublic(TypeElement type) {
    for (Element scope = type; scope instanceof TypeElement; scope = scope.getEnclosingElement()) {
      if (!scope.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Obstacle> obstacle(TypeElement type, Surroundings surroundings) {
    if (type.getKind() == ElementKind.ANNOTATION_TYPE) {
      return Optional.of(new WrapperModel.AnnotationType());
    }
    for (Element scope = type;
        scope instanceof TypeElement each;
        scope = scope.getEnclosingElement()) {
      NestingKind nesting = each.getNestingKind();
      if (nesting == NestingKind.LOCAL || nesting == NestingKind.ANONYMOUS) {
        return Optional.of(new WrapperModel.Unreachable("it stands inside a method"));
      }
      if (!surroundings.canAccessMember(each)) {
        return Optional.of(
            new WrapperModel.Unreachable(
                (each.equals(type) ? "it" : "the class " + TypeDisplay.of(each) + " around it")
                    + " is private"));
      }
    }
    for (TypeElement inner = type; isInner(inner); ) {
      TypeElement outer = Enclosing.typeOf(inner);
      if (!outer.getTypeParameters().isEmpty()) {
        return Optional.of(new WrapperModel.InnerOfGeneric(TypeDisplay.of(outer)));
      }
      inner = outer;
    }
    return Optional.empty();
  }

  private static boolean isInner(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement
        && !type.getModifiers().contains(Modifier.STATIC);
  }

  /** The annotations on the wrapper that are not its handler class's. */
  private static Set<TypeElement> ownAnnotations(
      ComponentAnnotations component, Surroundings surroundings) {
    return Stream.of(List.of(GENERATED), component.onClass(), component.onConstructor())
        .flatMap(List::stream)
        .flatMap(each -> surroundings.find(each).stream())
        .collect(toSet());
  }

  private static Set<TypeElement> classesInBounds(TypeElement type) {
    Set<TypeElement> classes = new LinkedHashSet<>();
    for (TypeParameterElement parameter : type.getTypeParameters()) {
      parameter.getBounds().forEach(bound -> classes.addAll(TypeWalker.classesIn(bound)));
    }
    return classes;
  }

  private static Set<Suppression> suppressions(
      TypeElement type, Set<TypeElement> named, List<HandlerModel> handlers, LintReader lint) {
    Set<Suppression> suppressions = EnumSet.noneOf(Suppression.class);
    suppressions.addAll(lint.deprecations(named));
    if (LintReader.deprecatedAnnotation(type).isPresent()) {
      // The wrapper is deprecated as well, and what is deprecated may use what is.
      suppressions.remove(Suppression.DEPRECATION);
    }
    boolean rawBounds =
        type.getTypeParameters().stream()
            .flatMap(parameter -> parameter.getBounds().stream())
            .anyMatch(TypeWalker::hasRawType);
    if (rawBounds) {
      suppressions.add(Suppression.RAW_TYPES);
    }
    if (areOverloaded(handlers)) {
      suppressions.add(Suppression.OVERLOADS);
    }
    return suppressions;
  }

  /** Whether two methods have one name and number of parameters, and each takes an interface. */
  private static boolean areOverloaded(List<HandlerModel> handlers) {
    Set<String> seen = new HashSet<>();
    return handlers.stream()
        .filter(HandlerModel::takesInterface)
        .anyMatch(each -> !seen.add(each.name() + each.erasedSignature().size()));
  }

  private Set<Suppression> constructorSuppressions(Set<TypeElement> named, LintReader lint) {
    Set<TypeElement> mentioned = new LinkedHashSet<>(named);
    TypeElement factory = elements.getTypeElement(RuntimeNames.CONTEXT_FACTORY.canonicalName());
    if (factory != null) {
      mentioned.add(factory);
    }
    return lint.drawsExportsWarning(mentioned) ? Set.of(Suppression.EXPORTS) : Set.of();
  }
}
