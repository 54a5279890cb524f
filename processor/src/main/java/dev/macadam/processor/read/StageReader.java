package dev.macadam.processor.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/**
 * Finds out what a stage completes with: the type argument of {@code CompletionStage}, seen from a
 * subtype.
 */
final class StageReader {

  private final Surroundings surroundings;

  StageReader(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * What a stage completes with.
   *
   * @param argument a type argument for another stage, possibly a wildcard
   * @param reachable the types that say which values there can be
   * @param raw whether nothing is said about that, because a type argument was left out
   */
  record StageType(TypeMirror argument, List<TypeMirror> reachable, boolean raw) {

    private static StageType of(TypeMirror argument) {
      return new StageType(argument, List.of(argument), false);
    }
  }

  /** Reads a type; empty if it is no stage, whatever a variable stands for. */
  Optional<StageType> read(TypeMirror type) {
    if (type.getKind() == TypeKind.DECLARED) {
      return readDeclared((DeclaredType) type);
    }
    return type.getKind() == TypeKind.TYPEVAR || type.getKind() == TypeKind.INTERSECTION
        ? readSupertypes(type)
        : Optional.empty();
  }

  private Optional<StageType> readDeclared(DeclaredType type) {
    TypeElement element = surroundings.element(type);
    if (TypeWalker.isRaw(type)) {
      return readDeclared((DeclaredType) element.asType())
          .map(any -> new StageType(anything(), List.of(), true));
    }
    if (element.getQualifiedName().contentEquals(CompletionStage.class.getName())) {
      return Optional.of(StageType.of(type.getTypeArguments().get(0)));
    }
    Map<Element, TypeMirror> arguments = arguments(type);
    return arguments.isEmpty()
        ? readSupertypes(type)
        : readSupertypes(element.asType()).flatMap(declared -> fillIn(type, arguments, declared));
  }

  private Optional<StageType> readSupertypes(TypeMirror type) {
    return surroundings.types().directSupertypes(type).stream()
        .map(this::read)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * Replaces the variables of a generic class by its type arguments. The compiler does that too,
   * but puts wildcards where none can stand: into an array, say.
   */
  private Optional<StageType> fillIn(
      DeclaredType type, Map<Element, TypeMirror> arguments, StageType stage) {
    TypeMirror declared = stage.argument();
    if (declared instanceof TypeVariable variable && arguments.containsKey(variable.asElement())) {
      return Optional.of(StageType.of(arguments.get(variable.asElement())));
    }
    boolean wildcardInside =
        TypeWalker.variablesIn(declared).stream()
            .anyMatch(variable -> arguments.get(variable) instanceof WildcardType);
    if (!wildcardInside) {
      return readSupertypes(type);
    }
    List<TypeMirror> reachable = new ArrayList<>(arguments.values());
    reachable.add(declared);
    return Optional.of(new StageType(anything(), reachable, false));
  }

  /** The type arguments of a class and of those around it that it shares them with. */
  private static Map<Element, TypeMirror> arguments(DeclaredType type) {
    Map<Element, TypeMirror> arguments = new LinkedHashMap<>();
    Optional<DeclaredType> next = Optional.of(type);
    while (next.isPresent()) {
      DeclaredType each = next.get();
      List<? extends TypeMirror> written = each.getTypeArguments();
      for (int index = 0; index < written.size(); index++) {
        TypeElement element = (TypeElement) each.asElement();
        arguments.put(element.getTypeParameters().get(index), written.get(index));
      }
      next = Enclosing.ofInner(each);
    }
    return arguments;
  }

  private TypeMirror anything() {
    return surroundings.types().getWildcardType(null, null);
  }
}
