package dev.macadam.internal;

import dev.macadam.spi.ResourceFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is registered on a factory besides its databases. It does not change once that is built. */
final class ResourceRegistry {

  private final Map<ResourceKey, Object> values = new HashMap<>();
  private final Map<ResourceKey, ResourceFactory<Object>> factories = new HashMap<>();

  void addValue(ResourceKey key, Object value) {
    requireFree(key);
    values.put(key, key.requireInstance(value));
  }

  // The type of what a factory makes is checked when it is made.
  @SuppressWarnings("unchecked")
  void addFactory(ResourceKey key, ResourceFactory<?> factory) {
    requireFree(key);
    factories.put(key, (ResourceFactory<Object>) factory);
  }

  private void requireFree(ResourceKey key) {
    if (values.containsKey(key) || factories.containsKey(key)) {
      throw Messages.resourceTaken("this ContextFactory", key);
    }
  }

  /**
   * What was registered so far, for a factory that is being built.
   *
   * @throws IllegalArgumentException if one of its databases provides one of the types
   */
  ResourceRegistry on(Collection<RegisteredDatabase> databases) {
    ResourceRegistry copy = new ResourceRegistry();
    copy.values.putAll(values);
    copy.factories.putAll(factories);
    copy.keys().forEach(key -> requireNoView(key, databases));
    return copy;
  }

  /** Refuses a type that a database provides: who asks for it means the database's. */
  static void requireNoView(ResourceKey key, Collection<RegisteredDatabase> databases) {
    for (RegisteredDatabase database : databases) {
      if (database.provides(key.type())) {
        throw Messages.resourceIsView(key, database);
      }
    }
  }

  /** The value that all contexts share, or null. */
  @Nullable Object value(ResourceKey key) {
    return values.get(key);
  }

  /** What makes the resource for each context, or null. */
  @Nullable ResourceFactory<Object> factory(ResourceKey key) {
    return factories.get(key);
  }

  boolean knows(ResourceKey key) {
    return values.containsKey(key) || factories.containsKey(key);
  }

  /** A new set of everything that can be asked for. */
  Set<ResourceKey> keys() {
    Set<ResourceKey> keys = new HashSet<>(values.keySet());
    keys.addAll(factories.keySet());
    return keys;
  }
}
