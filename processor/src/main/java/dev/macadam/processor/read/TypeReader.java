package dev.macadam.processor.read;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
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
  private final TypeVariableNames variables;

  /**
   * Creates a reader.
   *
   * @param variables what type variables are called
   */
  TypeReader(Surroundings surroundings, AnnotationCopier annotations, TypeVariableNames variables) {
    this.surroundings = surroundings;
    this.annotations = annotations;
    this.variables = variables;
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

  /** A type parameter where it is declared. */
  TypeVariableName readDeclaration(TypeVariable variable) {
    TypeParameterElement element = (TypeParameterElement) variable.asElement();
    List<? extends TypeMirror> bounds = new MemberTypes(surroundings.types()).bounds(variable);
    List<AnnotationSpec> copies =
        element.getAnnotationMirrors().stream()
            .map(annotations::copy)
            .flatMap(Optional::stream)
            .toList();
    TypeVariableName name =
        TypeVariableName.get(
            variables.of(variable),
            bounds.stream()
                .map(bound -> bounds.size() > 1 ? readOneOfSeveral(bound) : read(bound))
                .toArray(TypeName[]::new));
    return copies.isEmpty() ? name : name.annotated(copies);
  }

  /**
   * {@code Object} before an interface is no idle word: it is what the variable becomes after
   * erasure. JavaPoet leaves it out where it knows it, so it gets it as a name like any other.
   */
  private TypeName readOneOfSeveral(TypeMirror bound) {
    TypeName name = read(bound);
    if (!name.equals(TypeName.get(Object.class))) {
      return name;
    }
    return TypeVariableName.get(surroundings.packagesHidden() ? "Object" : name.toString());
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
      ClassName name = surroundings.name(element);
      return arguments.isEmpty()
          ? name
          : ParameterizedTypeName.get(name, arguments.toArray(TypeName[]::new));
    }

    @Override
    public TypeName visitTypeVariable(TypeVariable type, Void nothing) {
      return TypeVariableName.get(variables.of(type));
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
