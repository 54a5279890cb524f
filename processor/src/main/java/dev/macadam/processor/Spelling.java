package dev.macadam.processor;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a misspelt word was meant to be. */
final class Spelling {

  private Spelling() {}

  /** The known word that is nearest to another one, if it is near enough to have been meant. */
  static Optional<String> nearest(String word, Collection<String> known) {
    int most = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(each -> distance(word, each) <= most)
        .min(Comparator.comparingInt(each -> distance(word, each)));
  }

  /** Levenshtein's edit distance, by rows; the case of letters does not count. */
  private static int distance(String one, String other) {
    String left = one.toLowerCase(Locale.ROOT);
    String right = other.toLowerCase(Locale.ROOT);
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
