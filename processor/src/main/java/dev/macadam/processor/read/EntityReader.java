package dev.macadam.processor.read;

import dev.macadam.processor.read.FetchReader.Fetch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Reads the attributes of persistent classes: entities, mapped superclasses and embeddables. It
 * remembers what it has read, so it is good for one round.
 */
final class EntityReader {

  private static final String JPA = "jakarta.persistence.";
  private static final String ENTITY = JPA + "Entity";
  private static final String EMBEDDABLE = JPA + "Embeddable";
  private static final String MAPPED_SUPERCLASS = JPA + "MappedSuperclass";

  private final MemberTypes memberTypes;
  private final FetchReader fetches;
  private final AccessReader accesses;
  private final Map<Key, List<Member>> read = new HashMap<>();

  EntityReader(Elements elements, MemberTypes memberTypes) {
    this.memberTypes = memberTypes;
    this.fetches = new FetchReader(elements);
    this.accesses = new AccessReader(elements);
  }

  /**
   * An attribute with the type arguments of its class filled in.
   *
   * @param access goes for the embeddables in it
   * @param lazy why it is not loaded with its owner; empty if it is
   * @param content the type in which to look for what is loaded with it; empty if there is nothing
   */
  record Attribute(
      String name,
      TypeMirror type,
      AccessType access,
      Optional<String> lazy,
      Optional<TypeMirror> content) {}

  private record Key(TypeElement type, AccessType access) {}

  private record Member(String name, Element element, Fetch fetch) {}

  /** Whether the state of a class is in the database. */
  static boolean isPersistent(Element type) {
    return Stream.of(ENTITY, EMBEDDABLE, MAPPED_SUPERCLASS).anyMatch(each -> is(type, each));
  }

  private static boolean is(Element type, String annotation) {
    return AnnotationReader.find(type, annotation).isPresent();
  }

  /**
   * The attributes of a persistent class, inherited ones included.
   *
   * @param type without wildcards
   * @param within the access type of the class that embeds it; null if none does
   */
  List<Attribute> attributes(DeclaredType type, @Nullable AccessType within) {
    List<DeclaredType> line =
        memberTypes.lineOfClasses(type).stream()
            .filter(each -> isPersistent(each.asElement()))
            .toList();
    AccessType access = AccessType.FIELD;
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    for (int index = 0; index < line.size(); index++) {
      DeclaredType each = line.get(index);
      TypeElement element = (TypeElement) each.asElement();
      if (index == 0 || is(element, ENTITY)) {
        access = defaultAccess(line.subList(index, line.size()), within);
      }
      AccessType own = accesses.explicit(element).orElse(access);
      for (Member member : members(new Key(element, own))) {
        attributes.computeIfAbsent(member.name(), name -> attribute(each, member, own));
      }
    }
    return List.copyOf(attributes.values());
  }

  /** An entity says it itself; what is embedded goes with the class around it. */
  private AccessType defaultAccess(List<DeclaredType> line, @Nullable AccessType within) {
    return within != null && !is(line.get(0).asElement(), ENTITY)
        ? within
        : accesses.ofHierarchy(line.stream().map(each -> (TypeElement) each.asElement()).toList());
  }

  private Attribute attribute(DeclaredType owner, Member member, AccessType access) {
    TypeMirror type = memberTypes.of(owner, member.element());
    Fetch fetch = member.fetch();
    boolean leadsOn = fetch.leadsOn() || isEmbeddable(type);
    return new Attribute(
        member.name(),
        type,
        access,
        fetch.lazy(),
        leadsOn && fetch.lazy().isEmpty()
            ? Optional.of(fetch.target().orElse(type))
            : Optional.empty());
  }

  private static boolean isEmbeddable(TypeMirror type) {
    return type instanceof DeclaredType declared && is(declared.asElement(), EMBEDDABLE);
  }

  private List<Member> members(Key key) {
    List<Member> known = read.get(key);
    if (known == null) {
      known = readMembers(key);
      read.put(key, known);
    }
    return known;
  }

  private List<Member> readMembers(Key key) {
    List<Member> members = new ArrayList<>();
    Set<String> names = new HashSet<>();
    // A member that says how it is accessed goes before one of the same name that does not.
    for (boolean explicit : new boolean[] {true, false}) {
      candidates(key)
          .forEach(
              (element, name) -> {
                if (accesses.explicit(element).isPresent() == explicit && names.add(name)) {
                  members.add(new Member(name, element, fetches.read(element)));
                }
              });
    }
    return members;
  }

  /** The fields or getters that can be attributes, with their names. */
  private Map<Element, String> candidates(Key key) {
    Map<Element, String> candidates = new LinkedHashMap<>();
    if (key.type().getKind() == ElementKind.RECORD) {
      // Its accessors are not called like getters, so its fields count, whatever goes for others.
      key.type().getRecordComponents().stream()
          .map(EntityReader::annotated)
          .filter(each -> !AccessReader.isTransient(each))
          .forEach(each -> candidates.put(each, each.getSimpleName().toString()));
      return candidates;
    }
    HeldTypes.fields(key.type())
        .filter(field -> !field.getModifiers().contains(Modifier.TRANSIENT))
        .filter(field -> isAccessed(field, AccessType.FIELD, key))
        .forEach(field -> candidates.put(field, field.getSimpleName().toString()));
    ElementFilter.methodsIn(key.type().getEnclosedElements()).stream()
        .filter(method -> isAccessed(method, AccessType.PROPERTY, key))
        .forEach(
            method -> Getters.property(method).ifPresent(name -> candidates.put(method, name)));
    return candidates;
  }

  /**
   * The field of a component. Eclipse's compiler shows the annotations of a component only on its
   * accessor.
   */
  private static Element annotated(RecordComponentElement component) {
    return HeldTypes.fields((TypeElement) Enclosing.of(component))
        .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
        .map(Element.class::cast)
        .filter(field -> !field.getAnnotationMirrors().isEmpty())
        .findFirst()
        .orElse(component.getAccessor());
  }

  private boolean isAccessed(Element member, AccessType access, Key key) {
    return !AccessReader.isTransient(member)
        && accesses.explicit(member).orElse(key.access()) == access;
  }
}
