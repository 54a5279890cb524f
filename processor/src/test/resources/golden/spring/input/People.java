package app;

import dev.macadam.ContextHandler;
import org.hibernate.Session;

@Deprecated
public class People {

  @ContextHandler
  public long count(Session session) {
    return session.createSelectionQuery("from Person", Object.class).getResultCount();
  }
}
