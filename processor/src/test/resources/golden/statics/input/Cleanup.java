package app;

import dev.macadam.ContextHandler;
import java.sql.Connection;
import java.time.Duration;

public final class Cleanup {

  private Cleanup() {}

  @ContextHandler(executor = "nightly", timeout = "1h")
  public static int purge(Connection connection, Duration age) {
    return 0;
  }
}
