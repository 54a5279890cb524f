package app;

import dev.macadam.Context;
import dev.macadam.ContextHandler;
import java.sql.Connection;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

class Ledger {

  @ContextHandler
  Stream<String> entries(Connection connection) {
    return Stream.of();
  }

  @ContextHandler
  CompletionStage<String> last(Context context, Connection connection) {
    return context.call(each -> "");
  }
}
