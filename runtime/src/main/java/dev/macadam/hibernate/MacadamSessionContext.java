package dev.macadam.hibernate;

import dev.macadam.internal.UnitOfWork;
import dev.macadam.spi.Database;
import java.util.Objects;
import org.hibernate.Session;
import org.hibernate.context.spi.CurrentSessionContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Makes {@code SessionFactory.getCurrentSession()} the session of the {@link
 * dev.macadam.Context#current() current context}, so that data access code that calls it becomes
 * part of the handler's unit of work as it is.
 *
 * <p>{@link HibernateDatabaseBuilder} sets it. For a session factory that is handed to {@link
 * HibernateDatabase#of}, set the property {@code hibernate.current_session_context_class} to the
 * name of this class before the factory is built; Hibernate makes the instance.
 */
public final class MacadamSessionContext implements CurrentSessionContext {

  private static final long serialVersionUID = 1L;

  /** Whose current sessions are asked for. */
  private final SessionFactoryImplementor sessionFactory;

  /**
   * Called by Hibernate.
   *
   * @param sessionFactory whose current sessions are asked for
   */
  public MacadamSessionContext(SessionFactoryImplementor sessionFactory) {
    this.sessionFactory = Objects.requireNonNull(sessionFactory, "sessionFactory");
  }

  /**
   * The session of this thread's innermost context for this session factory, whatever name its
   * database has there. It is what {@link dev.macadam.Context#get(Class)} gives.
   *
   * @return the same instance each time within one context
   * @throws org.hibernate.HibernateException if there is no context on this thread, or its
   *     databases do not include this session factory
   */
  @Override
  public Session currentSession() {
    UnitOfWork unit = UnitOfWork.onThisThread();
    if (unit == null) {
      throw Refusals.noCurrentContext();
    }
    Session session = unit.find(Session.class, this::isOurs);
    if (session == null) {
      throw Refusals.notOfThisContext(unit.view());
    }
    return session;
  }

  private boolean isOurs(Database database) {
    return database instanceof HibernateDatabase ours && ours.sessionFactory() == sessionFactory;
  }
}
