package app;

import dev.macadam.ContextHandler;
import org.hibernate.Session;

interface Countable<C> {

  @ContextHandler(readOnly = true)
  default long count(Session session, Class<C> type) {
    return 0;
  }
}
