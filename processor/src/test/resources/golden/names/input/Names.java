package app;

import dev.macadam.ContextHandler;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

class Names {

  @ContextHandler(dontRollbackOn = IllegalStateException.class)
  String find(Session session, String context, String support, String attempt, String result) {
    return "";
  }

  @ContextHandler
  String find(Session session, List<String> failure, Objects objects) {
    return "";
  }

  @ContextHandler
  void find(StatelessSession session, String... FIND) {}

  static class Objects {}
}
