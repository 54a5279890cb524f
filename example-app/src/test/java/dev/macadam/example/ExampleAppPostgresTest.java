package dev.macadam.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the whole example on a real PostgreSQL, as a user with a password and no special rights. */
class ExampleAppPostgresTest {

  private static EmbeddedPostgres postgres;

  private final RecordedOutput recorded = new RecordedOutput();

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, SQLException {
    // The embedded server lets everybody in unless told otherwise.
    Path access = folder.resolve("access.conf");
    Files.writeString(
        access,
        """
        host all postgres 127.0.0.1/32 trust
        host all example 127.0.0.1/32 scram-sha-256
        """);
    postgres = EmbeddedPostgres.builder().setServerConfig("hba_file", "'" + access + "'").start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create role example login password 'correct'");
      statement.execute("create database people owner example");
    }
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Test
  void bundledFileGivesTheSameReportOnEveryRun() {
    for (int i = 0; i < 2; i++) {
      RecordedOutput output = new RecordedOutput();

      assertThat(ExampleApp.run(output.output(), settings("people", "correct"))).isZero();
      assertThat(ExpectedReport.normalise(output.out())).isEqualTo(ExpectedReport.TEXT);
      assertThat(output.out())
          .contains("why: ERROR: duplicate key value violates unique constraint");
      assertThat(output.err()).isEmpty();
    }
  }

  @Test
  void wrongPasswordIsOneLineAndExitCodeOne() {
    Settings settings = settings("people", "wrong-secret");

    assertThat(ExampleApp.run(recorded.output(), settings)).isEqualTo(1);

    assertThat(recorded.out()).isEmpty();
    assertThat(recorded.err())
        .isEqualToIgnoringNewLines(
            "macadam-example: Cannot connect to "
                + settings.url()
                + " as 'example': FATAL: password authentication failed for user \"example\". "
                + "Check MACADAM_JDBC_USER and MACADAM_JDBC_PASSWORD.");
  }

  @Test
  void missingPasswordIsOneLineAndExitCodeOne() {
    assertThat(ExampleApp.run(recorded.output(), settings("people", null))).isEqualTo(1);

    assertThat(recorded.err().lines()).hasSize(1);
    assertThat(recorded.err())
        .contains("no password was provided. Check MACADAM_JDBC_USER and MACADAM_JDBC_PASSWORD.");
  }

  @Test
  void missingDatabaseIsOneLineAndExitCodeOne() {
    assertThat(ExampleApp.run(recorded.output(), settings("nosuch", "correct"))).isEqualTo(1);

    assertThat(recorded.err().lines()).hasSize(1);
    assertThat(recorded.err())
        .contains("FATAL: database \"nosuch\" does not exist. Check MACADAM_JDBC_URL");
  }

  @Test
  void missingRightToCreateTheTableIsOneLineAndExitCodeOne() {
    // In this database the user may not create anything.
    assertThat(ExampleApp.run(recorded.output(), settings("postgres", "correct"))).isEqualTo(1);

    assertThat(recorded.err().lines()).hasSize(1);
    assertThat(recorded.err()).contains("permission denied for schema public");
  }

  private static Settings settings(String database, @Nullable String password) {
    return new Settings(
        "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database, "example", password);
  }
}
