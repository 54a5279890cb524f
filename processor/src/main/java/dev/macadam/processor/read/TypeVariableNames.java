package dev.macadam.processor.read;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeVariable;

/**
 * What type variables are called in the wrapper. They keep their names, but for those that would
 * hide something else there: a class that cannot be written in another way, a package, or a
 * variable of the class that an inherited method mentions now that type arguments are filled in.
 */
final class TypeVariableNames {

  private final Surroundings surroundings;
  private final Map<String, String> ofClass;
  private final Map<String, String> ofMethod;

  private TypeVariableNames(
      Surroundings surroundings, Map<String, String> ofClass, Map<String, String> ofMethod) {
    this.surroundings = surroundings;
    this.ofClass = ofClass;
    this.ofMethod = ofMethod;
  }

  static TypeVariableNames of(Surroundings surroundings, TypeElement type) {
    List<String> names =
        type.getTypeParameters().stream().map(each -> each.getSimpleName().toString()).toList();
    return new TypeVariableNames(
        surroundings, rename(surroundings, names, new HashSet<>()), Map.of());
  }

  /** The same with the variables of a method. */
  TypeVariableNames with(List<? extends TypeVariable> variables, boolean inherited) {
    Set<String> taken = new HashSet<>();
    // A method's own variable may hide one of its class by intention, but not by a new name.
    ofClass.forEach(
        (old, now) -> {
          if (inherited || !old.equals(now)) {
            taken.add(now);
          }
        });
    List<String> names = variables.stream().map(TypeVariableNames::declaredName).toList();
    return new TypeVariableNames(surroundings, ofClass, rename(surroundings, names, taken));
  }

  private static Map<String, String> rename(
      Surroundings surroundings, List<String> names, Set<String> taken) {
    Map<String, String> renamed = new HashMap<>();
    for (String name : names) {
      String free = name;
      while (surroundings.hidesWhatTheWrapperNames(free)
          || (!free.equals(name) && names.contains(free))
          || !taken.add(free)) {
        free += "_";
      }
      renamed.put(name, free);
    }
    return renamed;
  }

  String of(TypeVariable variable) {
    Map<String, String> names =
        Enclosing.of(variable.asElement()).getKind() == ElementKind.METHOD ? ofMethod : ofClass;
    String name = declaredName(variable);
    return names.getOrDefault(name, name);
  }

  private static String declaredName(TypeVariable variable) {
    return variable.asElement().getSimpleName().toString();
  }
}
