package dev.macadam.example;

import dev.macadam.ContextFactory;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** What a user would do first with a database, step by step, with a report of each. */
final class Demonstration {

  private static final String SENIOR = "Senior";
  private static final String JUNIOR = "Junior";
  private static final LocalDate BIRTH_DATE = LocalDate.of(2020, 2, 29);

  private final ContextFactory contexts;
  private final PeopleInContext people;
  private final Output output;
  private final Report report;

  Demonstration(ContextFactory contexts, Output output, Report report) {
    this.contexts = contexts;
    this.people = new PeopleInContext(contexts, new People());
    this.output = output;
    this.report = report;
  }

  /**
   * Does all of it.
   *
   * @param file whom to import
   * @param batchSize how many of them one handler call imports
   * @param url where the database is, for the report
   * @throws ExampleException if there is nobody to go on with
   */
  void run(PeopleFile file, int batchSize, String url) throws ExampleException, SQLException {
    showFile(file);
    showDatabase(url);
    importPeople(file.people(), batchSize);
    String parent = parent();
    askInSql(parent);
    adoptInHibernate(parent);
    loadEmployees();
    throwInHandler(parent);
  }

  private void showFile(PeopleFile file) throws ExampleException {
    report.section("The file");
    report.line("%s", file.name());
    report.line("Good lines: %,d, bad lines: %,d", file.people().size(), file.badLines().size());
    file.badLines().forEach(line -> report.line("Line %d: %s", line.number(), line.reason()));
    if (file.people().isEmpty()) {
      throw ExampleException.failure("There is nobody to import; see above.");
    }
  }

  private void showDatabase(String url) throws SQLException {
    report.section("The database");
    String product =
        contexts.fromContext(
            Connection.class,
            connection -> {
              DatabaseMetaData about = connection.getMetaData();
              return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
            });
    report.line("%s at %s", product, url);
  }

  private void importPeople(List<PersonLine> lines, int batchSize) throws ExampleException {
    report.section("Import: one handler call per batch, batches of " + batchSize);
    long start = System.nanoTime();
    PeopleImport peopleImport =
        new PeopleImport(people, new Progress(output, lines.size()), batchSize);
    ImportReport result = peopleImport.run(lines);
    report.line(
        "Imported: %,d people; %,d of %,d batches were committed; %,d ms",
        result.imported(),
        result.batches() - result.refused().size(),
        result.batches(),
        Report.millisSince(start));
    for (ImportReport.RefusedBatch batch : result.refused()) {
      report.line(
          "Refused by the database: batch %d, people: %,d, lines: %s",
          batch.number(), batch.people().size(), LineNumbers.of(batch.people()));
      report.line("   why: %s", batch.reason());
      report.line(
          "   how many of these people are in the database now: %,d",
          peopleImport.countFound(batch));
    }
    if (!result.leftOut().isEmpty()) {
      report.line(
          "Left out, because their parents were refused: %,d, lines: %s",
          result.leftOut().size(), LineNumbers.of(result.leftOut()));
    }
    report.line("People in the database: %,d", people.count().join());
    if (result.imported() == 0) {
      throw ExampleException.failure("The database has taken none of these people; see above.");
    }
  }

  /** The parent in all that follows: Senior, or somebody else if the file has no Senior. */
  private String parent() {
    return people.idOf(SENIOR).join().isPresent()
        ? SENIOR
        : contexts.fromContext(
            Session.class,
            session ->
                session
                    .createSelectionQuery("select min(name) from Person", String.class)
                    .getSingleResult());
  }

  private void askInSql(String parent) {
    report.section("Plain SQL on a Connection");
    showWhether(parent);
    showWhether(JUNIOR);
    List<CityCount> cities = people.countByCity(5).join();
    report.line(
        "Most people live in %s",
        cities.stream()
            .map(count -> count.city() + " (" + count.people() + ")")
            .collect(Collectors.joining(", ")));
  }

  private void adoptInHibernate(String parent) {
    report.section("Hibernate: load " + parent + " and add the child " + JUNIOR);
    showChildren("before", parent);
    long start = System.nanoTime();
    try {
      people.adopt(parent, JUNIOR, BIRTH_DATE).join();
      report.line("The cascade inserted %s at commit, %,d ms", JUNIOR, Report.millisSince(start));
    } catch (CompletionException e) {
      if (!Failures.isRefusal(e)) {
        throw e;
      }
      // The bundled file has no Junior, but another one may.
      report.line("Refused: %s", Failures.reason(e));
    }
    showChildren("after", parent);
    showWhether(JUNIOR);
  }

  private void loadEmployees() {
    report.section("A throwaway context: load all employees, as at start-up");
    long start = System.nanoTime();
    List<EmployeeRow> employees =
        contexts.fromContext(
            Session.class,
            session ->
                session
                    .createSelectionQuery(
                        "select name, city from Person where employee order by name",
                        EmployeeRow.class)
                    .getResultList());
    report.line("%,d employees in %,d ms", employees.size(), Report.millisSince(start));
  }

  private void throwInHandler(String parent) {
    report.section("A handler that throws after it has written");
    showChildren("before", parent);
    report.line("People before: %,d", people.count().join());
    long limit = people.countChildren(parent).join() + 2;
    List<String> names = List.of(JUNIOR + " II", JUNIOR + " III", JUNIOR + " IV");
    try {
      people.adoptAll(parent, names, BIRTH_DATE, limit).join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof TooManyChildrenException)) {
        throw e;
      }
      report.line("It inserted %d children and threw %s", names.size(), Failures.reason(e));
    }
    showChildren("after", parent);
    report.line("People after: %,d", people.count().join());
  }

  private void showWhether(String name) {
    report.line("%s: %s", name, people.idOf(name).join().isPresent() ? "found" : "not found");
  }

  private void showChildren(String when, String parent) {
    report.line("Children of %s %s: %,d", parent, when, people.countChildren(parent).join());
  }
}
