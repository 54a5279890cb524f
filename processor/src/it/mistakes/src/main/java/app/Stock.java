package app;

import dev.macadam.ContextHandler;
import java.sql.Connection;

class Stock {

  @ContextHandler
  void take(Connection connection, int count) {}
}
