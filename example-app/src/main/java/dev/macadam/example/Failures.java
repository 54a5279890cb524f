package dev.macadam.example;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Reads what a chain of causes has to say. */
final class Failures {

  /**
   * The classes of SQLState that blame the data: a value that does not fit, a broken constraint.
   */
  private static final List<String> DATA_STATES = List.of("22", "23");

  private Failures() {}

  /** Whether the database has refused the data itself, so that other data may still go in. */
  static boolean isRefusal(Throwable failure) {
    String state = sqlState(failure);
    return DATA_STATES.stream().anyMatch(state::startsWith);
  }

  /** The SQLState nearest to the origin of a failure, or nothing. */
  static String sqlState(Throwable failure) {
    SQLException origin = sqlOrigin(failure);
    return origin == null || origin.getSQLState() == null ? "" : origin.getSQLState();
  }

  /**
   * The words of the database if it said anything, else those of the first cause; in one line and
   * without a full stop.
   */
  static String reason(Throwable failure) {
    List<Throwable> causes = causes(failure);
    Throwable first = causes.get(causes.size() - 1);
    SQLException origin = sqlOrigin(failure);
    if (origin == null || origin.getMessage() == null) {
      return typeAndWords(first);
    }
    // A driver that cannot connect leaves the interesting part, such as the unknown host, to the
    // cause of its exception.
    return first == origin ? words(origin) : words(origin) + " (" + typeAndWords(first) + ")";
  }

  /** What kind of failure it is, and the reason: for failures that nobody has foreseen. */
  static String description(Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable unwrapped = failure instanceof CompletionException && cause != null ? cause : failure;
    String type = unwrapped.getClass().getSimpleName();
    String reason = reason(unwrapped);
    return reason.startsWith(type) ? reason : type + ": " + reason;
  }

  private static @Nullable SQLException sqlOrigin(Throwable failure) {
    SQLException origin = null;
    for (Throwable cause : causes(failure)) {
      if (cause instanceof SQLException sqlCause) {
        origin = sqlCause;
      }
    }
    return origin;
  }

  /**
   * The failure, its cause, the cause of that, and so on; each once, should they go in a circle.
   */
  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  private static String typeAndWords(Throwable cause) {
    String type = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? type : type + ": " + words(cause);
  }

  private static String words(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    // H2 puts the number of the row in a comment, and the whole statement behind its message.
    int statement = message.indexOf("; SQL statement:");
    String words = statement < 0 ? message : message.substring(0, statement);
    return words
        .strip()
        .replaceAll("/\\* \\d+ \\*/", "")
        .replaceAll("\\s+", " ")
        .replaceFirst("\\.$", "");
  }
}
