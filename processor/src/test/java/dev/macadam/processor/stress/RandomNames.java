package dev.macadam.processor.stress;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names that Java allows, usual and odd ones, each of them once. */
final class RandomNames {

  private static final List<String> METHODS =
      List.of(
          "adopt",
          "find",
          "store",
          "idOf",
          "parseURLNow",
          "a",
          "X",
          "$",
          "$$a_b$",
          "__",
          "_x",
          "_1",
          "record",
          "yield",
          "var",
          "sealed",
          "permits",
          "when",
          "with",
          "to",
          "open",
          "module",
          "handlers",
          "support",
          "context",
          "submit",
          "call",
          "größe",
          "straße",
          "İstanbul",
          "ǅ",
          "名前",
          "𐐨𝒳",
          "zero\u200cwidth",
          "FIND",
          "FIND_2",
          "find_2",
          "Objects",
          "Duration",
          "CompletableFuture",
          "contexts",
          "String",
          "java",
          "dev",
          "stress",
          "withinTheSameTransactionAsSomethingElseThatHasAVeryLongNameIndeed");

  private static final List<String> PARAMETERS =
      List.of(
          "id",
          "name",
          "value",
          "attempt",
          "context",
          "stage",
          "result",
          "kept",
          "failure",
          "support",
          "handlers",
          "contexts",
          "record",
          "yield",
          "var",
          "sealed",
          "permits",
          "$",
          "_x",
          "__",
          "java",
          "Parts",
          "Color",
          "Objects",
          "HandlerSupport",
          "HandlerContext",
          "Duration",
          "FIND",
          "A",
          "größe",
          "名前",
          "𐐨𝒳",
          "zero\u200cwidth",
          "other",
          "module",
          "exports");

  private static final List<String> CLASSES =
      List.of(
          "People",
          "Orders",
          "URLStore",
          "A",
          "$",
          "A$B",
          "_Under",
          "__",
          "Größe",
          "名前",
          "𐐨𝒳",
          "people",
          "handlers",
          "support",
          "Objects",
          "HandlerSupport",
          "HandlerContext",
          "HandlerDefinition",
          "Throwable",
          "CompletableFuture",
          "Void",
          "Duration",
          "String",
          "Integer",
          "Object",
          "Override",
          "Generated",
          "SuppressWarnings",
          "Deprecated",
          "Context",
          "ContextFactory",
          "ContextHandler",
          "Isolation",
          "Session",
          "Connection",
          "Exception",
          "List",
          "Parts",
          "module",
          "open",
          "when",
          "Ünter_Strich_");

  private static final List<String> VARIABLES =
      List.of(
          "T",
          "E",
          "K",
          "V",
          "T_",
          "_T",
          "$T",
          "Ü",
          "型",
          "Session",
          "Connection",
          "List",
          "Void",
          "HandlerContext",
          "HandlerSupport",
          "CompletableFuture",
          "Throwable",
          "Override",
          "Objects",
          "Duration",
          "String",
          "People",
          "Orders",
          "record_",
          "module");

  private final Dice dice;
  private final Set<String> types = new HashSet<>();

  RandomNames(Dice dice) {
    this.dice = dice;
  }

  /** A name for a class, which no other class or type variable of the case has. */
  String ofClass() {
    return unused(CLASSES, types);
  }

  /** A name for a type variable, likewise. */
  String ofVariable() {
    return unused(VARIABLES, types);
  }

  String ofMethod(Set<String> used) {
    return unused(METHODS, used);
  }

  String ofParameter(Set<String> used) {
    return unused(PARAMETERS, used);
  }

  private String unused(List<String> names, Set<String> used) {
    String name = dice.pick(names);
    for (int number = 2; !used.add(name); number++) {
      name = dice.pick(names) + (number > 4 ? Integer.toString(number) : "");
    }
    return name;
  }
}
