package app;

import dev.macadam.ContextHandler;
import java.sql.Connection;

class Accounts {

  @ContextHandler
  private void open(Connection connection) {}

  @ContextHandler(timeout = "soon")
  void close(Connection connection) {}
}
