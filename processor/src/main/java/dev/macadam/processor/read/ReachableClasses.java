package dev.macadam.processor.read;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/**
 * Opens a type up to the classes whose instances can be reached from a value of it: through arrays,
 * type arguments, wildcards and bounds. Classes that are not known are left out.
 */
final class ReachableClasses extends SimpleTypeVisitor14<Void, Void> {

  private static final String FUNCTIONS = "java.util.function.";

  /** Types of values that take something or describe it, and have nothing of it. */
  private static final Set<String> WITHOUT_CONTENT =
      Set.of(
          "jakarta.data.Order",
          "jakarta.data.Sort",
          "java.lang.Class",
          "java.lang.Comparable",
          "java.util.Comparator",
          "org.hibernate.query.Order");

  /** Packages of such types. */
  private static final List<String> PACKAGES_WITHOUT_CONTENT =
      List.of(
          "jakarta.persistence.",
          "org.hibernate.query.restriction.",
          "org.hibernate.query.specification.");

  private final MemberTypes memberTypes;
  private final Predicate<DeclaredType> visitor;
  private final Set<Element> followed = new HashSet<>();

  private ReachableClasses(MemberTypes memberTypes, Predicate<DeclaredType> visitor) {
    this.memberTypes = memberTypes;
    this.visitor = visitor;
  }

  /**
   * Visits the classes in a type, outermost first.
   *
   * @param visitor says of a class whether to go on to its type arguments
   */
  static void visit(TypeMirror type, MemberTypes memberTypes, Predicate<DeclaredType> visitor) {
    new ReachableClasses(memberTypes, visitor).visit(type);
  }

  /** A {@code Class<Session>} has no session, and a function that takes one has none either. */
  static boolean holdsItsArguments(TypeElement element) {
    String name = element.getQualifiedName().toString();
    return !WITHOUT_CONTENT.contains(name)
        && PACKAGES_WITHOUT_CONTENT.stream().noneMatch(name::startsWith)
        && (!name.startsWith(FUNCTIONS) || name.equals(FUNCTIONS + "Supplier"));
  }

  @Override
  public Void visitDeclared(DeclaredType type, Void nothing) {
    if (visitor.test(type)) {
      List<? extends TypeMirror> arguments = type.getTypeArguments();
      for (int index = 0; index < arguments.size(); index++) {
        visit(arguments.get(index));
        if (arguments.get(index) instanceof WildcardType wildcard
            && wildcard.getExtendsBound() == null) {
          TypeElement element = (TypeElement) type.asElement();
          visit(element.getTypeParameters().get(index).asType());
        }
      }
    }
    return null;
  }

  @Override
  public Void visitArray(ArrayType type, Void nothing) {
    return visit(type.getComponentType());
  }

  @Override
  public Void visitWildcard(WildcardType type, Void nothing) {
    return type.getExtendsBound() == null ? null : visit(type.getExtendsBound());
  }

  @Override
  public Void visitTypeVariable(TypeVariable type, Void nothing) {
    // A bound may mention its own variable.
    if (followed.add(type.asElement())) {
      memberTypes.bounds(type).forEach(this::visit);
    }
    return null;
  }
}
