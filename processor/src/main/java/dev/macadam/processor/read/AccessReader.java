package dev.macadam.processor.read;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Finds out whether the fields or the getters of a persistent class are its attributes. */
final class AccessReader {

  private static final String JPA = "jakarta.persistence.";
  private static final String ACCESS = JPA + "Access";
  private static final String TRANSIENT = JPA + "Transient";

  private final Elements elements;

  AccessReader(Elements elements) {
    this.elements = elements;
  }

  /** What a class or a member says itself. */
  Optional<AccessType> explicit(Element element) {
    return AnnotationReader.of(element, ACCESS, elements, null)
        .flatMap(access -> access.knownConstant("value"))
        .map(value -> value.equals("PROPERTY") ? AccessType.PROPERTY : AccessType.FIELD);
  }

  static boolean isTransient(Element member) {
    return AnnotationReader.find(member, TRANSIENT).isPresent();
  }

  /**
   * What goes for the classes of a hierarchy that do not say it: where the identifier stands
   * decides, and without one where the other annotations stand.
   *
   * @param line a persistent class and its superclasses
   */
  AccessType ofHierarchy(List<TypeElement> line) {
    return line.stream()
        .filter(each -> explicit(each).isEmpty())
        .flatMap(each -> placement(each, AccessReader::isIdentifier).stream())
        .findFirst()
        .or(
            () ->
                line.stream()
                    .flatMap(each -> placement(each, AccessReader::isMapped).stream())
                    .findFirst())
        .orElse(AccessType.FIELD);
  }

  private static Optional<AccessType> placement(TypeElement type, Predicate<Element> annotated) {
    Stream<Element> methods =
        ElementFilter.methodsIn(type.getEnclosedElements()).stream()
            .filter(method -> Getters.property(method).isPresent())
            .map(Element.class::cast);
    return Stream.concat(HeldTypes.fields(type), methods)
        .filter(AccessReader::followsTheRule)
        .filter(annotated)
        .findFirst()
        .map(
            member ->
                member.getKind() == ElementKind.METHOD ? AccessType.PROPERTY : AccessType.FIELD);
  }

  /** A member with an access type of its own says nothing about the others. */
  private static boolean followsTheRule(Element member) {
    return !isTransient(member) && AnnotationReader.find(member, ACCESS).isEmpty();
  }

  private static boolean isIdentifier(Element member) {
    return Stream.of("Id", "EmbeddedId")
        .anyMatch(each -> AnnotationReader.find(member, JPA + each).isPresent());
  }

  private static boolean isMapped(Element member) {
    return member.getAnnotationMirrors().stream().anyMatch(AccessReader::isOfJpa);
  }

  private static boolean isOfJpa(AnnotationMirror annotation) {
    return annotation.getAnnotationType().asElement() instanceof TypeElement type
        && type.getQualifiedName().toString().startsWith(JPA);
  }
}
