package app;

import dev.macadam.ContextHandler;
import java.util.List;
import org.hibernate.Session;

public class Legacy {

  @Deprecated(since = "2")
  @ContextHandler
  public void old(Session session) {}

  @Deprecated(since = "2", forRemoval = true)
  @ContextHandler
  public void older(Session session) {}

  @ContextHandler
  @SuppressWarnings({"deprecation", "rawtypes"})
  public List mixed(Session session, OldKey key) {
    return List.of();
  }

  @ContextHandler
  @SafeVarargs
  public final void load(Session session, List<String>... batches) {}
}
