package dev.macadam.example;

import java.util.List;
import java.util.StringJoiner;

/** Writes the numbers of many lines in a short way. */
final class LineNumbers {

  private LineNumbers() {}

  /**
   * The numbers of some lines, with neighbours drawn together.
   *
   * @param lines in the order of their numbers, at least one
   * @return for example {@code 3-7, 12, 14-15}
   */
  static String of(List<PersonLine> lines) {
    StringJoiner ranges = new StringJoiner(", ");
    long first = lines.get(0).number();
    for (int i = 0; i < lines.size(); i++) {
      long last = lines.get(i).number();
      boolean hasNeighbour = i + 1 < lines.size() && lines.get(i + 1).number() == last + 1;
      if (!hasNeighbour) {
        ranges.add(first == last ? String.valueOf(first) : first + "-" + last);
        first = i + 1 < lines.size() ? lines.get(i + 1).number() : last;
      }
    }
    return ranges.toString();
  }
}
