package dev.macadam.hibernate;

import dev.macadam.Context;
import dev.macadam.spi.ConnectionSource;
import org.hibernate.HibernateException;

/** The exceptions that need Hibernate, or are about it. */
final class Refusals {

  private Refusals() {}

  static IllegalStateException notMigrated(ConnectionSource connections, Exception cause) {
    return new IllegalStateException(
        "The migration of the database on "
            + connections
            + " failed: "
            + cause
            + ". Hibernate was not started. Mend the cause and build it again.",
        cause);
  }

  static HibernateException noCurrentContext() {
    return new HibernateException(
        "There is no current session on thread '"
            + Thread.currentThread().getName()
            + "', because no context is open on it. getCurrentSession() is for code that a handler"
            + " calls on its own thread; elsewhere, use contexts.inContext(Session.class, …).");
  }

  static HibernateException notOfThisContext(Context context) {
    return new HibernateException(
        context
            + " has no session of this SessionFactory, which is no database of its ContextFactory."
            + " Register it there with ContextFactory.builder().database(…), or use a SessionFactory"
            + " that is.");
  }

  static IllegalStateException refused(String call, String instead) {
    return new IllegalStateException(
        call
            + " belongs to the context. "
            + instead
            + " The context commits when the work returns and rolls back when it throws;"
            + " context.commit() commits now, context.setRollbackOnly() undoes the work.");
  }
}
