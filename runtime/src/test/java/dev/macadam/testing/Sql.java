package dev.macadam.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Short forms for SQL in tests; {@code note} is the table that they use. */
public final class Sql {

  private Sql() {}

  /** Creates the table {@code note}, with one unique column. */
  public static void createNotes(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      execute(connection, "create table note (text varchar(100) primary key)");
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Executes a statement. */
  public static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Inserts a row into {@code note}. */
  public static void insert(Connection connection, String text) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into note (text) values (?)")) {
      statement.setString(1, text);
      statement.executeUpdate();
    }
  }

  /** The number that a query gives. */
  public static int number(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** How many rows of {@code note} are committed. */
  public static int notes(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      int count = number(connection, "select count(*) from note");
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      return count;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
