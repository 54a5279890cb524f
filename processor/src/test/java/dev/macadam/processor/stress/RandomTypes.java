package dev.macadam.processor.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Types as they are written in random handlers. What does not belong to the case is named in full,
 * so that no class and no type variable of the case hides it.
 */
final class RandomTypes {

  static final String PARTS = "stress.parts.Parts.";
  static final List<String> PRIMITIVES =
      List.of("int", "long", "boolean", "char", "double", "float", "byte", "short");

  private static final List<String> PLAIN =
      List.of(
          "java.lang.String",
          "java.lang.String",
          "java.lang.Integer",
          "java.lang.Object",
          "java.lang.Throwable",
          "java.time.LocalDate",
          "java.math.BigDecimal",
          PARTS + "Color",
          PARTS + "Me",
          PARTS + "Shape",
          PARTS + "Circle",
          PARTS + "OldType",
          PARTS + "DoomedType",
          PARTS + "Outer.Nested.Deep");
  private static final List<String> OF_ONE =
      List.of(
          "java.util.List",
          "java.util.Set",
          "java.util.Collection",
          "java.util.Optional",
          "java.util.Comparator",
          "java.lang.Class",
          "java.lang.Comparable",
          "java.lang.Iterable",
          "java.util.function.Supplier",
          "java.util.function.Predicate",
          PARTS + "Outer",
          PARTS + "Outer.Face");
  private static final List<String> OF_TWO =
      List.of(
          "java.util.Map",
          "java.util.Map",
          "java.util.Map.Entry",
          "java.util.function.Function",
          PARTS + "Pair");

  private final Dice dice;
  private final List<String> variables;
  private final List<String> locals;

  /**
   * Creates a source of types.
   *
   * @param variables names of type variables in scope
   * @param locals names of classes that belong to the case
   */
  RandomTypes(Dice dice, List<String> variables, List<String> locals) {
    this.dice = dice;
    this.variables = List.copyOf(variables);
    this.locals = List.copyOf(locals);
  }

  RandomTypes with(List<String> further) {
    return new RandomTypes(
        dice, Stream.concat(variables.stream(), further.stream()).toList(), locals);
  }

  /** What a parameter or a result can be. */
  String any() {
    if (dice.chance(25)) {
      return annotation() + dice.pick(PRIMITIVES) + dice.maybe(25, " " + annotation() + "[]");
    }
    return reference(2);
  }

  String reference(int depth) {
    String type = depth == 0 || dice.chance(30) ? simple() : generic(depth - 1);
    return type + (dice.chance(12) ? " " + annotation() + "[]" + dice.maybe(30, "[]") : "");
  }

  private String simple() {
    if (!variables.isEmpty() && dice.chance(50)) {
      return annotation() + dice.pick(variables);
    }
    if (!locals.isEmpty() && dice.chance(30)) {
      return annotation() + dice.pick(locals);
    }
    return named(dice.pick(PLAIN));
  }

  private String generic(int depth) {
    return switch (dice.between(0, 9)) {
      case 0, 1, 2 -> named(dice.pick(OF_ONE)) + arguments(1, depth);
      case 3, 4 -> named(dice.pick(OF_TWO)) + arguments(2, depth);
      case 5 -> inner(depth);
      case 6 ->
          named(PARTS + "Numeric")
              + dice.pick("<?>", "<java.lang.Integer>", "<? super java.lang.Integer>");
      case 7 -> named(PARTS + "Self") + dice.pick("<?>", "<" + PARTS + "Me>");
      case 8 ->
          dice.pick("java.util.List", "java.util.Map", PARTS + "Outer.Inner", PARTS + "Numeric");
      default -> dice.chance(50) ? dice.pick(PRIMITIVES) + "[]" : reference(depth) + "[]";
    };
  }

  /** A class inside a generic class, with type arguments for both. */
  private String inner(int depth) {
    String outer = PARTS + "Outer" + arguments(1, depth) + ".";
    return switch (dice.between(0, 3)) {
      case 0 -> outer + annotation() + "Inner" + arguments(1, depth);
      case 1 -> outer + annotation() + "Plain";
      case 2 -> outer + "Inner" + arguments(1, depth) + "." + annotation() + "Core";
      default ->
          named(PARTS + "Outer.Nested")
              + dice.pick("<?>", "<java.lang.String>", "<" + PARTS + "Color>");
    };
  }

  private String arguments(int count, int depth) {
    List<String> arguments = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      String wildcard = dice.pick("", "", "", "?", "? extends ", "? super ");
      arguments.add(
          (wildcard.isEmpty() ? "" : annotation())
              + (wildcard.equals("?") ? "?" : wildcard + reference(depth)));
    }
    return "<" + String.join(", ", arguments) + ">";
  }

  /** A class with its full name; an annotation of the type stands before the last part. */
  private String named(String name) {
    int last = name.lastIndexOf('.') + 1;
    return name.substring(0, last) + annotation() + name.substring(last);
  }

  private String annotation() {
    return dice.chance(8) ? Marks.removable(RandomAnnotations.ofType(dice)) + " " : "";
  }
}
