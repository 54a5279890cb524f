package dev.macadam.internal;

import dev.macadam.Context;
import java.sql.Connection;

/**
 * What a resource is asked for by: its exact type, and a name.
 *
 * @param type a class or an interface
 * @param name {@code "default"} for one that is asked for without a name
 */
record ResourceKey(Class<?> type, String name) {

  /**
   * A key under which something can be registered. Whether a database provides the type is not
   * known here.
   *
   * @throws IllegalArgumentException if nothing can be registered under it
   */
  static ResourceKey toRegister(String name, Class<?> type) {
    if (name.isBlank()) {
      throw Messages.blankResourceName(type);
    }
    if (type == Context.class || type == Connection.class) {
      throw Messages.builtInResource(type);
    }
    if (type.isPrimitive() || type.isArray()) {
      throw Messages.unusableResourceType(type);
    }
    return new ResourceKey(type, name);
  }

  /** Refuses what only unchecked code can pass for an object of the type. */
  Object requireInstance(Object value) {
    if (!type.isInstance(value)) {
      throw Messages.notAnInstance(this, value);
    }
    return value;
  }

  @Override
  public String toString() {
    return type.getName() + " '" + name + "'";
  }
}
