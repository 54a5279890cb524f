package dev.macadam.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes classes as an application has them: about three handlers each, of different kinds. */
final class HandlerSources {

  private static final String TEXT =
      """
      package app.part%2$d;

      import dev.macadam.Context;
      import dev.macadam.ContextHandler;
      import java.sql.Connection;
      import java.sql.PreparedStatement;
      import java.sql.ResultSet;
      import java.sql.SQLException;
      import java.util.List;
      import java.util.Map;
      import java.util.Optional;
      import org.hibernate.Session;

      public class Orders%1$d {

        public record Line(long order, String article, int amount) {}

        private final int limit;

        public Orders%1$d(int limit) {
          this.limit = limit;
        }

        /** Stores the lines of an order. */
        @ContextHandler
        public int store(Session session, long order, List<Line> lines) {
          int stored = 0;
          for (Line line : lines) {
            if (line.amount() > limit) {
              throw new IllegalArgumentException("Too many: " + line);
            }
            session.persist(line);
            stored++;
          }
          return stored;
        }

        /** The article with a name. */
        @ContextHandler(readOnly = true, timeout = "2s")
        public Optional<Long> articleNamed(Connection connection, String name) throws SQLException {
          try (PreparedStatement query =
              connection.prepareStatement("select id from article where name = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
              return rows.next() ? Optional.of(rows.getLong("id")) : Optional.empty();
            }
          }
        }

        /** Moves amounts from one order to another. */
        @ContextHandler(attempts = 3)
        public Map<String, Integer> move(Context context, long from, long to, int amount) {
          Session session = context.get(Session.class);
          int taken =
              session
                  .createMutationQuery("update Line set amount = amount - :amount where id = :id")
                  .setParameter("amount", amount)
                  .setParameter("id", from)
                  .executeUpdate();
          int given =
              session
                  .createMutationQuery("update Line set amount = amount + :amount where id = :id")
                  .setParameter("amount", amount)
                  .setParameter("id", to)
                  .executeUpdate();
          if (taken != given) {
            context.setRollbackOnly();
          }
          return Map.of("taken", taken, "given", given);
        }
      }
      """;

  private static final int CLASSES_PER_PACKAGE = 25;

  private HandlerSources() {}

  /** Writes a number of classes below a folder. */
  static List<Path> write(Path folder, int classes) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int number = 0; number < classes; number++) {
      int part = number / CLASSES_PER_PACKAGE;
      Path file = folder.resolve("app/part" + part + "/Orders" + number + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, TEXT.formatted(number, part));
      files.add(file);
    }
    return files;
  }
}
