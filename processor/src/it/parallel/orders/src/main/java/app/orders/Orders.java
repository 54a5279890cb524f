package app.orders;

import dev.macadam.ContextHandler;
import java.sql.Connection;
import java.util.List;

public class Orders {

  public Orders() {}

  @ContextHandler
  public void add(Connection connection, String name) {}

  @ContextHandler(readOnly = true, timeout = "2s")
  public List<String> names(Connection connection) {
    return List.of();
  }
}
