package dev.macadam.benchmarks;

import dev.macadam.benchmarks.Compilations.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What the processor adds to the time that a compilation takes, as a fixed cost and a cost for each
 * class. Each compilation is a process of its own; the ways of compiling take turns, so that what
 * slows the machine down for a while slows all of them down, and differences are taken within a
 * round.
 *
 * <p>Arguments, all optional: rounds (5), fewer classes (200), more classes (1000).
 */
public final class CompileCost {

  private final Path folder;
  private final int rounds;

  private CompileCost(Path folder, int rounds) {
    this.folder = folder;
    this.rounds = rounds;
  }

  /**
   * Measures, and prints a table.
   *
   * @param arguments rounds, fewer classes, more classes
   * @throws Exception if a compilation fails, or cannot be started
   */
  public static void main(String[] arguments) throws Exception {
    int[] numbers = {5, 200, 1_000};
    for (int index = 0; index < arguments.length; index++) {
      numbers[index] = Integer.parseInt(arguments[index]);
    }
    Path folder = Files.createTempDirectory("compile-cost");
    try {
      CompileCost cost = new CompileCost(folder, numbers[0]);
      Compilations few = cost.measure(numbers[1]);
      Compilations many = cost.measure(numbers[2]);
      System.out.printf(
          "Java %s, %d rounds, three handlers a class; medians (least–most)%n%n",
          Runtime.version(), numbers[0]);
      print(few);
      print(many);
      printSlopes(few, many);
    } finally {
      Folders.delete(folder);
    }
  }

  private Compilations measure(int classes) throws Exception {
    List<Path> files = HandlerSources.write(folder.resolve("sources" + classes), classes);
    Path output = folder.resolve("output" + classes);
    // Not counted: it writes the wrappers that are compiled as sources, and warms the disk up.
    CompilerProcess.compile(output, options(Way.WITH), files);
    List<Path> withWrappers = new ArrayList<>(files);
    withWrappers.addAll(copyWrappers(output, folder.resolve("wrappers" + classes)));
    if (withWrappers.size() != 2 * classes) {
      throw new IllegalStateException("Not every class has a wrapper.");
    }
    Compilations compilations = new Compilations(classes);
    for (int round = 0; round < rounds; round++) {
      for (Way way : Way.values()) {
        List<Path> sources = way == Way.WRITTEN ? withWrappers : files;
        compilations.add(way, CompilerProcess.compile(output, options(way), sources));
      }
    }
    return compilations;
  }

  private static List<Path> copyWrappers(Path from, Path to) throws IOException {
    List<Path> copies = new ArrayList<>();
    for (Path file : Folders.filesIn(from)) {
      if (file.toString().endsWith("InContext.java")) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        copies.add(Files.copy(file, copy));
      }
    }
    return copies;
  }

  private static List<String> options(Way way) {
    String path = System.getProperty("java.class.path");
    List<String> own =
        switch (way) {
          case PLAIN, WRITTEN -> List.of("-proc:none");
          case WITHOUT_BODIES -> List.of("-processorpath", path, "-Amacadam.bodyChecks=ignore");
          case WITH -> List.of("-processorpath", path);
        };
    return Stream.concat(Stream.of("-nowarn", "-classpath", path), own.stream()).toList();
  }

  private static void print(Compilations compilations) {
    System.out.printf(
        "| %d classes | elapsed, s | all threads, s |%n|---|---|---|%n", compilations.classes());
    for (Way way : Way.values()) {
      System.out.printf(
          "| %s | %s | %s |%n",
          way,
          compilations.spread(way, CompilerProcess.Cost::elapsed),
          compilations.spread(way, CompilerProcess.Cost::allThreads));
    }
    System.out.println();
  }

  private static void printSlopes(Compilations few, Compilations many) {
    System.out.println("| what it adds | a class, ms | fixed, ms | a class, all threads, ms |");
    System.out.println("|---|---|---|---|");
    printSlope("the processor", few, many, Way.WITH, Way.PLAIN);
    printSlope("beyond compiling what it writes", few, many, Way.WITH, Way.WRITTEN);
    printSlope("the body checks alone", few, many, Way.WITH, Way.WITHOUT_BODIES);
  }

  private static void printSlope(
      String what, Compilations few, Compilations many, Way way, Way base) {
    double slope = slope(few, many, way, base, CompilerProcess.Cost::elapsed);
    double atFew = few.difference(way, base, CompilerProcess.Cost::elapsed);
    double allThreads = slope(few, many, way, base, CompilerProcess.Cost::allThreads);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.0f | %.2f |%n",
        what,
        1_000 * slope,
        1_000 * (atFew - few.classes() * slope),
        1_000 * allThreads);
  }

  private static double slope(
      Compilations few,
      Compilations many,
      Way way,
      Way base,
      ToDoubleFunction<CompilerProcess.Cost> figure) {
    return (many.difference(way, base, figure) - few.difference(way, base, figure))
        / (many.classes() - few.classes());
  }
}
