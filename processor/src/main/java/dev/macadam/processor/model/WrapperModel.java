package dev.macadam.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.macadam.processor.report.SourcePosition;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A class with handlers, and what its wrapper needs to know.
 *
 * @param wrapper the name of the wrapper
 * @param handlerClass the class, without type arguments
 * @param handlerName the same as the wrapper has to write it
 * @param handlerType the class, with its own type variables as arguments
 * @param displayName the class, for people
 * @param position where the class is declared
 * @param obstacle what about the class itself makes a wrapper impossible
 * @param typeVariables its type parameters
 * @param isPublic whether the class and all classes around it are public
 * @param generatedVisible whether the module sees {@code @Generated}
 * @param component what tells a container to make its instances
 * @param deprecated its {@code @Deprecated}
 * @param suppressions warnings that any mention of the class leads to
 * @param constructorSuppressions warnings that the constructor cannot avoid
 * @param shadowedNames names in {@code java.lang} for which the package has a class of its own
 * @param packagesHidden whether a class of the package hides the package {@code java} or the like,
 *     so that what is in it can only be imported
 * @param needsInstance whether a handler is not static
 * @param inaccessibleTypes types that the class's type parameters mention and the wrapper cannot
 * @param handlers its handlers: its own in source order, then inherited ones
 */
public record WrapperModel(
    ClassName wrapper,
    ClassName handlerClass,
    ClassName handlerName,
    TypeName handlerType,
    String displayName,
    SourcePosition position,
    Optional<Obstacle> obstacle,
    List<TypeVariableName> typeVariables,
    boolean isPublic,
    boolean generatedVisible,
    ComponentAnnotations component,
    Optional<AnnotationSpec> deprecated,
    Set<Suppression> suppressions,
    Set<Suppression> constructorSuppressions,
    List<String> shadowedNames,
    boolean packagesHidden,
    boolean needsInstance,
    List<String> inaccessibleTypes,
    List<HandlerModel> handlers) {

  /** Copies the lists. */
  public WrapperModel {
    typeVariables = List.copyOf(typeVariables);
    suppressions = Set.copyOf(suppressions);
    constructorSuppressions = Set.copyOf(constructorSuppressions);
    shadowedNames = List.copyOf(shadowedNames);
    inaccessibleTypes = List.copyOf(inaccessibleTypes);
    handlers = List.copyOf(handlers);
  }

  /** Why a class can have no wrapper. */
  public sealed interface Obstacle {}

  /**
   * It has no name, or none that the wrapper may use.
   *
   * @param reason the rest of a sentence about the class
   */
  public record Unreachable(String reason) implements Obstacle {}

  /**
   * It is an inner class of a generic class.
   *
   * @param outer the generic class
   */
  public record InnerOfGeneric(String outer) implements Obstacle {}

  /** It is an annotation type. */
  public record AnnotationType() implements Obstacle {}

  /**
   * What need not be suppressed on members, because the class takes care of it.
   *
   * @return what the class suppresses; and what is deprecated may use what is
   */
  public Set<Suppression> settledForMembers() {
    Set<Suppression> settled = EnumSet.noneOf(Suppression.class);
    settled.addAll(suppressions);
    if (deprecated.isPresent()) {
      settled.add(Suppression.DEPRECATION);
    }
    return settled;
  }

  /**
   * This model with some of its handlers.
   *
   * @param some the handlers to keep
   * @return a changed copy
   */
  public WrapperModel withHandlers(List<HandlerModel> some) {
    return new WrapperModel(
        wrapper,
        handlerClass,
        handlerName,
        handlerType,
        displayName,
        position,
        obstacle,
        typeVariables,
        isPublic,
        generatedVisible,
        component,
        deprecated,
        suppressions,
        constructorSuppressions,
        shadowedNames,
        packagesHidden,
        needsInstance,
        inaccessibleTypes,
        some);
  }
}
