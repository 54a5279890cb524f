package dev.macadam.processor.stress;

import java.util.ArrayList;
import java.util.List;

/** Annotations with every kind of value, which a wrapper repeats. */
final class RandomAnnotations {

  private static final String PARTS = "@" + RandomTypes.PARTS;

  private RandomAnnotations() {}

  /** One for the use of a type. */
  static String ofType(Dice dice) {
    return PARTS
        + dice.pick(
            "OnType",
            "OnType(2)",
            "OnType(-1)",
            "OnType(types = {int[].class, void.class})",
            "OnType(types = {})",
            "OnType(types = java.util.Map.Entry.class)");
  }

  /** One for the declaration of a type variable. */
  static String ofVariable(Dice dice) {
    return PARTS + dice.pick("OnVariable", "OnVariable(\"\\\"$T\\n\")", "OnType", "Both");
  }

  /** What stands on a parameter: nothing, one or two. */
  static String ofParameter(Dice dice) {
    if (dice.chance(75)) {
      return "";
    }
    String first =
        switch (dice.between(0, 6)) {
          case 0 -> PARTS + "Anywhere(" + dice.pick("1L", "{}", "{1, -9223372036854775808L}") + ")";
          case 1 -> PARTS + "Both(" + dice.pick("", "{}", "@" + RandomTypes.PARTS + "Leaf") + ")";
          case 2 -> PARTS + "Tag('a') " + PARTS + "Tag('\\'')";
          case 3 -> PARTS + "Old";
          case 4 -> "@java.lang.Deprecated(since = \"1\")";
          default -> PARTS + "OnParameter(" + values(dice) + ")";
        };
    return Marks.removable(first) + " ";
  }

  private static String values(Dice dice) {
    List<String> values = new ArrayList<>();
    add(dice, values, "z", "true", "1 > 2");
    add(dice, values, "b", "-128", "(byte) 200");
    add(dice, values, "s", "-1", "'a'");
    add(dice, values, "i", "-2147483648", "0x7fff_ffff", "1 << 3");
    add(dice, values, "l", "-9223372036854775808L", "1");
    add(dice, values, "f", "1.5f", "-0f", "0f / 0", "1f / 0", "3.4028235e38f", "1e-45f");
    add(dice, values, "d", "1e300", "-0.0", "0d / 0", "-1d / 0", "4.9e-324", "1");
    add(
        dice,
        values,
        "c",
        "'x'",
        "'\\''",
        "'\\\\'",
        "'\\n'",
        "'\"'",
        "'\\u00e4'",
        "'\\uD83D'",
        "'\\0'",
        "'\\177'");
    add(
        dice,
        values,
        "text",
        "\"\"",
        "\"$T $L $$\"",
        "\"\\\"\\\\\\t\\n\"",
        "\"\\uD83D\\uDE00 \\uD83D\"",
        "\"\\0\\177\"",
        "\"*/\"",
        "\"a\" + 1",
        "\"\"\"\n    one\n    two\n    \"\"\"");
    add(
        dice,
        values,
        "type",
        "int.class",
        "java.util.Map.Entry.class",
        "java.lang.String[][].class",
        "void.class",
        RandomTypes.PARTS + "Outer.Inner.class",
        RandomTypes.PARTS + "OldType.class");
    add(
        dice,
        values,
        "color",
        RandomTypes.PARTS + "Color.RED",
        RandomTypes.PARTS + "Color.GREEN_$",
        RandomTypes.PARTS + "Color.größer",
        RandomTypes.PARTS + "Color.FADED");
    add(
        dice,
        values,
        "leaf",
        "@" + RandomTypes.PARTS + "Leaf",
        "@" + RandomTypes.PARTS + "Leaf(\"$\")");
    add(dice, values, "texts", "{}", "\"one\"", "{\"a\", \"b\"}");
    add(dice, values, "types", "{}", "{int.class, java.util.List.class}");
    add(
        dice,
        values,
        "leaves",
        "{@" + RandomTypes.PARTS + "Leaf, @" + RandomTypes.PARTS + "Leaf(\"x\")}");
    add(dice, values, "record", "{1, 2}", "3");
    add(dice, values, "$", "1");
    add(dice, values, "gelöscht", "true");
    return Marks.list(values);
  }

  private static void add(Dice dice, List<String> values, String name, String... possible) {
    if (dice.chance(25)) {
      values.add(name + " = " + dice.pick(possible));
    }
  }
}
