package dev.macadam.processor.model;

import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import java.util.Set;

/**
 * What a handler returns.
 *
 * @param type the type of what a caller gets in the end: that of the result, {@code void} too; for
 *     a stage the type argument of what it completes with, possibly a wildcard
 * @param isStage whether the handler returns a stage
 * @param display the type of the result, for people
 * @param mentions all types in what a caller gets whose instances can be reached from it
 */
public record ResultModel(TypeName type, boolean isStage, String display, List<Mention> mentions) {

  /** Copies the list. */
  public ResultModel {
    mentions = List.copyOf(mentions);
  }

  /**
   * Whether there is no result.
   *
   * @return true for {@code void}
   */
  public boolean isVoid() {
    return type.withoutAnnotations().equals(TypeName.VOID);
  }

  /**
   * The type of a variable that holds what a caller gets.
   *
   * @return for a wildcard its upper bound
   */
  public TypeName variableType() {
    TypeName upper = type instanceof WildcardTypeName some ? some.upperBounds().get(0) : type;
    return upper.withoutAnnotations();
  }

  /**
   * Whether a stage completes with something of which only bounds are known.
   *
   * @return true for a wildcard
   */
  public boolean isWildcard() {
    return type instanceof WildcardTypeName;
  }

  /**
   * A type in a result.
   *
   * @param name its simple name
   * @param lineage the qualified names of the type and all its supertypes
   */
  public record Mention(String name, Set<String> lineage) {

    /** Copies the lineage. */
    public Mention {
      lineage = Set.copyOf(lineage);
    }
  }
}
