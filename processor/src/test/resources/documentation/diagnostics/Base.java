package store;

import dev.macadam.ContextHandler;
import org.hibernate.Session;

public class Base {
  @ContextHandler
  protected void load(Session session) {}
}
