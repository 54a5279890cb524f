package app;

import dev.macadam.Context;
import dev.macadam.ContextHandler;
import dev.macadam.FromContext;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

public class Ledger {

  @ContextHandler(executor = ContextHandler.CALLER)
  public long total(Connection connection, int year) throws SQLException, IOException {
    return 0;
  }

  @ContextHandler(executor = ContextHandler.CALLER, database = "ledger")
  protected void close(
      Context context, Connection ledger, @FromContext("archive") Connection archive, int year) {}
}
