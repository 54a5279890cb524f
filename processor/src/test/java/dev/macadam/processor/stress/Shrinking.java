package dev.macadam.processor.stress;

import dev.macadam.processor.stress.Check.Finding;
import java.util.Optional;

/** Finds the smallest source that still shows what a random one has shown. */
final class Shrinking {

  private Shrinking() {}

  /** What a developer needs to know about a case that fails. */
  static String report(Check check, StressCase failing) {
    StressCase smallest = smallest(check, failing);
    return "seed %d, alone with -Dstress.seed=%d -Dstress.classes=1%s%n%s%n%s"
        .formatted(
            failing.seed(),
            failing.seed(),
            failing.mistake().map(each -> ", expected " + each.code().code()).orElse(""),
            smallest.text(),
            check.findingIn(smallest).map(Finding::text).orElse(""));
  }

  private static StressCase smallest(Check check, StressCase failing) {
    if (!Check.isLegalJava(failing)) {
      // Our own mistake; what the compiler says is enough.
      return failing;
    }
    String kind = check.findingIn(failing).map(Finding::kind).orElse("");
    StressCase smallest = failing;
    Optional<StressCase> next = Optional.of(failing);
    while (next.isPresent()) {
      smallest = next.get();
      next =
          smallest
              .smaller()
              .filter(each -> Check.isLegalJava(each))
              .filter(
                  each -> check.findingIn(each).filter(it -> it.kind().equals(kind)).isPresent())
              .findFirst();
    }
    return smallest;
  }
}
