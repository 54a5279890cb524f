package app;

import dev.macadam.ContextHandler;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.hibernate.Session;

public class People {

  @ContextHandler
  void adopt(Session session, String parentName, String childName) {}

  @ContextHandler(readOnly = true, timeout = "2s")
  Optional<Long> idOf(Connection connection, String name) throws SQLException {
    return Optional.empty();
  }
}
