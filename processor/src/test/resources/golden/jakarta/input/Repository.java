package app;

import dev.macadam.ContextHandler;
import org.hibernate.Session;

class Repository<T> {

  /** Begins with an upper-case letter, and is no annotation. */
  record Inject(long id) {}

  @ContextHandler
  void save(Session session, T entity, Inject inject) {
    session.persist(entity);
  }
}
