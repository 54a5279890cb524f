/**
 * Macadam's runtime: contexts that make connections and sessions on demand and commit or undo
 * everything together.
 */
// Hibernate and HikariCP are automatic modules of names that they have announced.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.macadam {
  requires transitive java.sql;
  requires static transitive org.jspecify;
  requires static com.zaxxer.hikari;
  requires static transitive jakarta.persistence;
  requires static transitive org.hibernate.orm.core;

  // For applications.
  exports dev.macadam;
  exports dev.macadam.jdbc;
  exports dev.macadam.hibernate;

  // For other technologies.
  exports dev.macadam.spi;

  // For generated wrappers.
  exports dev.macadam.support;
}
