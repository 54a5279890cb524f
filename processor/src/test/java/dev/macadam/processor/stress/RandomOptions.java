package dev.macadam.processor.stress;

import java.util.ArrayList;
import java.util.List;

/** What random handlers say in their annotation. */
final class RandomOptions {

  private static final String NAME = "@dev.macadam.ContextHandler";
  private static final List<String> TIMEOUTS =
      List.of(
          "2s",
          "500ms",
          "1m30s",
          "PT1.5S",
          "1ms",
          "106751d",
          "1h",
          "1500us",
          "P1D",
          "3000000000ns");

  private RandomOptions() {}

  /**
   * An annotation.
   *
   * @param stage whether the handler returns a stage
   * @param thrown the checked exceptions that it declares
   */
  static String of(Dice dice, boolean stage, List<String> thrown) {
    List<String> options = new ArrayList<>();
    if (dice.chance(20)) {
      options.add(
          "executor = " + dice.pick(stage ? EXECUTORS.subList(1, EXECUTORS.size()) : EXECUTORS));
    }
    if (dice.chance(15)) {
      options.add(
          "database = " + dice.pick("\"default\"", "\"archive\"", "\"größe $T\"", "\"a\\tb\\\"\""));
    }
    if (dice.chance(15)) {
      options.add("readOnly = " + dice.pick("true", "false"));
    }
    if (dice.chance(10)) {
      options.add("isolation = dev.macadam.Isolation." + dice.pick("SERIALIZABLE", "DEFAULT"));
    }
    if (dice.chance(20)) {
      options.add("timeout = \"" + dice.pick(TIMEOUTS) + "\"");
    }
    boolean retries = !stage && dice.chance(15);
    if (retries) {
      options.add("attempts = " + dice.pick("2", "3", "0x7fffffff"));
      options.add("retryOn = " + classes(dice, RETRIED));
    }
    if (dice.chance(20)) {
      List<String> kept = new ArrayList<>(KEPT);
      if (thrown.contains("java.io.IOException")) {
        kept.addAll(List.of("java.io.IOException", "java.io.EOFException"));
      }
      if (thrown.contains(RandomTypes.PARTS + "Refused")) {
        kept.addAll(List.of(RandomTypes.PARTS + "Refused", RandomTypes.PARTS + "VeryRefused"));
      }
      if (!retries) {
        kept.add("java.lang.Exception");
      }
      options.add("dontRollbackOn = " + classes(dice, kept));
    }
    return NAME + (options.isEmpty() ? "" : "(" + Marks.list(options) + ")");
  }

  private static final List<String> EXECUTORS =
      List.of(
          "dev.macadam.ContextHandler.CALLER",
          "\"default\"",
          "\"batch\"",
          "\"$L odd \\\" \\n\"",
          "\"größe\"");
  private static final List<String> RETRIED =
      List.of(
          "java.util.ConcurrentModificationException",
          "java.lang.ArithmeticException",
          "java.sql.SQLException",
          RandomTypes.PARTS + "OldRefusal");
  private static final List<String> KEPT =
      List.of(
          "java.lang.IllegalArgumentException",
          "java.lang.NumberFormatException",
          "java.lang.IllegalStateException");

  private static String classes(Dice dice, List<String> possible) {
    if (dice.chance(40)) {
      return dice.pick(possible) + ".class";
    }
    List<String> classes = new ArrayList<>();
    for (int count = dice.between(1, 3); count > 0; count--) {
      classes.add(dice.pick(possible) + ".class");
    }
    return "{" + Marks.list(classes) + "}";
  }
}
