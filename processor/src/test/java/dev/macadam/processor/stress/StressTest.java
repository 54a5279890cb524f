package dev.macadam.processor.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.stress.Check.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random classes with handlers. {@code -Dstress.classes} says how many, {@code -Dstress.seed} the
 * first seed; every class has a seed of its own, and is the same wherever and whenever it is made.
 */
class StressTest {

  private static final long SEED = Long.getLong("stress.seed", 1);
  private static final int CLASSES = Integer.getInteger("stress.classes", 2000);
  private static final int ON_ECLIPSE = Integer.getInteger("stress.eclipse", CLASSES / 6);
  private static final int AT_ONCE = 100;

  @Test
  void wrappersOfLegalClassesCompileWithoutAWarning() {
    check(Check.JAVAC, CLASSES, StressCase::isLegal);
  }

  @Test
  void wrappersOfLegalClassesCompileOnEclipse() {
    check(Check.ECLIPSE, ON_ECLIPSE, StressCase::isLegal);
  }

  @Test
  void errorsAreReportedWithTheirCodeAndNothingElseIs() {
    check(
        Check.JAVAC,
        CLASSES,
        each -> each.mistake().map(Mistake::code).filter(Diagnostic::isError).isPresent());
  }

  @Test
  void warningsAreReportedWithTheirCodeAndNothingElseIs() {
    check(
        Check.JAVAC,
        CLASSES,
        each -> each.mistake().filter(wrong -> !wrong.code().isError()).isPresent());
  }

  @Test
  void mistakesAreReportedOnEclipse() {
    check(Check.ECLIPSE, ON_ECLIPSE, each -> !each.isLegal());
  }

  @Test
  void atLeastNineInTenAreLegal() {
    long legal = cases(1000).stream().filter(StressCase::isLegal).count();
    assertThat(legal).isBetween(900L, 970L);
  }

  @Test
  void theSameSeedGivesTheSameClass() {
    assertThat(cases(20)).isEqualTo(cases(20));
  }

  private static List<StressCase> cases(int count) {
    return LongStream.range(SEED, SEED + count).mapToObj(RandomCases::of).toList();
  }

  private static void check(Check check, int count, Predicate<StressCase> wanted) {
    List<StressCase> cases = cases(count).stream().filter(wanted).toList();
    Map<String, List<StressCase>> failing = new LinkedHashMap<>();
    for (int start = 0; start < cases.size(); start += AT_ONCE) {
      List<StressCase> some = cases.subList(start, Math.min(start + AT_ONCE, cases.size()));
      for (StressCase each : suspects(check, some)) {
        check
            .findingIn(each)
            .ifPresent(
                it -> failing.computeIfAbsent(it.kind(), none -> new ArrayList<>()).add(each));
      }
    }
    assertThat(failing.keySet()).as(() -> describe(check, failing)).isEmpty();
  }

  /** Those that a compilation of many has something to say about, or all if it names none. */
  private static List<StressCase> suspects(Check check, List<StressCase> cases) {
    try {
      Optional<Finding> finding = check.findingIn(cases);
      if (finding.isEmpty()) {
        return List.of();
      }
      List<Long> seeds = finding.get().seeds();
      return seeds.isEmpty()
          ? cases
          : cases.stream().filter(each -> seeds.contains(each.seed())).toList();
    } catch (RuntimeException failure) {
      return cases;
    }
  }

  /** One example of each kind, as small as it can be made. */
  private static String describe(Check check, Map<String, List<StressCase>> failing) {
    StringBuilder text = new StringBuilder();
    failing.forEach(
        (kind, cases) ->
            text.append("\n\n")
                .append(cases.size())
                .append(" with: ")
                .append(kind)
                .append("\nseeds ")
                .append(cases.stream().map(StressCase::seed).toList())
                .append('\n')
                .append(Shrinking.report(check, cases.get(0))));
    return text.append('\n').toString();
  }
}
