package app;

import dev.macadam.ContextHandler;
import org.hibernate.StatelessSession;

public class Shop {

  public interface Orders {
    @ContextHandler
    Order find(StatelessSession session, long id);
  }

  public record Order(long id) {}
}
