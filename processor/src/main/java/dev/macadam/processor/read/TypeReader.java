package dev.macadam.processor.read;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/**
 * Turns the compiler's types into names that can be written, with the annotations that belong to
 * them; JavaPoet's own conversion drops those.
 */
final class TypeReader {

  private static final String TYPE_USE = "TYPE_USE";

  private final Surroundings surroundings;
  private final AnnotationCopier annotations;
  private final Map<String, String> methodVariables;

  /**
   * Creates a reader.
   *
   * @param methodVariables new names for type variables that belong to methods; the others keep
   *     theirs
   */
  TypeReader(
      Surroundings surroundings,
      AnnotationCopier annotations,
      Map<String, String> methodVariables) {
    this.surroundings = surroundings;
    this.annotations = annotations;
    this.methodVariables = Map.copyOf(methodVariables);
  }

  /** A type as it was written. */
  TypeName read(TypeMirror type) {
    return read(type, annotation -> true);
  }

  /**
   * A type as it was written, without some of the annotations in front of it. In front of an array
   * stand those of its elements, as the language has it.
   */
  TypeName read(TypeMirror type, Predicate<AnnotationMirror> inFront) {
    if (type instanceof ArrayType array) {
      return annotated(
          ArrayTypeName.of(read(array.getComponentType(), inFront)), type, any -> true);
    }
    return annotated(type.accept(new Converter(), null), type, inFront);
  }

  private TypeName annotated(TypeName name, TypeMirror type, Predicate<AnnotationMirror> wanted) {
    List<AnnotationSpec> copies =
        type.getAnnotationMirrors().stream()
            .filter(wanted)
            .filter(annotation -> annotations.targets(annotation).contains(TYPE_USE))
            .map(annotations::copy)
            .flatMap(Optional::stream)
            .toList();
    return copies.isEmpty() ? name : name.annotated(copies);
  }

  /** A type without type arguments, type variables or annotations. */
  TypeName readErased(TypeMirror type) {
    return TypeName.get(surroundings.types().erasure(type)).withoutAnnotations();
  }

  /** A type parameter where it is declared. */
  TypeVariableName readDeclaration(TypeVariable variable) {
    TypeParameterElement element = (TypeParameterElement) variable.asElement();
    TypeMirror bound = variable.getUpperBound();
    List<? extends TypeMirror> bounds =
        bound instanceof IntersectionType intersection ? intersection.getBounds() : List.of(bound);
    List<AnnotationSpec> copies =
        element.getAnnotationMirrors().stream()
            .map(annotations::copy)
            .flatMap(Optional::stream)
            .toList();
    TypeVariableName name =
        TypeVariableName.get(
            nameOf(variable), bounds.stream().map(this::read).toArray(TypeName[]::new));
    return copies.isEmpty() ? name : name.annotated(copies);
  }

  private String nameOf(TypeVariable variable) {
    String name = variable.asElement().getSimpleName().toString();
    ElementKind owner = Enclosing.of(variable.asElement()).getKind();
    return owner == ElementKind.METHOD ? methodVariables.getOrDefault(name, name) : name;
  }

  private final class Converter extends SimpleTypeVisitor14<TypeName, Void> {

    @Override
    protected TypeName defaultAction(TypeMirror type, Void nothing) {
      return TypeName.get(type).withoutAnnotations();
    }

    @Override
    public TypeName visitDeclared(DeclaredType type, Void nothing) {
      TypeElement element = (TypeElement) type.asElement();
      List<TypeName> arguments =
          type.getTypeArguments().stream().map(TypeReader.this::read).toList();
      Optional<TypeName> enclosing = Enclosing.ofInner(type).map(TypeReader.this::read);
      if (enclosing.isPresent() && enclosing.get() instanceof ParameterizedTypeName outer) {
        return outer.nestedClass(element.getSimpleName().toString(), arguments);
      }
      ClassName name = ClassName.get(element);
      return arguments.isEmpty()
          ? name
          : ParameterizedTypeName.get(name, arguments.toArray(TypeName[]::new));
    }

    @Override
    public TypeName visitTypeVariable(TypeVariable type, Void nothing) {
      return TypeVariableName.get(nameOf(type));
    }

    @Override
    public TypeName visitWildcard(WildcardType type, Void nothing) {
      if (type.getSuperBound() != null) {
        return WildcardTypeName.supertypeOf(read(type.getSuperBound()));
      }
      return type.getExtendsBound() == null
          ? WildcardTypeName.subtypeOf(TypeName.get(Object.class))
          : WildcardTypeName.subtypeOf(read(type.getExtendsBound()));
    }
  }
}
