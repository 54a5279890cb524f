package dev.macadam.processor.read;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.HandlerModel.Access;
import dev.macadam.processor.model.HandlerOptions;
import dev.macadam.processor.model.Located;
import dev.macadam.processor.model.ParameterModel;
import dev.macadam.processor.read.HandlerLint.Varargs;
import dev.macadam.processor.read.StageReader.StageType;
import dev.macadam.processor.report.SourcePosition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/** Reads one handler as a member of the class that the wrapper is for. */
final class HandlerReader {

  private final Surroundings surroundings;
  private final TypeElement type;
  private final Set<String> compiledNow;
  private final AnnotationCopier annotations;
  private final ResultReader results;
  private final TypeVariableNames classVariables;

  /**
   * Creates a reader.
   *
   * @param type the class that the wrapper is for
   * @param compiledNow the qualified names of classes that report their own handlers' problems
   */
  HandlerReader(
      Surroundings surroundings, TypeElement type, Set<String> compiledNow, EntityReader entities) {
    this.surroundings = surroundings;
    this.type = type;
    this.compiledNow = compiledNow;
    this.annotations = new AnnotationCopier(surroundings);
    this.results = new ResultReader(surroundings, entities);
    this.classVariables = TypeVariableNames.of(surroundings, type);
  }

  HandlerModel read(ExecutableElement method, boolean publicApi) {
    TypeElement owner = Enclosing.typeOf(method);
    boolean inherited = !owner.equals(type);
    ExecutableType signature = memberType(method, inherited);
    AnnotationCopier copier = annotations.beside(namesOf(method.getParameters()));
    TypeReader types =
        new TypeReader(
            surroundings, copier, classVariables.with(signature.getTypeVariables(), inherited));
    SourcePosition position = SourcePosition.of(inherited ? type : method);
    ParameterReader parameterReader =
        new ParameterReader(surroundings, copier, types, inherited ? position : null);
    List<ParameterModel> parameters = new ArrayList<>();
    List<TypeMirror> passed = new ArrayList<>();
    List<String> erasure = new ArrayList<>();
    for (int index = 0; index < method.getParameters().size(); index++) {
      // The parameter's own type has its annotations; the member type has the type arguments.
      TypeMirror parameterType =
          inherited
              ? signature.getParameterTypes().get(index)
              : method.getParameters().get(index).asType();
      ParameterModel parameter =
          parameterReader.read(method.getParameters().get(index), parameterType);
      parameters.add(parameter);
      if (parameter.isFromCaller()) {
        passed.add(parameterType);
        erasure.add(surroundings.erasedName(parameterType).toString());
      }
    }
    TypeMirror result = inherited ? signature.getReturnType() : method.getReturnType();
    HandlerOptions options =
        new OptionReader(surroundings, signature.getThrownTypes())
            .read(method, inherited ? position : null);
    Optional<StageType> stage = new StageReader(surroundings).read(result);
    List<TypeMirror> mentioned =
        mentionedTypes(signature, passed, stage.map(StageType::argument).orElse(result));
    Optional<TypeMirror> ancestor = ancestorToCallAs(method, inherited);
    Varargs varargs = varargs(method, parameters, passed);
    HandlerLint lint = new HandlerLint(surroundings, type, method);
    Optional<AnnotationSpec> deprecated =
        LintReader.deprecatedAnnotation(method).flatMap(annotations::copy);
    Access access = access(method);
    boolean exported = publicApi && (access == Access.PUBLIC || access == Access.PROTECTED);
    return new HandlerModel(
        method.getSimpleName().toString(),
        position,
        new HandlerModel.Origin(
            TypeDisplay.of(owner),
            inherited,
            inherited && compiledNow.contains(owner.getQualifiedName().toString()),
            !surroundings.types().isSameType(result, method.getReturnType()),
            surroundings.canAccessMember(method),
            ancestor.map(types::read)),
        access,
        method.getModifiers().contains(Modifier.STATIC),
        typeVariables(signature, types),
        needsExplicitTypeArguments(signature, passed),
        parameters,
        method.isVarArgs(),
        varargs == Varargs.DECLARED_SAFE,
        linkParameters(method),
        erasure,
        passed.stream().anyMatch(this::isInterface),
        results.read(result, stage, types),
        signature.getThrownTypes().stream().<TypeName>map(types::read).toList(),
        options,
        deprecated,
        lint.ofMethod(
            Stream.concat(mentioned.stream(), ancestor.stream()).toList(),
            options,
            varargs,
            stage.filter(StageType::raw).isPresent(),
            exported),
        lint.ofConstant(parameters, options),
        inaccessibleTypes(method, mentioned, options, parameters, inherited));
  }

  private static Set<String> namesOf(List<? extends VariableElement> parameters) {
    Set<String> names = new HashSet<>();
    parameters.forEach(each -> names.add(each.getSimpleName().toString()));
    return names;
  }

  private boolean isInterface(TypeMirror passedType) {
    return passedType.getKind() == TypeKind.DECLARED
        && surroundings.element(passedType).getKind().isInterface();
  }

  /** The supertype that declares a method which comes from another side as well. */
  private Optional<TypeMirror> ancestorToCallAs(ExecutableElement method, boolean inherited) {
    HandlerFinder finder = new HandlerFinder(surroundings.elements(), surroundings.types());
    if (!inherited || !finder.isInheritedTwice(method, type)) {
      return Optional.empty();
    }
    return ancestor(type.asType(), Enclosing.typeOf(method))
        .filter(each -> !TypeWalker.hasRawType(each))
        .filter(each -> TypeWalker.classesIn(each).stream().allMatch(surroundings::canAccess));
  }

  private Optional<TypeMirror> ancestor(TypeMirror descendant, TypeElement wanted) {
    if (surroundings.element(descendant).equals(wanted)) {
      return Optional.of(descendant);
    }
    return surroundings.types().directSupertypes(descendant).stream()
        .flatMap(each -> ancestor(each, wanted).stream())
        .findFirst();
  }

  private ExecutableType memberType(ExecutableElement method, boolean inherited) {
    return (ExecutableType)
        (inherited
            ? surroundings.types().asMemberOf((DeclaredType) type.asType(), method)
            : method.asType());
  }

  private static List<TypeVariableName> typeVariables(ExecutableType signature, TypeReader types) {
    return signature.getTypeVariables().stream()
        .map(variable -> types.readDeclaration(variable))
        .toList();
  }

  private static boolean needsExplicitTypeArguments(
      ExecutableType signature, List<TypeMirror> passed) {
    Set<Element> implied = new HashSet<>();
    passed.forEach(each -> implied.addAll(TypeWalker.variablesImpliedBy(each)));
    return signature.getTypeVariables().stream()
        .anyMatch(variable -> !implied.contains(variable.asElement()));
  }

  private List<TypeName> linkParameters(ExecutableElement method) {
    return method.getParameters().stream()
        .map(parameter -> surroundings.erasedName(parameter.asType()))
        .toList();
  }

  private static Varargs varargs(
      ExecutableElement method, List<ParameterModel> parameters, List<TypeMirror> passed) {
    if (!method.isVarArgs()
        || !parameters.get(parameters.size() - 1).isFromCaller()
        || TypeWalker.isReifiable(passed.get(passed.size() - 1))) {
      return Varargs.HARMLESS;
    }
    return AnnotationReader.find(method, SafeVarargs.class.getName()).isPresent()
        ? Varargs.DECLARED_SAFE
        : Varargs.POLLUTING;
  }

  /** All types that the declaration of the wrapper's method repeats. */
  private static List<TypeMirror> mentionedTypes(
      ExecutableType signature, List<TypeMirror> passed, TypeMirror result) {
    List<TypeMirror> mentioned = new ArrayList<>(passed);
    mentioned.add(result);
    mentioned.addAll(signature.getThrownTypes());
    for (TypeVariable variable : signature.getTypeVariables()) {
      mentioned.addAll(((TypeParameterElement) variable.asElement()).getBounds());
      mentioned.add(variable.getUpperBound());
    }
    return mentioned;
  }

  private List<Located<String>> inaccessibleTypes(
      ExecutableElement method,
      List<TypeMirror> mentioned,
      HandlerOptions options,
      List<ParameterModel> parameters,
      boolean inherited) {
    SourcePosition position = SourcePosition.of(inherited ? type : method);
    InaccessibleTypes found = new InaccessibleTypes(surroundings);
    for (int index = 0; index < parameters.size(); index++) {
      found.check(method.getParameters().get(index).asType(), parameters.get(index).position());
    }
    mentioned.forEach(each -> found.check(each, position));
    options
        .retryOn()
        .value()
        .forEach(retried -> found.check(surroundings.classes(retried.type()), retried.position()));
    options
        .dontRollbackOn()
        .forEach(kept -> found.check(surroundings.classes(kept.type()), kept.position()));
    return found.found();
  }

  private static Access access(ExecutableElement method) {
    Set<Modifier> modifiers = method.getModifiers();
    if (modifiers.contains(Modifier.PUBLIC)) {
      return Access.PUBLIC;
    }
    if (modifiers.contains(Modifier.PROTECTED)) {
      return Access.PROTECTED;
    }
    return modifiers.contains(Modifier.PRIVATE) ? Access.PRIVATE : Access.PACKAGE;
  }
}
