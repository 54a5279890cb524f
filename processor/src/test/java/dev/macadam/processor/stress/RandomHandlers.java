package dev.macadam.processor.stress;

import dev.macadam.processor.stress.RandomHandler.Home;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes the random handlers of one class. */
final class RandomHandlers {

  private static final List<String> RESOURCES =
      List.of(
          "org.hibernate.Session",
          "org.hibernate.StatelessSession",
          "jakarta.persistence.EntityManager",
          "java.sql.Connection",
          "dev.macadam.Context",
          "@dev.macadam.FromContext(\"x\") java.sql.Connection",
          "@dev.macadam.FromContext(\"$S \\\"größe\\\"\") org.hibernate.Session",
          "@dev.macadam.FromContext java.util.concurrent.Executor",
          "@dev.macadam.FromContext(value = \"y\") java.util.concurrent.Executor",
          "final @dev.macadam.FromContext(\"z\") " + RandomTypes.PARTS + "Square");
  private static final List<String> EXCEPTIONS =
      List.of(
          "java.io.IOException",
          "java.sql.SQLException",
          RandomTypes.PARTS + "Refused",
          RandomTypes.PARTS + "OldRefusal",
          "java.lang.IllegalStateException");

  private final Dice dice;
  private final RandomNames names;
  private final RandomTypes types;
  private final RandomVariables classVariables;
  private final Home home;
  private final String receiver;
  private final Set<String> usedNames;
  private final List<RandomHandler> written = new ArrayList<>();

  /**
   * Creates a writer.
   *
   * @param types without the type variables of the class
   * @param receiver the class's own type, empty if it cannot be written
   * @param usedNames of methods that the class inherits
   */
  RandomHandlers(
      Dice dice,
      RandomNames names,
      RandomTypes types,
      RandomVariables classVariables,
      Home home,
      String receiver,
      Set<String> usedNames) {
    this.dice = dice;
    this.names = names;
    this.types = types;
    this.classVariables = classVariables;
    this.home = home;
    this.receiver = receiver;
    this.usedNames = usedNames;
  }

  List<RandomHandler> write(int count) {
    for (int index = 0; index < count; index++) {
      written.add(write());
    }
    return written;
  }

  private RandomHandler write() {
    boolean isStatic = dice.chance(15);
    boolean isAbstract = !isStatic && home != Home.CLASS && dice.chance(50);
    boolean isFinal = !isStatic && !isAbstract && home != Home.INTERFACE && dice.chance(20);
    boolean stage = dice.chance(15);
    RandomTypes outside = isStatic ? types : types.with(classVariables.names());
    RandomVariables variables =
        RandomVariables.of(dice, names, outside, dice.chance(25) ? dice.between(1, 2) : 0);
    RandomTypes scope = outside.with(variables.names());

    boolean overload = dice.chance(12) && canOverload();
    String name = overload ? last().name() : names.ofMethod(usedNames);
    int count = overload ? last().callerParameters() + 1 : dice.between(0, 3);
    boolean varargs = !overload && count > 0 && dice.chance(20);

    List<String> parameters = parameters(scope, stage, count, varargs);
    if (!isStatic && !receiver.isEmpty() && dice.chance(6)) {
      parameters.add(0, receiver + " this");
    }
    String result = stage ? stage(scope) : dice.chance(35) ? "void" : scope.any();
    boolean oldStyle = !stage && !result.equals("void") && dice.chance(3);
    List<String> thrown = thrown(isStatic, variables);
    String signature =
        variables.declaration()
            + (" " + result + " " + name + "(" + Marks.list(parameters) + ")")
            + (oldStyle ? "[]" : "")
            + (thrown.isEmpty() ? "" : Marks.removable(" throws " + String.join(", ", thrown)));
    String annotations =
        RandomOptions.of(dice, stage, thrown)
            + dice.maybe(varargs && (isStatic || isFinal) ? 50 : 0, " @java.lang.SafeVarargs")
            + deprecation();
    return new RandomHandler(
        annotations,
        modifiers(isStatic, isAbstract, isFinal),
        signature,
        name,
        count,
        varargs,
        stage,
        !isAbstract);
  }

  /** One more parameter than the last handler has, which has as many as any of its name. */
  private boolean canOverload() {
    return !written.isEmpty() && !last().varargs();
  }

  private RandomHandler last() {
    return written.get(written.size() - 1);
  }

  private String modifiers(boolean isStatic, boolean isAbstract, boolean isFinal) {
    if (home == Home.INTERFACE) {
      String access = dice.pick("", "public ");
      return access + (isStatic ? "static" : isAbstract ? dice.pick("", "abstract") : "default");
    }
    return dice.pick("public ", "protected ", "")
        + (isStatic ? "static " : isAbstract ? "abstract " : isFinal ? "final " : "")
        + dice.maybe(isAbstract ? 0 : 5, "synchronized");
  }

  private String deprecation() {
    return dice.chance(6)
        ? Marks.removable(
            " @java.lang.Deprecated"
                + dice.pick("", "(since = \"$1\", forRemoval = true)", "(forRemoval = false)"))
        : "";
  }

  private List<String> thrown(boolean isStatic, RandomVariables variables) {
    if (dice.chance(60)) {
      return List.of();
    }
    List<String> exceptions = new ArrayList<>(variables.exceptions());
    if (!isStatic) {
      exceptions.addAll(classVariables.exceptions());
    }
    if (!exceptions.isEmpty() && dice.chance(50)) {
      return List.of(dice.pick(exceptions));
    }
    exceptions.addAll(EXCEPTIONS);
    return Stream.of(dice.pick(exceptions), dice.pick(exceptions)).distinct().toList();
  }

  private List<String> parameters(RandomTypes scope, boolean stage, int count, boolean varargs) {
    Set<String> used = new HashSet<>();
    List<String> parameters = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      boolean variable = varargs && index == count - 1;
      parameters.add(
          dice.maybe(15, "final ")
              + RandomAnnotations.ofParameter(dice)
              + scope.any()
              + (variable ? "... " : " ")
              + names.ofParameter(used)
              + (variable ? "" : dice.maybe(3, "[]")));
    }
    Set<String> resources = new HashSet<>();
    if (stage) {
      resources.add("dev.macadam.Context");
    } else {
      for (int index = dice.between(0, 2); index > 0; index--) {
        resources.add(dice.pick(RESOURCES));
      }
    }
    for (String resource : resources.stream().sorted().toList()) {
      int place = dice.between(0, varargs ? parameters.size() - 1 : parameters.size());
      parameters.add(place, resource + " " + names.ofParameter(used));
    }
    return parameters;
  }

  private String stage(RandomTypes scope) {
    String stage =
        dice.pick(
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.CompletableFuture",
            RandomTypes.PARTS + "Job");
    return stage
        + switch (dice.between(0, 9)) {
          case 0 -> "";
          case 1 -> "<?>";
          case 2 -> "<? super java.lang.Integer>";
          case 3 -> "<? extends " + scope.reference(1) + ">";
          case 4 -> "<java.lang.Void>";
          default -> "<" + scope.reference(2) + ">";
        };
  }
}
