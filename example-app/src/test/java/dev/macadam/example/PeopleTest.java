package dev.macadam.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.ContextFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls the handlers through their wrapper and looks at the table behind its back. */
class PeopleTest {

  private static final LocalDate BIRTH_DATE = LocalDate.of(1970, 1, 1);

  private HikariDataSource dataSource;
  private ContextFactory contexts;
  private PeopleInContext people;

  @BeforeEach
  void open() throws ExampleException {
    dataSource = new Settings("jdbc:h2:mem:people", null, null).openDataSource();
    contexts = ExampleApp.openContexts(dataSource);
    people = new PeopleInContext(contexts, new People());
    people.importBatch(List.of(line("Senior", null, null))).join();
  }

  @AfterEach
  void close() {
    contexts.close();
    dataSource.close();
  }

  @Test
  void importedBatchIsInTheDatabaseWithItsParents() throws SQLException {
    int imported =
        people.importBatch(List.of(line("A", "a@x", "Senior"), line("B", null, null))).join();

    assertThat(imported).isEqualTo(2);
    assertThat(rows()).containsExactly("A of Senior", "B", "Senior");
  }

  @Test
  void refusedBatchLeavesNothingBehind() throws SQLException {
    List<PersonLine> batch =
        List.of(line("A", "same@x", null), line("B", null, null), line("C", "same@x", null));

    assertThatThrownBy(() -> people.importBatch(batch).join())
        .hasCauseInstanceOf(ConstraintViolationException.class);
    assertThat(rows()).containsExactly("Senior");
  }

  @Test
  void batchWithAnUnknownParentLeavesNothingBehind() throws SQLException {
    List<PersonLine> batch = List.of(line("A", null, null), line("B", null, "Nobody"));

    assertThatThrownBy(() -> people.importBatch(batch).join())
        .hasRootCauseMessage("The parent of B is not in the database: Nobody");
    assertThat(rows()).containsExactly("Senior");
  }

  @Test
  void adoptedChildIsInsertedByTheCascadeAtCommit() throws SQLException {
    people.adopt("Senior", "Junior", BIRTH_DATE).join();

    assertThat(rows()).containsExactly("Junior of Senior", "Senior");
  }

  @Test
  void handlerThatThrowsAfterItHasWrittenLeavesNothingBehind() throws SQLException {
    assertThatThrownBy(
            () -> people.adoptAll("Senior", List.of("A", "B", "C"), BIRTH_DATE, 2).join())
        .hasCauseInstanceOf(TooManyChildrenException.class)
        .hasRootCauseMessage("Senior has 3 children now; 2 are allowed");
    assertThat(rows()).containsExactly("Senior");
  }

  @Test
  void allChildrenAreAdoptedIfTheyAreNotTooMany() throws SQLException {
    people.adoptAll("Senior", List.of("A", "B"), BIRTH_DATE, 2).join();

    assertThat(rows()).containsExactly("A of Senior", "B of Senior", "Senior");
    assertThat(people.countChildren("Senior").join()).isEqualTo(2);
  }

  @Test
  void plainSqlFindsWhoIsThere() {
    assertThat(people.idOf("Senior").join()).isPresent();
    assertThat(people.idOf("Nobody").join()).isEmpty();
    assertThat(people.count().join()).isEqualTo(1);
    assertThat(people.countNamed(List.of("Senior", "Nobody")).join()).isEqualTo(1);
    assertThat(people.countNamed(List.of()).join()).isZero();
  }

  @Test
  void citiesAreCountedLargestFirst() {
    people
        .importBatch(List.of(inCity("A", "Turin"), inCity("B", "Lyon"), inCity("C", "Turin")))
        .join();

    assertThat(people.countByCity(2).join())
        .containsExactly(new CityCount("Turin", 2), new CityCount("Lyon", 1));
  }

  private static PersonLine line(String name, @Nullable String email, @Nullable String parent) {
    return new PersonLine(1, name, BIRTH_DATE, "Oslo", email, false, parent);
  }

  private static PersonLine inCity(String name, String city) {
    return new PersonLine(1, name, BIRTH_DATE, city, null, false, null);
  }

  private List<String> rows() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select child.name || coalesce(' of ' || parent.name, '')
                from macadam_example_person child
                left join macadam_example_person parent on parent.id = child.parent_id
                order by child.name
                """)) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(row.getString(1));
      }
      return rows;
    }
  }
}
