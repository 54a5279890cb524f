package app.accounts;

import dev.macadam.ContextHandler;
import java.sql.Connection;
import java.util.List;

public class Owners {

  public Owners() {}

  @ContextHandler
  public void add(Connection connection, String name) {}

  @ContextHandler(readOnly = true, timeout = "2s")
  public List<String> names(Connection connection) {
    return List.of();
  }
}
