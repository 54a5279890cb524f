package dev.macadam.processor;

import dev.macadam.ContextFactory;
import dev.macadam.jdbc.JdbcDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;

/** An H2 database with a table of notes, and a context factory on it. */
final class Notes implements AutoCloseable {

  private final JdbcDataSource dataSource = new JdbcDataSource();
  private final Connection keepsItAlive;
  private final ContextFactory contexts;

  Notes() throws SQLException {
    dataSource.setUrl("jdbc:h2:mem:notes" + System.nanoTime());
    keepsItAlive = dataSource.getConnection();
    try (Statement statement = keepsItAlive.createStatement()) {
      statement.execute("create table note(text varchar)");
    }
    contexts =
        ContextFactory.builder()
            .database(JdbcDatabase.builder(dataSource).permits(2).build())
            .build();
  }

  ContextFactory contexts() {
    return contexts;
  }

  /** What others see of the table, in the order in which it was written. */
  List<String> committed() throws SQLException {
    List<String> notes = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select text from note order by _rowid_")) {
      while (rows.next()) {
        notes.add(rows.getString(1));
      }
    }
    return notes;
  }

  @Override
  public void close() throws SQLException {
    contexts.close();
    keepsItAlive.close();
  }
}
