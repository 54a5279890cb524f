package app;

import dev.macadam.ContextHandler;
import org.hibernate.Session;

class Fixtures {

  @ContextHandler
  void insert(Session session, String name) {
    session.persist(new Person(name));
  }
}
