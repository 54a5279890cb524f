package app;

import dev.macadam.ContextHandler;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

abstract class Entities<E, K> implements Countable<E> {

  @ContextHandler
  Optional<E> find(Session session, K key) {
    return Optional.empty();
  }

  @ContextHandler
  void store(Session session, List<? extends E> entities) {}

  @ContextHandler
  void forget(Session session, K key) {}
}
