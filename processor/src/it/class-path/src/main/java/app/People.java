package app;

import dev.macadam.ContextHandler;
import java.util.List;
import org.hibernate.Session;

class People {

  @ContextHandler
  void add(Session session, String name) {
    session.persist(new Person(name));
  }

  @ContextHandler
  void addAndFail(Session session, String name) {
    add(session, name);
    session.flush();
    throw new IllegalStateException("on purpose");
  }

  @ContextHandler(readOnly = true)
  List<String> names(Session session) {
    return session
        .createSelectionQuery("select name from Person order by name", String.class)
        .getResultList();
  }
}
