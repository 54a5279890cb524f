package dev.macadam.processor;

import dev.macadam.processor.model.WrapperModel;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Who has which name in this compilation. Only sources count: the class file of a wrapper from an
 * earlier build is there to be replaced.
 */
final class WrapperNames {

  private final Set<String> sources = new HashSet<>();
  private final Map<String, String> claims = new HashMap<>();

  void addClasses(Set<? extends Element> rootElements) {
    for (Element root : rootElements) {
      if (root instanceof TypeElement type) {
        String name = type.getQualifiedName().toString();
        if (!claims.containsKey(name)) {
          sources.add(name);
        }
      }
    }
  }

  /** Takes the name of a wrapper, or says who has it. */
  Optional<Problem> claim(WrapperModel wrapper) {
    String name = wrapper.wrapper().canonicalName();
    if (sources.contains(name)) {
      return Optional.of(taken(wrapper));
    }
    String first = claims.putIfAbsent(name, wrapper.displayName());
    return first == null
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                Diagnostic.WRAPPER_NAME_SHARED,
                wrapper.position(),
                wrapper.displayName(),
                wrapper.wrapper().simpleName(),
                first));
  }

  Problem taken(WrapperModel wrapper) {
    return Problem.of(
        Diagnostic.WRAPPER_NAME_TAKEN,
        wrapper.position(),
        wrapper.displayName(),
        wrapper.wrapper().simpleName());
  }
}
