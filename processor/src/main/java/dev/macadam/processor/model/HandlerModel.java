package dev.macadam.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.macadam.processor.report.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A handler as a member of the class that the wrapper is for: type arguments are filled in.
 *
 * @param name the method's name
 * @param position where its problems are shown: the method, or the class that inherits it
 * @param origin how it came here
 * @param access its visibility
 * @param isStatic whether it needs no instance
 * @param typeVariables its type parameters
 * @param explicitTypeArguments whether a call has to name them because nothing implies them
 * @param parameters its parameters, in order
 * @param varargs whether the last one is variable
 * @param safeVarargs whether the handler says that it does no harm with an array of a generic type
 * @param linkParameters its declared parameter types after erasure, which a Javadoc link names
 * @param erasedSignature the wrapper method's parameter types after erasure
 * @param takesInterface whether one of those is an interface, which a lambda could stand for
 * @param result what it returns
 * @param thrown what it declares to throw
 * @param options what its annotation says
 * @param deprecated its {@code @Deprecated}
 * @param methodSuppressions warnings that the wrapper's method cannot avoid
 * @param constantSuppressions warnings that the handler's constant cannot avoid
 * @param inaccessibleTypes types that it mentions and the wrapper cannot
 */
public record HandlerModel(
    String name,
    SourcePosition position,
    Origin origin,
    Access access,
    boolean isStatic,
    List<TypeVariableName> typeVariables,
    boolean explicitTypeArguments,
    List<ParameterModel> parameters,
    boolean varargs,
    boolean safeVarargs,
    List<TypeName> linkParameters,
    List<String> erasedSignature,
    boolean takesInterface,
    ResultModel result,
    List<TypeName> thrown,
    HandlerOptions options,
    Optional<AnnotationSpec> deprecated,
    Set<Suppression> methodSuppressions,
    Set<Suppression> constantSuppressions,
    List<Located<String>> inaccessibleTypes) {

  /** Copies the lists. */
  public HandlerModel {
    typeVariables = List.copyOf(typeVariables);
    parameters = List.copyOf(parameters);
    linkParameters = List.copyOf(linkParameters);
    erasedSignature = List.copyOf(erasedSignature);
    thrown = List.copyOf(thrown);
    methodSuppressions = Set.copyOf(methodSuppressions);
    constantSuppressions = Set.copyOf(constantSuppressions);
    inaccessibleTypes = List.copyOf(inaccessibleTypes);
  }

  /** The visibility of a handler. */
  public enum Access {
    /** Everyone. */
    PUBLIC,
    /** Package and subclasses. */
    PROTECTED,
    /** Package. */
    PACKAGE,
    /** Its class alone. */
    PRIVATE
  }

  /**
   * How a handler came to its class.
   *
   * @param declaredIn the class that declares it, by simple name
   * @param inherited whether that is another class
   * @param reportedThere whether that class is compiled now and reports what is wrong with the
   *     handler itself
   * @param ownResult whether the result has another type here than there
   * @param callable whether the wrapper's package may call it
   * @param calledAs the type that declares it, if the class has the method from elsewhere too; the
   *     compiler may take a call for ambiguous where it sees both
   */
  public record Origin(
      String declaredIn,
      boolean inherited,
      boolean reportedThere,
      boolean ownResult,
      boolean callable,
      Optional<TypeName> calledAs) {}

  /**
   * The parameters of the wrapper's method.
   *
   * @return those that the caller passes
   */
  public List<ParameterModel> callerParameters() {
    return parameters.stream().filter(ParameterModel::isFromCaller).toList();
  }

  /**
   * What the handler needs from its context, each thing once, without the context itself.
   *
   * @return in order of the parameters
   */
  public List<Resource> resources() {
    return parameters.stream()
        .map(ParameterModel::source)
        .filter(ParameterModel.FromContext.class::isInstance)
        .map(ParameterModel.FromContext.class::cast)
        .filter(source -> !source.type().equals(RuntimeNames.CONTEXT))
        .map(source -> new Resource(source.type(), source.name().map(Located::value)))
        .distinct()
        .toList();
  }

  /**
   * Something that a context provides.
   *
   * @param type its class
   * @param name the name of its database; absent for the handler's own
   */
  public record Resource(ClassName type, Optional<String> name) {}
}
