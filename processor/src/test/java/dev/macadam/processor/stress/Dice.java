package dev.macadam.processor.stress;

import java.util.List;
import java.util.Random;

/** Makes all decisions of one random class, the same ones for the same seed. */
final class Dice {

  private final Random random;

  Dice(long seed) {
    // The first numbers of neighbouring seeds are alike.
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** A number of which both ends are possible. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  final <T> T pick(T... all) {
    return all[random.nextInt(all.length)];
  }

  /** A text, or nothing. */
  String maybe(int percent, String text) {
    return chance(percent) ? text : "";
  }
}
