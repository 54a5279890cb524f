package dev.macadam.processor.stress;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Marks in a source around what can be taken out of it. They are characters that no source has, and
 * disappear before a compiler sees it.
 */
final class Marks {

  private static final char OPEN = '\uE000';
  private static final char CLOSE = '\uE001';

  /** A comma that is there only if something stands on both of its sides. */
  private static final char COMMA = '\uE002';

  private static final String EDGES = "[" + OPEN + CLOSE + "\\s]*";

  private Marks() {}

  static String removable(String text) {
    return text.isEmpty() ? "" : OPEN + text + CLOSE;
  }

  /** Elements with commas between them, each of which can be taken out. */
  static String list(List<String> elements) {
    return String.join(COMMA + " ", elements.stream().map(Marks::removable).toList());
  }

  /** What a compiler gets to see. */
  static String render(String text) {
    return text.replaceAll(COMMA + "(" + EDGES + COMMA + ")+", ", ")
        .replaceAll("(?<=[({<])" + EDGES + COMMA, "")
        .replaceAll(COMMA + EDGES + "(?=[)}>])", "")
        .replace(COMMA, ',')
        .replaceAll("[" + OPEN + CLOSE + "]", "")
        .replaceAll("\\(\\s+", "(")
        .replace("<>", "");
  }

  /** All texts with one removable part less, those with the largest part gone first. */
  static List<String> without(String text) {
    List<int[]> parts = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    for (int index = 0; index < text.length(); index++) {
      if (text.charAt(index) == OPEN) {
        open.push(index);
      } else if (text.charAt(index) == CLOSE) {
        parts.add(new int[] {open.pop(), index + 1});
      }
    }
    parts.sort(Comparator.comparingInt(part -> part[0] - part[1]));
    return parts.stream()
        .map(part -> text.substring(0, part[0]) + text.substring(part[1]))
        .toList();
  }
}
