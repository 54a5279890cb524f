package app;

import dev.macadam.ContextHandler;
import java.sql.Connection;

class Accounts {

  @ContextHandler
  void open(Connection connection, String owner) {}
}
