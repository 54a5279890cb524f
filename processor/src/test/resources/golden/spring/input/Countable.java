package app;

import dev.macadam.ContextHandler;
import org.hibernate.Session;

interface Countable {

  @ContextHandler
  long count(Session session);
}
