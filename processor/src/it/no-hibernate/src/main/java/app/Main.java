package app;

import dev.macadam.ContextFactory;
import dev.macadam.jdbc.JdbcDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** Runs handlers without Hibernate and without HikariCP. */
public final class Main {

  public static void main(String[] arguments) throws SQLException {
    JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:app", "", "");
    pool.setMaxConnections(2);
    createTable(pool);
    try (ContextFactory contexts =
        ContextFactory.builder().database(JdbcDatabase.builder(pool).permits(2).build()).build()) {
      NotesInContext notes = new NotesInContext(contexts, new Notes());
      notes.add("one").join();
      notes.add("two").join();
      System.out.println("Committed: " + notes.count().join());
    }
    pool.dispose();
    for (String name :
        new String[] {"org.hibernate.Session", "com.zaxxer.hikari.HikariDataSource"}) {
      System.out.println(name + " is on the class path: " + isThere(name));
    }
  }

  private static void createTable(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table note(text varchar)");
    }
  }

  private static boolean isThere(String name) {
    try {
      Class.forName(name);
      return true;
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }
}
