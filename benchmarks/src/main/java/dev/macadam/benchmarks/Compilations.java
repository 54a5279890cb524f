package dev.macadam.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What compiling a number of classes took, each way as often as there were rounds. */
final class Compilations {

  /** The ways of compiling the same classes. */
  enum Way {
    /** Without the processor. */
    PLAIN("without the processor"),
    /** With the processor, which does not look into bodies. */
    WITHOUT_BODIES("with it, body checks off"),
    /** With the processor as it is. */
    WITH("with it"),
    /** Without the processor, but with the wrappers that it has written before. */
    WRITTEN("without it, its wrappers among the sources");

    private final String words;

    Way(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private final int classes;
  private final Map<Way, List<CompilerProcess.Cost>> costs = new EnumMap<>(Way.class);

  Compilations(int classes) {
    this.classes = classes;
    for (Way way : Way.values()) {
      costs.put(way, new ArrayList<>());
    }
  }

  int classes() {
    return classes;
  }

  void add(Way way, CompilerProcess.Cost cost) {
    of(way).add(cost);
  }

  private List<CompilerProcess.Cost> of(Way way) {
    return costs.getOrDefault(way, List.of());
  }

  /** The median, the least and the most. */
  String spread(Way way, ToDoubleFunction<CompilerProcess.Cost> figure) {
    double[] sorted = of(way).stream().mapToDouble(figure).sorted().toArray();
    return String.format(
        Locale.ROOT, "%.2f (%.2f–%.2f)", median(sorted), sorted[0], sorted[sorted.length - 1]);
  }

  /** How much more one way takes than another: the median of the differences in each round. */
  double difference(Way way, Way base, ToDoubleFunction<CompilerProcess.Cost> figure) {
    double[] differences = new double[of(way).size()];
    for (int round = 0; round < differences.length; round++) {
      differences[round] =
          figure.applyAsDouble(of(way).get(round)) - figure.applyAsDouble(of(base).get(round));
    }
    Arrays.sort(differences);
    return median(differences);
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
