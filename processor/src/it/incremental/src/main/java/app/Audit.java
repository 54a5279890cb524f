package app;

import dev.macadam.ContextHandler;
import java.sql.Connection;

class Audit {

  @ContextHandler
  void record(Connection connection, String event) {}
}
