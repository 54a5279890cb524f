package dev.macadam.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.ParameterModel;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.model.WrapperModel;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Decides what everything in a wrapper is called. The user's parameters keep their names; the
 * wrapper's own fields, constants and variables step aside.
 */
final class GeneratedNames {

  /** Names of a method's parameters and variables. */
  record Locals(
      IdentityHashMap<ParameterModel, String> parameters,
      String attempt,
      String context,
      String stage,
      String result,
      String kept,
      String failure) {}

  private final WrapperModel wrapper;
  private final NameAllocator members = new NameAllocator();
  private final IdentityHashMap<HandlerModel, String> constants = new IdentityHashMap<>();
  private final String handlers;
  private final String support;

  GeneratedNames(WrapperModel wrapper) {
    this.wrapper = wrapper;
    // A parameter would hide a field of its name, and a variable or field a class of its name.
    Set<String> taken = new LinkedHashSet<>(namesOfUsedClasses());
    for (HandlerModel handler : wrapper.handlers()) {
      handler.callerParameters().forEach(parameter -> taken.add(parameter.name()));
    }
    taken.forEach(members::newName);
    this.handlers = members.newName("handlers");
    this.support = members.newName("support");
    for (HandlerModel handler : wrapper.handlers()) {
      constants.put(handler, constantName(handler.name()));
    }
  }

  private Set<String> namesOfUsedClasses() {
    Set<String> names = new LinkedHashSet<>(namesInCalls());
    names.add(RuntimeNames.HANDLER_DEFINITION.simpleName());
    names.add(RuntimeNames.HANDLER_SUPPORT.simpleName());
    names.add(RuntimeNames.ISOLATION.simpleName());
    names.add(RuntimeNames.CONTEXT_HANDLER.simpleName());
    names.add(Duration.class.getSimpleName());
    names.add(Objects.class.getSimpleName());
    return names;
  }

  /**
   * How a call of a static handler begins: the outermost class, or the package if that is hidden.
   */
  private Set<String> namesInCalls() {
    ClassName type = wrapper.handlerClass();
    Set<String> names = new LinkedHashSet<>(Set.of(type.topLevelClassName().simpleName()));
    if (!type.packageName().isEmpty()) {
      names.add(type.packageName().split("\\.", 2)[0]);
    }
    return names;
  }

  String handlers() {
    return handlers;
  }

  String support() {
    return support;
  }

  String constant(HandlerModel handler) {
    return Objects.requireNonNull(constants.get(handler), "a handler of this wrapper");
  }

  Locals locals(HandlerModel handler) {
    NameAllocator names = new NameAllocator();
    // No parameter has the name of a member, but one that steps aside must not take it either.
    for (String member : new String[] {handlers, support, constant(handler)}) {
      names.newName(member);
    }
    if (handler.isStatic()) {
      namesInCalls().forEach(names::newName);
    }
    IdentityHashMap<ParameterModel, String> parameters = new IdentityHashMap<>();
    for (ParameterModel parameter : handler.callerParameters()) {
      parameters.put(parameter, names.newName(parameter.name()));
    }
    return new Locals(
        parameters,
        names.newName("attempt"),
        names.newName("context"),
        names.newName("stage"),
        names.newName("result"),
        names.newName("kept"),
        names.newName("failure"));
  }

  /** {@code idOf} becomes {@code ID_OF}, a second one {@code ID_OF_2}. */
  private String constantName(String method) {
    StringBuilder name = new StringBuilder();
    for (int index = 0; index < method.length(); index++) {
      char letter = method.charAt(index);
      if (index > 0 && beginsWord(method, index)) {
        name.append('_');
      }
      name.append(Character.toUpperCase(letter));
    }
    String base = name.toString();
    String free = base;
    for (int number = 2; isTaken(free); number++) {
      free = base + "_" + number;
    }
    return members.newName(free);
  }

  private boolean isTaken(String name) {
    return !members.clone().newName(name).equals(name);
  }

  private static boolean beginsWord(String name, int index) {
    char letter = name.charAt(index);
    char before = name.charAt(index - 1);
    if (!Character.isUpperCase(letter) || before == '_') {
      return false;
    }
    boolean endsAcronym =
        index + 1 < name.length() && Character.isLowerCase(name.charAt(index + 1));
    return !Character.isUpperCase(before) || endsAcronym;
  }
}
