package dev.macadam.processor.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Type parameters of a class or a method.
 *
 * @param all in order
 */
record RandomVariables(List<Variable> all) {

  static final RandomVariables NONE = new RandomVariables(List.of());

  /**
   * A type parameter.
   *
   * @param declaration with annotations and bounds
   * @param argument a type that is within its bounds, empty if any is
   * @param thrown whether it is an exception
   */
  record Variable(String name, String declaration, Optional<String> argument, boolean thrown) {}

  static RandomVariables of(Dice dice, RandomNames names, RandomTypes types, int count) {
    List<Variable> all = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      String name = names.ofVariable();
      Variable bare = bounded(dice, name, types.with(namesOf(all)), all);
      String annotation =
          dice.chance(10) ? Marks.removable(RandomAnnotations.ofVariable(dice)) + " " : "";
      all.add(new Variable(name, annotation + bare.declaration(), bare.argument(), bare.thrown()));
    }
    return new RandomVariables(List.copyOf(all));
  }

  private static Variable bounded(
      Dice dice, String name, RandomTypes types, List<Variable> earlier) {
    String color = RandomTypes.PARTS + "Color";
    String comparable = "java.lang.Comparable<" + dice.pick("", "? super ") + name + ">";
    return switch (dice.between(0, 13)) {
      case 0 -> within(name, "java.lang.Object & " + comparable, "java.lang.Integer");
      case 1 -> within(name, comparable, color);
      case 2 ->
          within(name, "java.lang.Number & java.lang.Comparable<" + name + ">", "java.lang.Long");
      case 3 -> within(name, "java.lang.Enum<" + name + "> & java.io.Serializable", color);
      case 4 ->
          within(
              name, "java.util.Collection<java.lang.String>", "java.util.List<java.lang.String>");
      case 5 -> within(name, RandomTypes.PARTS + "Self<" + name + ">", RandomTypes.PARTS + "Me");
      case 6 ->
          within(
              name, "java.lang.Object & java.io.Serializable & " + comparable, "java.lang.String");
      case 7 -> within(name, "java.lang.@" + RandomTypes.PARTS + "OnType Object", "int[]");
      case 8 -> within(name, "java.util.List<" + types.reference(1) + ">", "?");
      case 9 ->
          within(
              name,
              RandomTypes.PARTS + "Outer<" + types.reference(1) + ">.Inner<" + name + ">",
              "?");
      case 10 -> {
        if (earlier.isEmpty()) {
          yield new Variable(name, name, Optional.empty(), false);
        }
        Variable bound = dice.pick(earlier);
        yield new Variable(
            name, name + " extends " + bound.name(), Optional.of("?"), bound.thrown());
      }
      case 11, 12 -> {
        String bound =
            dice.pick("java.lang.Exception", "java.io.IOException", "java.lang.Throwable");
        yield new Variable(
            name, name + " extends " + bound, Optional.of("java.io.EOFException"), true);
      }
      default -> new Variable(name, name, Optional.empty(), false);
    };
  }

  private static Variable within(String name, String bound, String argument) {
    return new Variable(name, name + " extends " + bound, Optional.of(argument), false);
  }

  private static List<String> namesOf(List<Variable> variables) {
    return variables.stream().map(Variable::name).toList();
  }

  List<String> names() {
    return namesOf(all);
  }

  List<String> exceptions() {
    return all.stream().filter(Variable::thrown).map(Variable::name).toList();
  }

  /** As it stands behind the name of a class or before the result of a method. */
  String declaration() {
    return all.isEmpty()
        ? ""
        : "<" + Marks.list(all.stream().map(Variable::declaration).toList()) + ">";
  }

  /** The class's own type with its own variables. */
  String asArguments() {
    return all.isEmpty() ? "" : "<" + String.join(", ", names()) + ">";
  }

  /** Types to extend the class with; empty if none are known that are within the bounds. */
  Optional<String> arguments(RandomTypes types) {
    List<String> arguments = new ArrayList<>();
    for (Variable variable : all) {
      String argument = variable.argument().orElseGet(() -> types.reference(1));
      if (argument.equals("?")) {
        return Optional.empty();
      }
      arguments.add(argument);
    }
    return Optional.of(all.isEmpty() ? "" : "<" + String.join(", ", arguments) + ">");
  }
}
