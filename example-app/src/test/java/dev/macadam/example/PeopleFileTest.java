package dev.macadam.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleFileTest {

  private static final String HEADER = "name,birth_date,city,email,employee,parent\n";
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private final Path folder;

  PeopleFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void goodLinesBecomePeopleWithTheirLineNumbers() throws Exception {
    PeopleFile file =
        read(
            HEADER
                + "Ada,1950-01-31,\"Washington, D.C.\",ada@example.org,yes,\n"
                + "\n"
                + " Zoë , 1975-12-01 , Oslo ,, NO , Ada \n");

    assertThat(file.badLines()).isEmpty();
    assertThat(file.people())
        .containsExactly(
            new PersonLine(
                2,
                "Ada",
                LocalDate.of(1950, 1, 31),
                "Washington, D.C.",
                "ada@example.org",
                true,
                null),
            new PersonLine(4, "Zoë", LocalDate.of(1975, 12, 1), "Oslo", null, false, "Ada"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ,1971-01-01,Oslo,,no,               | name is missing
          Bob,,Oslo,,no,                      | birth_date is missing
          Bob,31.01.1971,Oslo,,no,            | birth_date '31.01.1971' is no date in the form \
          year-month-day, as in 1969-07-21
          Bob,1971-02-30,Oslo,,no,            | birth_date '1971-02-30' is no date in the form \
          year-month-day, as in 1969-07-21
          Bob,2026-11-23,Oslo,,no,            | birth_date 2026-11-23 is in the future
          Bob,1971-01-01,,,no,                | city is missing
          Bob,1971-01-01,Oslo,bob.at.home,no, | email 'bob.at.home' has no @
          Bob,1971-01-01,Oslo,,maybe,         | employee is 'maybe', not yes or no
          Bob,1971-01-01,Oslo,,no,Bob         | parent 'Bob' is on no good line before this one
          Bob,1971-01-01,Oslo,,no             | number of columns is 5, not 6
          Bob,1971-01-01,Oslo,,no,,           | number of columns is 7, not 6
          """)
  void badLineIsReportedWithNumberAndReason(String line, String reason) throws Exception {
    PeopleFile file =
        read(HEADER + "Ada,1950-01-31,Oslo,,no,\n" + line + "\nEve,1951-01-31,Oslo,,no,\n");

    assertThat(file.badLines()).containsExactly(new BadLine(3, reason));
    assertThat(file.people()).extracting(PersonLine::name).containsExactly("Ada", "Eve");
  }

  @Test
  void somebodyBornTodayIsGood() throws Exception {
    assertThat(read(HEADER + "Ada," + TODAY + ",Oslo,,no,\n").badLines()).isEmpty();
  }

  @Test
  void childOfBadLineIsBadToo() throws Exception {
    PeopleFile file = read(HEADER + "Ada,never,Oslo,,no,\nBob,1971-01-01,Oslo,,no,Ada\n");

    assertThat(file.people()).isEmpty();
    assertThat(file.badLines()).extracting(BadLine::number).containsExactly(2L, 3L);
  }

  @Test
  void misplacedQuoteSpoilsItsOwnLineOnly() throws Exception {
    PeopleFile file =
        read(HEADER + "\"Ada\" L,1950-01-31,Oslo,ada,no,\nBob,1971-01-01,Oslo,,no,\n");

    assertThat(file.badLines()).containsExactly(new BadLine(2, "email 'ada' has no @"));
    assertThat(file.people()).extracting(PersonLine::name).containsExactly("Bob");
  }

  @Test
  void missingClosingQuoteIsReportedWhereItBegins() throws Exception {
    PeopleFile file = read(HEADER + "\"Ada,1950-01-31,Oslo,,no,\nBob,1971-01-01,Oslo,,no,\n");

    assertThat(file.badLines())
        .containsExactly(
            new BadLine(2, "a value runs over several lines; is a closing quote missing?"));
  }

  @Test
  void byteOrderMarkAndWindowsLineEndsAreNoProblem() throws Exception {
    PeopleFile file =
        read(("\uFEFF" + HEADER + "Ada,1950-01-31,Oslo,,no,\n").replace("\n", "\r\n"));

    assertThat(file.badLines()).isEmpty();
    assertThat(file.people()).hasSize(1);
  }

  @Test
  void missingFileIsRefused() {
    Path missing = folder.resolve("nosuch.csv");

    assertThatThrownBy(() -> PeopleFile.read(missing, TODAY))
        .isInstanceOf(ExampleException.class)
        .hasMessage("Cannot read '" + missing + "': there is no such file.");
  }

  @Test
  void folderIsRefused() {
    assertThatThrownBy(() -> PeopleFile.read(folder, TODAY))
        .isInstanceOf(ExampleException.class)
        .hasMessageStartingWith("Cannot read '" + folder + "': ");
  }

  @Test
  void fileOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> read("id,amount\n1,2\n"))
        .isInstanceOf(ExampleException.class)
        .hasMessageEndingWith("its first line is not name,birth_date,city,email,employee,parent.");
  }

  @Test
  void emptyFileIsRefused() {
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(ExampleException.class)
        .hasMessageContaining("its first line is not");
  }

  @Test
  void fileInAnotherEncodingIsRefused() throws IOException {
    Path file = folder.resolve("people.csv");
    Files.write(
        file, (HEADER + "Zoë,1950-01-31,Oslo,,no,\n").getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> PeopleFile.read(file, TODAY))
        .isInstanceOf(ExampleException.class)
        .hasMessageEndingWith("it is not text in UTF-8.");
  }

  private PeopleFile read(String text) throws IOException, ExampleException {
    Path file = folder.resolve("people.csv");
    Files.writeString(file, text);
    return PeopleFile.read(file, TODAY);
  }
}
