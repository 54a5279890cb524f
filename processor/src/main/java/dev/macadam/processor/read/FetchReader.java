package dev.macadam.processor.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** Reads from the annotations of an attribute whether it is loaded together with its owner. */
final class FetchReader {

  private static final String JPA = "jakarta.persistence.";
  private static final String HIBERNATE = "org.hibernate.annotations.";
  private static final Set<String> LARGE_OBJECTS =
      Set.of("java.sql.Blob", "java.sql.Clob", "java.sql.NClob");

  /**
   * An annotation that maps an association or a collection.
   *
   * @param lazy what it means if it does not say so itself
   * @param target where it says which class is meant, if the type of the attribute does not
   * @param ownRule an annotation beside it that makes it eager
   */
  private record Association(String annotation, boolean lazy, String target, String ownRule) {}

  /** Entity graphs and queries can only fetch more than this. */
  private static final List<Association> ASSOCIATIONS =
      List.of(
          new Association(JPA + "ManyToOne", false, "targetEntity", HIBERNATE + "NotFound"),
          new Association(JPA + "OneToOne", false, "targetEntity", HIBERNATE + "NotFound"),
          new Association(JPA + "OneToMany", true, "targetEntity", ""),
          new Association(JPA + "ManyToMany", true, "targetEntity", ""),
          new Association(JPA + "ElementCollection", true, "targetClass", ""),
          new Association(HIBERNATE + "Any", false, "", ""),
          new Association(HIBERNATE + "ManyToAny", true, "", ""));

  private final Elements elements;

  FetchReader(Elements elements) {
    this.elements = elements;
  }

  /**
   * How an attribute is loaded.
   *
   * @param lazy why it is not loaded with its owner; empty if it is
   * @param leadsOn whether the attribute has entities or embeddables
   * @param target of which class these are, if the type of the attribute does not say so
   */
  record Fetch(Optional<String> lazy, boolean leadsOn, Optional<TypeMirror> target) {}

  /** Reads the annotations of a field or a getter. */
  Fetch read(Element member) {
    return ASSOCIATIONS.stream()
        .flatMap(association -> read(member, association).stream())
        .findFirst()
        .orElseGet(() -> readOther(member));
  }

  private Optional<Fetch> read(Element member, Association association) {
    return annotation(member, association.annotation())
        .map(
            written ->
                new Fetch(
                    isLazy(member, association, written)
                        ? Optional.of(reason(association.annotation()))
                        : Optional.empty(),
                    true,
                    target(written, association.target())));
  }

  private boolean isLazy(Element member, Association association, AnnotationReader written) {
    boolean joined =
        annotation(member, HIBERNATE + "Fetch")
            .flatMap(fetch -> fetch.knownConstant("value"))
            .filter("JOIN"::equals)
            .isPresent();
    if (joined || AnnotationReader.find(member, association.ownRule()).isPresent()) {
      return false;
    }
    return written
        .knownConstant("fetch")
        .filter(fetch -> fetch.equals("LAZY") || fetch.equals("EAGER"))
        .map("LAZY"::equals)
        .orElse(association.lazy());
  }

  private Fetch readOther(Element member) {
    boolean lazy =
        annotation(member, JPA + "Basic")
            .flatMap(basic -> basic.knownConstant("fetch"))
            .filter("LAZY"::equals)
            .isPresent();
    boolean embedded =
        Stream.of("Embedded", "EmbeddedId")
            .anyMatch(each -> AnnotationReader.find(member, JPA + each).isPresent());
    Optional<TypeMirror> target =
        annotation(member, HIBERNATE + "TargetEmbeddable")
            .flatMap(written -> known(written, "value"));
    return new Fetch(
        // Without the enhancer nothing in a class notices that its field is read.
        lazy ? Optional.of(reason(JPA + "Basic") + " in an enhanced class") : reasonOfType(member),
        embedded || target.isPresent(),
        target);
  }

  /** What the driver gives for a large object is not its content. */
  private static Optional<String> reasonOfType(Element member) {
    TypeMirror type =
        member instanceof ExecutableElement getter ? getter.getReturnType() : member.asType();
    return type instanceof DeclaredType declared
            && declared.asElement() instanceof TypeElement element
            && LARGE_OBJECTS.contains(element.getQualifiedName().toString())
        ? Optional.of("which is read through the connection")
        : Optional.empty();
  }

  private static String reason(String annotation) {
    return "@" + annotation.substring(annotation.lastIndexOf('.') + 1) + " is LAZY";
  }

  private static Optional<TypeMirror> target(AnnotationReader written, String name) {
    return name.isEmpty() ? Optional.empty() : known(written, name);
  }

  /** A class value, unless it is {@code void}, which stands for none. */
  private static Optional<TypeMirror> known(AnnotationReader written, String name) {
    return written.knownClass(name).filter(type -> type.getKind() == TypeKind.DECLARED);
  }

  private Optional<AnnotationReader> annotation(Element member, String name) {
    return AnnotationReader.of(member, name, elements, null);
  }
}
