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
 * @param lazyPaths what in it need not be loaded, the shortest path first
 */
public record ResultModel(
    TypeName type,
    boolean isStage,
    String display,
    List<Mention> mentions,
    List<LazyPath> lazyPaths) {

  /** Copies the lists. */
  public ResultModel {
    mentions = List.copyOf(mentions);
    lazyPaths = List.copyOf(lazyPaths);
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
   * @param name its simple name, and for what is in a record or bean where it is
   * @param lineage the qualified names of the type and all its supertypes
   * @param isData whether its instances are plain values
   */
  public record Mention(String name, Set<String> lineage, boolean isData) {

    /** Copies the lineage. */
    public Mention {
      lineage = Set.copyOf(lineage);
    }
  }
}
