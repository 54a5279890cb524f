package dev.macadam.processor.stress;

import dev.macadam.processor.stress.RandomHandler.Home;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a class with handlers out of a seed, with superclasses and all. */
final class RandomCases {

  private static final String LENIENT =
      "@java.lang.SuppressWarnings({\"rawtypes\", \"unchecked\", \"overloads\", \"deprecation\","
          + " \"removal\", \"varargs\"})\n";
  private static final int PERCENT_WRONG = 8;

  private final long seed;
  private final Dice dice;
  private final RandomNames names;
  private final List<String> locals = new ArrayList<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Set<String> usedMethods = new HashSet<>();
  private String main = "";

  private RandomCases(long seed) {
    this.seed = seed;
    this.dice = new Dice(seed);
    this.names = new RandomNames(dice);
  }

  /** An ancestor with handlers. */
  private record Ancestor(List<RandomHandler> handlers, boolean generic) {}

  static StressCase of(long seed) {
    return new RandomCases(seed).make();
  }

  private StressCase make() {
    for (int count = dice.between(0, 2); count > 0; count--) {
      addLocal();
    }
    Optional<Mistake> mistake =
        dice.chance(PERCENT_WRONG) ? Optional.of(dice.pick(Mistake.ALL)) : Optional.empty();
    String wrapper = addMain(mistake) + "InContext";
    return new StressCase(seed, sources, "stress.c" + seed + "." + main, wrapper, mistake);
  }

  private void addLocal() {
    String name = names.ofClass();
    add(
        name,
        switch (dice.between(0, 3)) {
          case 0 -> "record " + name + "() {}";
          case 1 -> "enum " + name + " { A }";
          case 2 -> "interface " + name + " {}";
          default -> "class " + name + " {}";
        });
    locals.add(name);
  }

  private void add(String name, String text) {
    String home = "stress.c" + seed;
    sources.put(home + "." + name, "package " + home + ";\n" + text + "\n");
  }

  /** Returns the names of the class and those around it, joined with an underscore. */
  private String addMain(Optional<Mistake> mistake) {
    String kind =
        dice.pick(
            "class",
            "class",
            "class",
            "final class",
            "abstract class",
            "interface",
            "record",
            "enum",
            "sealed interface",
            "sealed class");
    if (mistake.isPresent() && !mistake.get().inInterface() && kind.endsWith("interface")) {
      kind = "class";
    }
    boolean isInterface = kind.endsWith("interface");
    Home home =
        isInterface ? Home.INTERFACE : kind.startsWith("abstract") ? Home.ABSTRACT : Home.CLASS;
    boolean canBeGeneric = !kind.equals("enum") && !kind.startsWith("sealed");
    String name = names.ofClass();
    String nesting =
        kind.startsWith("sealed") ? "" : dice.pick("", "", "", "", "static", "inner", "deep");
    RandomVariables variables = canBeGeneric ? variables(35) : RandomVariables.NONE;
    if (variables.all().isEmpty() && nesting.isEmpty()) {
      locals.add(name);
    }
    List<Ancestor> ancestors = new ArrayList<>();
    String header = heritage(kind, home, variables, ancestors);
    String receiver = nesting.isEmpty() && dice.chance(50) ? name + variables.asArguments() : "";
    List<RandomHandler> handlers =
        new RandomHandlers(dice, names, types(), variables, home, receiver, usedMethods)
            .write(dice.between(1, 5));
    StringBuilder body = new StringBuilder();
    if (kind.equals("enum")) {
      body.append(dice.pick("A, B;", "größe;", ";")).append("\n");
    }
    handlers.forEach(each -> body.append(each.source()));
    if (!isInterface) {
      ancestors.forEach(each -> body.append(override(each)));
    }
    mistake.ifPresent(each -> body.append(each.membersIn(isInterface)));
    String components = kind.equals("record") ? "(" + components(variables) + ")" : "";
    String declaration =
        kind + " " + name + variables.declaration() + components + header + " {\n" + body + "}\n";
    return place(name, declaration, kind, nesting);
  }

  private String place(String name, String declaration, String kind, String nesting) {
    String access = dice.pick("public ", "");
    String deprecated = dice.chance(4) ? Marks.removable("@java.lang.Deprecated ") : "";
    if (kind.startsWith("sealed")) {
      main = name;
      String heir = names.ofClass();
      add(name, LENIENT + deprecated + access + declaration);
      String word = kind.endsWith("interface") ? " implements " : " extends ";
      add(heir, LENIENT + "abstract non-sealed class " + heir + word + name + " {}");
      // Without a permits clause the heirs have to stand in the same file.
      sources.computeIfPresent(
          "stress.c" + seed + "." + name,
          (key, text) ->
              text.replaceFirst(" \\{\n", " permits " + heir.replace("$", "\\$") + " {\n"));
      return name;
    }
    if (nesting.isEmpty()) {
      add(name, LENIENT + deprecated + access + declaration);
      main = name;
      return name;
    }
    String outer = names.ofClass();
    main = outer;
    String inside =
        deprecated
            + dice.pick("public ", "protected ", "")
            + (nesting.equals("inner") ? "" : "static ")
            + declaration;
    String around =
        nesting.equals("deep")
            ? "interface Between { "
                + inside.replaceFirst("(public|protected) (?=static)", "")
                + "}"
            : inside;
    String generic = nesting.equals("inner") ? "" : dice.maybe(30, "<OfOuter>");
    add(outer, LENIENT + access + "class " + outer + generic + " {\n" + around + "}");
    return outer + (nesting.equals("deep") ? "_Between_" : "_") + name;
  }

  private RandomVariables variables(int percent) {
    return dice.chance(percent)
        ? RandomVariables.of(dice, names, types(), dice.between(1, 2))
        : RandomVariables.NONE;
  }

  private RandomTypes types() {
    return new RandomTypes(dice, List.of(), locals);
  }

  private String components(RandomVariables variables) {
    RandomTypes scope = types().with(variables.names());
    return dice.maybe(60, scope.any() + " first");
  }

  /** What stands behind {@code extends} and {@code implements}. */
  private String heritage(
      String kind, Home home, RandomVariables variables, List<Ancestor> ancestors) {
    RandomTypes scope = types().with(variables.names());
    List<String> supertypes = new ArrayList<>();
    String superclass = "";
    if (kind.endsWith("class") && dice.chance(30)) {
      superclass =
          dice.chance(25)
              ? RandomTypes.PARTS + "Store" + dice.pick("", "<" + scope.reference(1) + ">")
              : ancestor(
                  home == Home.ABSTRACT ? Home.ABSTRACT : Home.CLASS, scope, false, ancestors);
    }
    if (dice.chance(25)) {
      supertypes.add(
          ancestor(home == Home.CLASS ? Home.CLASS : Home.INTERFACE, scope, true, ancestors));
    }
    if (home != Home.CLASS && dice.chance(15)) {
      supertypes.add(RandomTypes.PARTS + "Left<java.lang.String>");
      supertypes.add(RandomTypes.PARTS + "Right");
    }
    supertypes.removeIf(String::isEmpty);
    return (superclass.isEmpty() ? "" : " extends " + superclass)
        + (supertypes.isEmpty()
            ? ""
            : (home == Home.INTERFACE ? " extends " : " implements ")
                + String.join(", ", supertypes));
  }

  /**
   * A class or an interface to inherit from; empty if its type parameters leave no choice.
   *
   * @param home whether the heir can have abstract methods
   */
  private String ancestor(
      Home home, RandomTypes scope, boolean isInterface, List<Ancestor> ancestors) {
    String name = names.ofClass();
    RandomVariables variables = variables(50);
    Optional<String> arguments = variables.arguments(scope);
    if (arguments.isEmpty()) {
      return "";
    }
    Home own = isInterface ? Home.INTERFACE : home;
    List<RandomHandler> handlers =
        new RandomHandlers(dice, names, types(), variables, own, "", usedMethods)
            .write(dice.between(1, 3));
    if (isInterface && home == Home.CLASS) {
      handlers = handlers.stream().filter(RandomHandler::hasBody).toList();
    }
    StringBuilder body = new StringBuilder();
    handlers.forEach(each -> body.append(each.source()));
    String word = isInterface ? "interface " : own == Home.ABSTRACT ? "abstract class " : "class ";
    add(
        name,
        LENIENT
            + dice.pick("public ", "")
            + word
            + name
            + variables.declaration()
            + " {\n"
            + body
            + "}");
    boolean raw = !variables.all().isEmpty() && dice.chance(10);
    ancestors.add(new Ancestor(handlers, !variables.all().isEmpty()));
    return name + (raw ? "" : arguments.get());
  }

  /** Sometimes a handler of the ancestor is declared again, with other options or as none. */
  private String override(Ancestor ancestor) {
    List<RandomHandler> possible =
        ancestor.handlers().stream().filter(RandomHandler::isOverridable).toList();
    if (ancestor.generic() || possible.isEmpty() || dice.chance(60)) {
      return "";
    }
    RandomHandler overridden = dice.pick(possible);
    boolean isHandler = overridden.takesFromContext() || dice.chance(60);
    return overridden.override(
        isHandler ? RandomOptions.of(dice, overridden.stage(), List.of()) : "");
  }
}
