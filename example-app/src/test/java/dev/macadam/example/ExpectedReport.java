package dev.macadam.example;

/** What the example prints for the bundled file, whatever the database. */
final class ExpectedReport {

  private ExpectedReport() {}

  /** The report, with {@code #} for what differs from run to run or from database to database. */
  static final String TEXT =
      """
      1. The file
         people.csv, which belongs to the example
         Good lines: 2,121, bad lines: 6
         Line 114: name is missing
         Line 483: birth_date '1957-02-31' is no date in the form year-month-day, as in 1969-07-21
         Line 909: birth_date 2126-05-17 is in the future
         Line 1239: email 'ida.example.org' has no @
         Line 1626: parent 'Nobody Inthisfile' is on no good line before this one
         Line 2006: number of columns is 4, not 6

      2. The database
         #

      3. Import: one handler call per batch, batches of 50
         450 of 2,121 people
         851 of 2,121 people
         1,301 of 2,121 people
         1,730 of 2,121 people
         2,121 of 2,121 people
         Imported: 2,042 people; 42 of 43 batches were committed; # ms
         Refused by the database: batch 24, people: 50, lines: 1106-1155
            why: #
            how many of these people are in the database now: 0
         Left out, because their parents were refused: 29, lines: 1644, 1663, 1667, \
      1685, 1700, 1788, 1844, 1878, 1884, 1896, 1902, 1914, 1932, 1938, 1952, 1963-1964, \
      1997, 2000, 2065, 2069, 2078, 2102, 2106, 2108, 2118, 2121, 2123, 2125
         People in the database: 2,042

      4. Plain SQL on a Connection
         Senior: found
         Junior: not found
         Most people live in Hamburg (238), Turin (226), Lisbon (189), Oslo (180), Ghent (174)

      5. Hibernate: load Senior and add the child Junior
         Children of Senior before: 0
         The cascade inserted Junior at commit, # ms
         Children of Senior after: 1
         Junior: found

      6. A throwaway context: load all employees, as at start-up
         785 employees in # ms

      7. A handler that throws after it has written
         Children of Senior before: 1
         People before: 2,043
         It inserted 3 children and threw TooManyChildrenException: Senior has 4 children now; 3 \
      are allowed
         Children of Senior after: 1
         People after: 2,043

      Done in # ms. The wrapper behind the calls:
         example-app/target/generated-sources/annotations/dev/macadam/example/PeopleInContext.java
      """;

  /** Puts {@code #} where it stands in {@link #TEXT}. */
  static String normalise(String report) {
    return report
        .replace(System.lineSeparator(), "\n")
        .replaceAll("[0-9,]+ ms", "# ms")
        .replaceAll("(?m)^      why: .*", "      why: #")
        .replaceAll("(2\\. The database\n   ).*", "$1#");
  }
}
