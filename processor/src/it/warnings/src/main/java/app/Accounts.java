package app;

import dev.macadam.ContextHandler;
import dev.macadam.FromContext;
import java.sql.Connection;

class Accounts {

  @ContextHandler(retryOn = IllegalStateException.class)
  void open(Connection connection) {}

  void close(@FromContext StringBuilder log) {}

  @SuppressWarnings("MACADAM405")
  @ContextHandler(retryOn = IllegalStateException.class)
  void suppressed(Connection connection) {}
}
