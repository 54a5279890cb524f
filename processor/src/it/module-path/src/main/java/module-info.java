/** An application on the module path. */
// Hibernate is an automatic module.
@SuppressWarnings("requires-automatic")
module app {
  requires com.zaxxer.hikari;
  requires dev.macadam;
  requires jakarta.persistence;
  requires org.hibernate.orm.core;

  opens app;
}
