package app;

import dev.macadam.ContextHandler;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

public abstract class Repository<E extends Comparable<E> & Serializable, K> {

  @ContextHandler
  public abstract E find(Session session, K key);

  @ContextHandler
  public <R extends E> Map<? super K, List<? extends R>> group(
      Session session, Class<R> type, String... properties) {
    return Map.of();
  }

  @ContextHandler
  public <R extends E> List<R> all(Session session) {
    return List.of();
  }
}
