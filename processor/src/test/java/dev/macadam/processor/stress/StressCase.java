package dev.macadam.processor.stress;

import com.google.testing.compile.JavaFileObjects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/**
 * One random class with handlers and what belongs to it.
 *
 * @param seed what it was made from; it has a package of its own, {@code stress.c<seed>}
 * @param sources by the qualified name of their class, with marks around what can be taken out
 * @param main the name of the source with the class
 * @param wrapper the name of its wrapper
 * @param mistake what is wrong with it, if anything is
 */
record StressCase(
    long seed,
    Map<String, String> sources,
    String main,
    String wrapper,
    Optional<Mistake> mistake) {

  boolean isLegal() {
    return mistake.isEmpty();
  }

  List<JavaFileObject> files() {
    return sources.entrySet().stream()
        .map(each -> JavaFileObjects.forSourceString(each.getKey(), Marks.render(each.getValue())))
        .toList();
  }

  /** What does not compile if there is no wrapper. */
  JavaFileObject use() {
    return JavaFileObjects.forSourceString(
        "stress.c" + seed + ".UseOfTheWrapper",
        """
        package stress.c%d;
        @java.lang.SuppressWarnings({"rawtypes", "deprecation", "removal"})
        abstract class UseOfTheWrapper { abstract %s it(); }
        """
            .formatted(seed, wrapper));
  }

  private StressCase with(Map<String, String> others) {
    return new StressCase(seed, others, main, wrapper, mistake);
  }

  /** The same with one part less, or with one class less; those with most gone first. */
  Stream<StressCase> smaller() {
    Stream<StressCase> withoutClass =
        sources.keySet().stream()
            .filter(name -> !name.equals(main))
            .map(
                name -> {
                  Map<String, String> fewer = new LinkedHashMap<>(sources);
                  fewer.remove(name);
                  return with(fewer);
                });
    Stream<StressCase> withoutPart =
        sources.entrySet().stream()
            .flatMap(
                source ->
                    Marks.without(source.getValue()).stream()
                        .map(
                            text -> {
                              Map<String, String> changed = new LinkedHashMap<>(sources);
                              changed.put(source.getKey(), text);
                              return with(changed);
                            }));
    return Stream.concat(withoutClass, withoutPart).filter(StressCase::isStillWrong);
  }

  /** Whether the mistake is still there, or a handler if there was none. */
  private boolean isStillWrong() {
    String text = Objects.requireNonNull(sources.get(main), "the main source");
    return mistake
        .map(each -> each.isIn(text))
        .orElseGet(() -> text.contains("@dev.macadam.ContextHandler"));
  }

  /** All sources as somebody would read them. */
  String text() {
    return sources.values().stream().map(Marks::render).collect(Collectors.joining("\n----\n"));
  }
}
