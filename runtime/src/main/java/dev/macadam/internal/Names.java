package dev.macadam.internal;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Helps with names that are not known. */
final class Names {

  private static final int MOST_LISTED = 20;

  private Names() {}

  /**
   * What there is, and which of it was probably meant: {@code there are 'a', 'b'; did you mean
   * 'a'?} The end of a sentence.
   */
  static String known(String wanted, Collection<String> known) {
    if (known.isEmpty()) {
      return "there is none.";
    }
    StringBuilder text = new StringBuilder(known.size() == 1 ? "there is " : "there are ");
    String separator = "";
    String nearest = "";
    int least = Math.max(1, wanted.length() / 3) + 1;
    for (String name : new TreeSet<>(known)) {
      text.append(separator).append('\'').append(name).append('\'');
      separator = ", ";
      int distance = distance(wanted.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return nearest.isEmpty()
        ? text.append('.').toString()
        : text.append("; did you mean '").append(nearest).append("'?").toString();
  }

  /** Resources in order, the first of many. */
  static String listed(Collection<ResourceKey> resources) {
    if (resources.isEmpty()) {
      return "nothing";
    }
    String first =
        resources.stream()
            .map(ResourceKey::toString)
            .sorted()
            .limit(MOST_LISTED)
            .collect(Collectors.joining(", "));
    int more = resources.size() - MOST_LISTED;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** Levenshtein's edit distance, by rows. */
  private static int distance(String left, String right) {
    int[] above = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[right.length() + 1];
      current[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                above[column - 1] + change, Math.min(above[column] + 1, current[column - 1] + 1));
      }
      above = current;
    }
    return above[right.length()];
  }
}
