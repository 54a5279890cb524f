package dev.macadam.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the whole example on H2. */
class ExampleAppTest {

  private static final Settings IN_MEMORY = new Settings("jdbc:h2:mem:example", null, null);

  private final RecordedOutput recorded = new RecordedOutput();

  private final Path folder;

  ExampleAppTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void bundledFileGivesTheSameReportOnEveryRun() {
    for (int i = 0; i < 2; i++) {
      RecordedOutput output = new RecordedOutput();

      assertThat(ExampleApp.run(output.output(), IN_MEMORY)).isZero();
      assertThat(ExpectedReport.normalise(output.out())).isEqualTo(ExpectedReport.TEXT);
      assertThat(output.err()).isEmpty();
    }
  }

  @Test
  void databaseHasWhatTheReportSays() throws SQLException {
    // The database lives as long as this connection.
    try (Connection connection = DriverManager.getConnection(IN_MEMORY.url());
        Statement statement = connection.createStatement()) {
      ExampleApp.run(recorded.output(), IN_MEMORY);

      assertThat(number(statement, "select count(*) from macadam_example_person")).isEqualTo(2043);
      assertThat(number(statement, "select count(*) from macadam_example_person where employee"))
          .isEqualTo(785);
      assertThat(
              number(
                  statement,
                  """
                  select count(*) from macadam_example_person
                  where parent_id = (
                    select id from macadam_example_person where name = 'Senior')
                  """))
          .isEqualTo(1);
      // The first and the last line of the refused batch.
      assertThat(
              number(
                  statement,
                  """
                  select count(*) from macadam_example_person
                  where name in ('%s', '%s')
                  """
                      .formatted(nameOnLine(1106), nameOnLine(1155))))
          .isZero();
      assertThat(
              number(
                  statement,
                  """
                  select count(*) from macadam_example_person
                  where name in ('%s', '%s')
                  """
                      .formatted(nameOnLine(1105), nameOnLine(1156))))
          .isEqualTo(2);
    }
  }

  @Test
  void inBatchesOfOneOnlyThePersonWithTheSharedAddressIsRefused() {
    assertThat(ExampleApp.run(recorded.output(), IN_MEMORY, "--batch", "1")).isZero();

    assertThat(recorded.out())
        .contains("Imported: 2,120 people; 2,120 of 2,121 batches")
        .contains("people: 1, lines: 1137")
        .contains("how many of these people are in the database now: 0")
        .doesNotContain("Left out");
  }

  @Test
  void descendantsOfRefusedPeopleAreLeftOutWithTheirLineNumbers() throws IOException {
    Path file =
        file(
            "Ada,1930-01-01,Oslo,ada@x,no,",
            "Bob,1950-01-01,Oslo,ada@x,no,Ada",
            "Eve,1950-01-01,Oslo,eve@x,no,Ada",
            "Child of Bob,1970-01-01,Oslo,,no,Bob",
            "Grandchild of Bob,1990-01-01,Oslo,,no,Child of Bob");

    assertThat(run(file, "--batch", "1")).isZero();

    assertThat(recorded.out())
        .contains("Imported: 2 people; 2 of 3 batches")
        .contains("batch 2, people: 1, lines: 3")
        .contains("Left out, because their parents were refused: 2, lines: 5-6");
  }

  @Test
  void nameThatIsTakenCountsForTheOneWhoHasIt() throws IOException {
    Path file =
        file(
            "Ada,1950-01-01,Oslo,,no,",
            "Bob,1950-01-01,Oslo,,no,Ada",
            "Ada,1990-01-01,Oslo,,no,Bob");

    assertThat(run(file)).isZero();

    assertThat(recorded.out())
        .contains("Imported: 2 people; 2 of 3 batches")
        .contains("how many of these people are in the database now: 0");
  }

  @Test
  void fileWithoutSeniorIsGoneOnWithByItsFirstName() throws IOException {
    assertThat(run(file("Bob,1950-01-01,Oslo,,no,", "Ada,1950-01-01,Oslo,,no,"))).isZero();

    assertThat(recorded.out()).contains("Hibernate: load Ada and add the child Junior");
  }

  @Test
  void fileWithJuniorHasTheAdoptionRefused() throws IOException {
    assertThat(run(file("Senior,1950-01-01,Oslo,,no,", "Junior,1980-01-01,Oslo,,no,"))).isZero();

    assertThat(recorded.out())
        .contains("Refused: Unique index or primary key violation")
        .contains("Children of Senior after: 0");
  }

  @Test
  void valueThatIsTooLongForTheTableRefusesItsBatch() throws IOException {
    Path file = file("Ada,1950-01-01,Oslo,,no,", "B".repeat(300) + ",1950-01-01,Oslo,,no,");

    assertThat(run(file, "--batch", "1")).isZero();

    assertThat(recorded.out()).contains("why: Value too long for column");
  }

  @Test
  void fileWithBadLinesOnlyIsAFailure() throws IOException {
    assertThat(run(file("Ada,tomorrow,Oslo,,no,"))).isEqualTo(1);

    assertThat(recorded.out()).contains("Line 2: birth_date 'tomorrow' is no date");
    assertErrorIsOneLine("There is nobody to import; see above.");
  }

  @Test
  void fileThatTheDatabaseRefusesAltogetherIsAFailure() throws IOException {
    assertThat(run(file("Ada,1950-01-01,Oslo,,no,", "Ada,1950-01-01,Oslo,,no,"))).isEqualTo(1);

    assertErrorIsOneLine("The database has taken none of these people; see above.");
  }

  @Test
  void missingFileIsOneLineAndExitCodeOne() {
    assertThat(run(folder.resolve("nosuch.csv"))).isEqualTo(1);

    assertThat(recorded.out()).isEmpty();
    assertErrorIsOneLine("there is no such file.");
  }

  @Test
  void unknownOptionIsOneLineAndExitCodeTwo() {
    assertThat(ExampleApp.run(recorded.output(), IN_MEMORY, "--fiel", "x")).isEqualTo(2);

    assertThat(recorded.out()).isEmpty();
    assertErrorIsOneLine("did you mean '--file'?");
  }

  @Test
  void stackTraceIsPrintedIfAskedFor() {
    int exitCode =
        ExampleApp.run(recorded.output(), IN_MEMORY, "--file", "nosuch.csv", "--stack-trace");

    assertThat(exitCode).isEqualTo(1);
    assertThat(recorded.err())
        .startsWith("macadam-example: Cannot read 'nosuch.csv'")
        .contains("\tat dev.macadam.example.ExampleApp.run(");
  }

  @Test
  void helpExplainsOptionsAndSettings() {
    assertThat(ExampleApp.run(recorded.output(), IN_MEMORY, "--help")).isZero();

    assertThat(recorded.out()).contains("--batch N", "MACADAM_JDBC_URL", "macadam_example_person");
    assertThat(recorded.err()).isEmpty();
  }

  @Test
  void urlWithoutDriverIsOneLineAndExitCodeOne() {
    Settings settings = new Settings("jdbc:nosuch://host/x;password=secret", "ada", "secret");

    assertThat(ExampleApp.run(recorded.output(), settings)).isEqualTo(1);

    assertThat(recorded.out()).isEmpty();
    assertErrorIsOneLine(
        "Cannot connect to jdbc:nosuch://host/x;password=*** as 'ada': No suitable driver. "
            + "MACADAM_JDBC_URL must begin with jdbc:postgresql: or jdbc:h2: here.");
    assertThat(recorded.err()).doesNotContain("secret");
  }

  @Test
  void urlWithoutServerIsOneLineAndExitCodeOne() throws IOException {
    Settings settings =
        new Settings("jdbc:postgresql://localhost:" + freePort() + "/x", "ada", "secret");

    assertThat(ExampleApp.run(recorded.output(), settings)).isEqualTo(1);

    assertThat(recorded.out()).isEmpty();
    assertErrorIsOneLine("refused. ");
    assertThat(recorded.err()).doesNotContain("secret");
  }

  @Test
  void serverThatDoesNotAnswerIsGivenUpWithinSeconds() throws IOException {
    // The operating system accepts connections for it, and nobody ever answers.
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Settings settings =
          new Settings("jdbc:postgresql://localhost:" + silent.getLocalPort() + "/x", null, null);

      int exitCode =
          assertTimeout(Duration.ofSeconds(20), () -> ExampleApp.run(recorded.output(), settings));

      assertThat(exitCode).isEqualTo(1);
      assertErrorIsOneLine("Cannot connect to " + settings.url() + " without a user: ");
    }
  }

  private int run(Path file, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "--file";
    arguments[1] = file.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return ExampleApp.run(recorded.output(), IN_MEMORY, arguments);
  }

  private Path file(String... lines) throws IOException {
    Path file = folder.resolve("people.csv");
    String header = "name,birth_date,city,email,employee,parent\n";
    return Files.writeString(file, header + String.join("\n", lines) + "\n");
  }

  private void assertErrorIsOneLine(String words) {
    assertThat(recorded.err().lines()).hasSize(1);
    assertThat(recorded.err()).startsWith("macadam-example: ").contains(words);
  }

  private static String nameOnLine(int number) {
    String line = PeopleFileGenerator.generate().lines().toList().get(number - 1);
    return line.substring(0, line.indexOf(','));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
