package dev.macadam.processor.read;

import dev.macadam.processor.model.Located;
import dev.macadam.processor.report.SourcePosition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * Collects the classes that a wrapper would have to name and cannot, each where it is met first.
 */
final class InaccessibleTypes {

  private final Surroundings surroundings;
  private final Map<String, Located<String>> found = new LinkedHashMap<>();

  InaccessibleTypes(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  void check(TypeMirror type, SourcePosition position) {
    check(TypeWalker.classesIn(type), position);
  }

  void check(Collection<TypeElement> classes, SourcePosition position) {
    for (TypeElement each : classes) {
      if (!surroundings.canAccess(each) && surroundings.canAccessAround(each)) {
        String name = TypeDisplay.of(each);
        found.putIfAbsent(name, new Located<>(name, position));
      }
    }
  }

  List<Located<String>> found() {
    return List.copyOf(found.values());
  }
}
