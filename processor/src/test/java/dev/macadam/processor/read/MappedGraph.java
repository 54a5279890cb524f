package dev.macadam.processor.read;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.FetchTiming;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.Property;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;

/** What Hibernate itself says about what is loaded with what. */
final class MappedGraph {

  private final Metadata metadata;
  private final SessionFactoryImplementor sessionFactory;

  MappedGraph(Metadata metadata, SessionFactoryImplementor sessionFactory) {
    this.metadata = metadata;
    this.sessionFactory = sessionFactory;
  }

  /** Everything lazy that can be reached from an entity: {@code Class.attribute}. */
  Set<String> lazyFrom(String entity) {
    Set<String> lazy = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    Queue<ManagedMappingType> reached = new ArrayDeque<>();
    reached.add(type(entity));
    for (ManagedMappingType next = reached.poll(); next != null; next = reached.poll()) {
      if (seen.add(name(next))) {
        for (AttributeMapping attribute : attributes(next)) {
          if (isLazy(next, attribute)) {
            lazy.add(name(next) + "." + attribute.getAttributeName());
          } else {
            reached.addAll(targets(attribute).values());
          }
        }
      }
    }
    return lazy;
  }

  /**
   * Follows a path that begins with an entity's simple name.
   *
   * @return the attribute at its end, or what is wrong with the path
   */
  String end(String entity, String path) {
    String[] names = path.split("\\.", -1);
    ManagedMappingType type = type(entity);
    for (int index = 1; index < names.length - 1; index++) {
      AttributeMapping attribute = type.findAttributeMapping(names[index]);
      if (attribute == null || isLazy(type, attribute)) {
        return path + " ends at " + names[index];
      }
      String following = names[index + 1];
      ManagedMappingType before = type;
      type =
          targets(attribute).values().stream()
              .filter(each -> each.findAttributeMapping(following) != null)
              .findFirst()
              .orElseThrow(() -> new AssertionError(path + " is not in " + name(before)));
    }
    return name(type) + "." + names[names.length - 1];
  }

  private EntityMappingType type(String entity) {
    return sessionFactory.getMappingMetamodel().getEntityDescriptor(entity);
  }

  private static String name(ManagedMappingType type) {
    return type.getJavaType().getJavaTypeClass().getSimpleName();
  }

  private static Iterable<AttributeMapping> attributes(ManagedMappingType type) {
    Set<AttributeMapping> attributes = new LinkedHashSet<>();
    type.forEachAttributeMapping(attributes::add);
    return attributes;
  }

  private boolean isLazy(ManagedMappingType owner, AttributeMapping attribute) {
    if (attribute instanceof BasicValuedModelPart && owner instanceof EntityMappingType entity) {
      // Without enhanced classes Hibernate knows that it was asked for, and does not do it.
      Property property =
          metadata
              .getEntityBinding(entity.getEntityName())
              .getProperty(attribute.getAttributeName());
      return property.isLazy();
    }
    return attribute.getMappedFetchOptions().getTiming() == FetchTiming.DELAYED;
  }

  private static Map<String, ManagedMappingType> targets(AttributeMapping attribute) {
    Map<String, ManagedMappingType> targets = new LinkedHashMap<>();
    if (attribute instanceof PluralAttributeMapping plural) {
      add(plural.getElementDescriptor(), targets);
      if (plural.getIndexDescriptor() != null) {
        add(plural.getIndexDescriptor(), targets);
      }
    } else {
      add(attribute, targets);
    }
    return targets;
  }

  private static void add(ModelPart part, Map<String, ManagedMappingType> targets) {
    ManagedMappingType target = null;
    if (part instanceof EntityCollectionPart element) {
      target = element.getAssociatedEntityMappingType();
    } else if (part instanceof EntityAssociationMapping association) {
      target = association.getAssociatedEntityMappingType();
    } else if (part instanceof EmbeddableValuedModelPart embedded) {
      target = embedded.getEmbeddableTypeDescriptor();
    }
    if (target != null) {
      targets.put(name(target), target);
    }
  }
}
