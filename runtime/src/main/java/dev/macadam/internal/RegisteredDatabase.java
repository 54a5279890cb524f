package dev.macadam.internal;

import dev.macadam.spi.Database;
import java.sql.Connection;
import java.util.Set;
import java.util.TreeSet;

/** A database of a factory, with its gate. There is one object for each, compared by identity. */
final class RegisteredDatabase {

  private final String name;
  private final Database database;
  private final Set<Class<?>> viewTypes;
  private final Gate gate;

  RegisteredDatabase(String name, Database database, Gate gate) {
    this.name = name;
    this.database = database;
    this.viewTypes = Set.copyOf(database.viewTypes());
    this.gate = gate;
  }

  /** The first name under which it was registered. */
  String name() {
    return name;
  }

  Database database() {
    return database;
  }

  /** Admits units of work to it. */
  Gate gate() {
    return gate;
  }

  boolean provides(Class<?> type) {
    return type == Connection.class || viewTypes.contains(type);
  }

  /** What it provides, for messages. */
  String provided() {
    Set<String> names = new TreeSet<>();
    names.add("Connection");
    viewTypes.forEach(type -> names.add(type.getSimpleName()));
    return String.join(", ", names);
  }
}
