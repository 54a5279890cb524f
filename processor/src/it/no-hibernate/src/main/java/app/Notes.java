package app;

import dev.macadam.Context;
import dev.macadam.ContextHandler;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;

class Notes {

  @ContextHandler
  void add(Connection connection, String text) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("insert into note values (?)")) {
      insert.setString(1, text);
      insert.executeUpdate();
    }
  }

  @ContextHandler
  CompletionStage<Integer> count(Context context) {
    return context.call(
        Connection.class,
        connection -> {
          try (PreparedStatement query = connection.prepareStatement("select count(*) from note");
              ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getInt(1);
          }
        });
  }
}
