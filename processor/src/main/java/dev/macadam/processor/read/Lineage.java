package dev.macadam.processor.read;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Collects what the objects behind a type are: the class and all its supertypes. */
public final class Lineage extends SimpleTypeVisitor14<Void, Void> {

  private final Set<String> names = new TreeSet<>();
  private final Set<Element> variables = new HashSet<>();

  private Lineage() {}

  /**
   * The lineage of a type.
   *
   * @param type for an array its elements count, for a type variable its bounds
   * @return qualified names
   */
  public static Set<String> of(TypeMirror type) {
    Lineage lineage = new Lineage();
    lineage.visit(type);
    return lineage.names;
  }

  @Override
  public Void visitDeclared(DeclaredType type, Void nothing) {
    TypeElement element = (TypeElement) type.asElement();
    if (names.add(element.getQualifiedName().toString())) {
      visit(element.getSuperclass());
      element.getInterfaces().forEach(this::visit);
    }
    return null;
  }

  @Override
  public Void visitArray(ArrayType type, Void nothing) {
    return visit(type.getComponentType());
  }

  @Override
  public Void visitTypeVariable(TypeVariable type, Void nothing) {
    // A bound may mention its own variable.
    return variables.add(type.asElement()) ? visit(type.getUpperBound()) : null;
  }

  @Override
  public Void visitIntersection(IntersectionType type, Void nothing) {
    type.getBounds().forEach(this::visit);
    return null;
  }
}
