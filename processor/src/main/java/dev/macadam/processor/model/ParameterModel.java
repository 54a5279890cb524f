package dev.macadam.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.macadam.processor.report.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A parameter of a handler.
 *
 * @param name its name
 * @param position where it is declared
 * @param type its type, with the annotations that belong to the type
 * @param annotations the annotations that the wrapper's parameter repeats
 * @param source where its value comes from
 */
public record ParameterModel(
    String name,
    SourcePosition position,
    TypeName type,
    List<AnnotationSpec> annotations,
    Source source) {

  /** Copies the list. */
  public ParameterModel {
    annotations = List.copyOf(annotations);
  }

  /**
   * Whether the wrapper's method has this parameter too.
   *
   * @return false if the context provides it
   */
  public boolean isFromCaller() {
    return source instanceof FromCaller;
  }

  /** Where the value of a parameter comes from. */
  public sealed interface Source {}

  /**
   * The caller of the wrapper passes it.
   *
   * @param type its type, for people
   * @param lineage the qualified names of its class and all supertypes, of what is in an array, of
   *     the bounds of a type variable
   */
  public record FromCaller(String type, Set<String> lineage) implements Source {

    /** Copies the lineage. */
    public FromCaller {
      lineage = Set.copyOf(lineage);
    }
  }

  /**
   * The context provides it.
   *
   * @param type what the context is asked for
   * @param name the name of its database; absent for the handler's own
   */
  public record FromContext(ClassName type, Optional<Located<String>> name) implements Source {}

  /**
   * It is marked as coming from the context, which cannot be asked for it.
   *
   * @param type the type, for people
   */
  public record Unusable(String type) implements Source {}
}
