package dev.macadam.example;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param help explain and do nothing else
 * @param file which file to import, or null for the bundled one
 * @param batchSize how many people one handler call imports
 * @param stackTrace print the stack trace of a failure too
 */
record Options(boolean help, @Nullable Path file, int batchSize, boolean stackTrace) {

  static final String HELP =
      """
      Imports people from a file into a database, then reads and changes them.

      Options:
        --file PATH     the file to import; without it, the one that belongs to the example
        --batch N       how many people one handler call imports, 1 to 1000; 50 unless set
        --stack-trace   if something goes wrong, print the stack trace too
        --help          print this text

      The file is CSV in UTF-8. Its first line is
        %s
      with dates as in 1969-07-21, yes or no for employee, and e-mail and parent possibly empty.
      A parent is the name of somebody on an earlier line.

      The database is H2 in memory. For another one set
        MACADAM_JDBC_URL        such as jdbc:postgresql://localhost/people
        MACADAM_JDBC_USER
        MACADAM_JDBC_PASSWORD
      or the system properties jdbc.url, jdbc.user and jdbc.password, which go before.
      Each run drops and creates the table macadam_example_person and the sequence
      macadam_example_person_sequence, and touches nothing else.
      """
          .formatted(String.join(",", PeopleFile.COLUMNS));

  private static final int DEFAULT_BATCH_SIZE = 50;
  private static final int MAX_BATCH_SIZE = 1000;

  private static final List<String> NAMES = List.of("--batch", "--file", "--help", "--stack-trace");

  /**
   * Reads the command line.
   *
   * @param arguments as the program got them
   * @return what they ask for
   * @throws ExampleException if they are wrong, with what would be right
   */
  static Options parse(String... arguments) throws ExampleException {
    boolean help = false;
    Path file = null;
    int batchSize = DEFAULT_BATCH_SIZE;
    boolean stackTrace = false;
    Iterator<String> remaining = List.of(arguments).iterator();
    while (remaining.hasNext()) {
      String argument = remaining.next();
      switch (argument) {
        case "--help" -> help = true;
        case "--file" -> file = path(value(argument, remaining));
        case "--batch" -> batchSize = batchSize(value(argument, remaining));
        case "--stack-trace" -> stackTrace = true;
        default -> throw unknown(argument);
      }
    }
    return new Options(help, file, batchSize, stackTrace);
  }

  private static String value(String option, Iterator<String> remaining) throws ExampleException {
    if (!remaining.hasNext()) {
      throw ExampleException.usage(option + " needs a value; --help explains it.");
    }
    return remaining.next();
  }

  private static Path path(String value) throws ExampleException {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw ExampleException.usage("--file needs a path, not '" + value + "'.");
    }
  }

  private static int batchSize(String value) throws ExampleException {
    try {
      int size = Integer.parseInt(value);
      if (size >= 1 && size <= MAX_BATCH_SIZE) {
        return size;
      }
    } catch (NumberFormatException e) {
      // The message below is right for this too.
    }
    throw ExampleException.usage(
        "--batch needs a number from 1 to " + MAX_BATCH_SIZE + ", not '" + value + "'.");
  }

  private static ExampleException unknown(String argument) {
    if (!argument.startsWith("-")) {
      return ExampleException.usage(
          "Unexpected '" + argument + "'; did you mean '--file " + argument + "'?");
    }
    String option = argument.replaceFirst("=.*", "");
    String nearest =
        NAMES.stream().min(Comparator.comparingInt(name -> distance(name, option))).orElseThrow();
    return ExampleException.usage(
        "Unknown option '"
            + argument
            + "'; did you mean '"
            + nearest
            + "'? --help lists them all.");
  }

  /** How many letters must be inserted, removed or replaced to make one word the other. */
  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[right.length() + 1];
      current[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int replaced = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                previous[column - 1] + replaced,
                1 + Math.min(previous[column], current[column - 1]));
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
