package app;

import dev.macadam.ContextHandler;
import org.hibernate.Session;

class Customers extends Entities<String, Long> {

  @ContextHandler
  void greet(Session session) {}

  @Override
  @ContextHandler(attempts = 3)
  void forget(Session session, Long key) {}
}
