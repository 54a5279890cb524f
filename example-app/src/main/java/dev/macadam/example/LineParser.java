package dev.macadam.example;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sorts the lines of a file of people, in their order, into good and bad ones. */
final class LineParser {

  private final LocalDate today;
  private final Set<String> names = new HashSet<>();
  private final List<PersonLine> people = new ArrayList<>();
  private final List<BadLine> badLines = new ArrayList<>();

  /** Why a line is bad. */
  private static final class BadValueException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    BadValueException(String reason) {
      super(reason);
      this.reason = reason;
    }
  }

  LineParser(LocalDate today) {
    this.today = today;
  }

  void add(CsvRecord line) {
    try {
      PersonLine person = parse(line);
      names.add(person.name());
      people.add(person);
    } catch (BadValueException e) {
      badLines.add(new BadLine(line.getStartingLineNumber(), e.reason));
    }
  }

  List<PersonLine> people() {
    return people;
  }

  List<BadLine> badLines() {
    return badLines;
  }

  private PersonLine parse(CsvRecord line) throws BadValueException {
    List<String> values = line.getFields().stream().map(String::strip).toList();
    if (values.stream().anyMatch(value -> value.contains("\n"))) {
      throw new BadValueException("a value runs over several lines; is a closing quote missing?");
    }
    if (values.size() != PeopleFile.COLUMNS.size()) {
      throw new BadValueException(
          "number of columns is " + values.size() + ", not " + PeopleFile.COLUMNS.size());
    }
    return new PersonLine(
        line.getStartingLineNumber(),
        required("name", values.get(0)),
        birthDate(values.get(1)),
        required("city", values.get(2)),
        email(values.get(3)),
        employee(values.get(4)),
        parent(values.get(5)));
  }

  private static String required(String column, String value) throws BadValueException {
    if (value.isEmpty()) {
      throw new BadValueException(column + " is missing");
    }
    return value;
  }

  private LocalDate birthDate(String value) throws BadValueException {
    LocalDate date;
    try {
      date = LocalDate.parse(required("birth_date", value));
    } catch (DateTimeParseException e) {
      throw new BadValueException(
          "birth_date '" + value + "' is no date in the form year-month-day, as in 1969-07-21");
    }
    if (date.isAfter(today)) {
      throw new BadValueException("birth_date " + value + " is in the future");
    }
    return date;
  }

  private static @Nullable String email(String value) throws BadValueException {
    if (value.isEmpty()) {
      return null;
    }
    if (!value.contains("@")) {
      throw new BadValueException("email '" + value + "' has no @");
    }
    return value;
  }

  private static boolean employee(String value) throws BadValueException {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new BadValueException("employee is '" + value + "', not yes or no");
    };
  }

  private @Nullable String parent(String value) throws BadValueException {
    if (value.isEmpty()) {
      return null;
    }
    if (!names.contains(value)) {
      throw new BadValueException("parent '" + value + "' is on no good line before this one");
    }
    return value;
  }
}
