package dev.macadam.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Set;

/**
 * What a handler returns.
 *
 * @param type its type, {@code void} too
 * @param display its type, for people
 * @param mentions the type and all types inside it whose instances can be reached from a result
 */
public record ResultModel(TypeName type, String display, List<Mention> mentions) {

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
