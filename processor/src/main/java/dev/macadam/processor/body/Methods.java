package dev.macadam.processor.body;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A list of methods, by the class or interface that first declares them. */
final class Methods {

  private final Map<String, Set<String>> namesByOwner;
  private final Set<String> names;

  Methods(Map<String, Set<String>> namesByOwner) {
    this.namesByOwner = Map.copyOf(namesByOwner);
    this.names =
        namesByOwner.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a call is one of these, or of one that overrides or hides it. */
  boolean contain(Call call) {
    // Few calls have one of the names, and only these are worth a look at all supertypes.
    return names.contains(call.name())
        && call.lineage().stream()
            .anyMatch(owner -> namesByOwner.getOrDefault(owner, Set.of()).contains(call.name()));
  }
}
