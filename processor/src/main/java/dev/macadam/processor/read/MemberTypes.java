package dev.macadam.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/** What the members of a class are where type arguments are given: types and superclasses. */
final class MemberTypes {

  private final Types types;

  MemberTypes(Types types) {
    this.types = types;
  }

  /**
   * Puts upper bounds in place of wildcards, which cannot stand everywhere a type argument goes to.
   */
  DeclaredType withoutWildcards(DeclaredType type) {
    List<? extends TypeMirror> written = type.getTypeArguments();
    if (written.stream().noneMatch(WildcardType.class::isInstance)) {
      return type;
    }
    TypeElement element = (TypeElement) type.asElement();
    List<TypeMirror> arguments = new ArrayList<>();
    for (int index = 0; index < written.size(); index++) {
      arguments.add(upperBound(written.get(index), element.getTypeParameters().get(index)));
    }
    TypeMirror[] all = arguments.toArray(TypeMirror[]::new);
    return Enclosing.ofInner(type)
        .map(outer -> types.getDeclaredType(outer, element, all))
        .orElseGet(() -> types.getDeclaredType(element, all));
  }

  private TypeMirror upperBound(TypeMirror argument, TypeParameterElement parameter) {
    if (!(argument instanceof WildcardType wildcard)) {
      return argument;
    }
    return wildcard.getExtendsBound() == null
        ? types.erasure(parameter.asType())
        : wildcard.getExtendsBound();
  }

  /**
   * The type of a field, or what a method returns.
   *
   * @param owner declares the member; without wildcards
   */
  TypeMirror of(DeclaredType owner, Element member) {
    boolean generic = !owner.getTypeArguments().isEmpty() || Enclosing.ofInner(owner).isPresent();
    TypeMirror type = generic ? types.asMemberOf(owner, member) : member.asType();
    return type instanceof ExecutableType method ? method.getReturnType() : type;
  }

  /** The bounds of a type variable, in order. */
  List<? extends TypeMirror> bounds(TypeVariable variable) {
    TypeMirror bound = variable.getUpperBound();
    if (bound instanceof TypeVariable other && other.asElement().equals(variable.asElement())) {
      // What Eclipse's compiler says of a variable with the bounds Object and an interface.
      return types.directSupertypes(variable);
    }
    return bound instanceof IntersectionType intersection
        ? intersection.getBounds()
        : List.of(bound);
  }

  /** The supertypes that are known, with type arguments filled in. */
  List<DeclaredType> supertypes(DeclaredType type) {
    return types.directSupertypes(type).stream()
        .filter(each -> each.getKind() == TypeKind.DECLARED)
        .map(DeclaredType.class::cast)
        .toList();
  }

  /** The class and all its superclasses, as far as they are known. */
  List<DeclaredType> lineOfClasses(DeclaredType type) {
    List<DeclaredType> line = new ArrayList<>();
    for (Optional<DeclaredType> next = Optional.of(type);
        next.isPresent();
        next = superclass(next.get())) {
      line.add(next.get());
    }
    return line;
  }

  private Optional<DeclaredType> superclass(DeclaredType type) {
    return supertypes(type).stream()
        .filter(each -> each.asElement().getKind().isClass())
        .findFirst();
  }
}
