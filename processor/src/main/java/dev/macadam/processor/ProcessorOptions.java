package dev.macadam.processor;

import static java.util.stream.Collectors.joining;

import dev.macadam.processor.model.ComponentModel;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.Problem;
import dev.macadam.processor.report.Severity;
import dev.macadam.processor.report.SourcePosition;
import dev.macadam.processor.report.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the build tells the processor with {@code -Amacadam.name=value}.
 *
 * @param lazyResults what becomes of results that may still need their session
 * @param bodyChecks what becomes of mistakes in the bodies of handlers
 * @param componentModel who makes the instances of wrappers
 */
record ProcessorOptions(Severity lazyResults, Severity bodyChecks, ComponentModel componentModel) {

  private static final String PREFIX = "macadam.";
  private static final String LAZY_RESULTS = PREFIX + "lazyResults";
  private static final String BODY_CHECKS = PREFIX + "bodyChecks";
  private static final String COMPONENT_MODEL = PREFIX + "componentModel";

  /** The names of all options. */
  static final Set<String> NAMES = Set.of(LAZY_RESULTS, BODY_CHECKS, COMPONENT_MODEL);

  /**
   * What reading the options led to.
   *
   * @param options the options, with the default in place of each that is wrong
   * @param report what is wrong with them
   */
  record Reading(ProcessorOptions options, ValidationReport report) {}

  /**
   * Reads the options.
   *
   * @param given all options of the compilation, those of other processors included
   */
  static Reading read(Map<String, String> given) {
    List<Problem> problems = new ArrayList<>();
    new TreeSet<>(given.keySet()).forEach(name -> checkName(name, problems));
    ProcessorOptions options =
        new ProcessorOptions(
            value(given, LAZY_RESULTS, Severity.WARN, problems),
            value(given, BODY_CHECKS, Severity.WARN, problems),
            value(given, COMPONENT_MODEL, ComponentModel.DEFAULT, problems));
    return new Reading(options, new ValidationReport(problems));
  }

  /** Options of other processors are none of our business, unless they look like one of ours. */
  private static void checkName(String name, List<Problem> problems) {
    if (NAMES.contains(name)) {
      return;
    }
    String nearest = Spelling.nearest(name, new TreeSet<>(NAMES)).orElse("");
    if (!nearest.isEmpty() || name.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
      problems.add(
          Problem.of(
              Diagnostic.UNKNOWN_OPTION,
              SourcePosition.NOWHERE,
              name,
              nearest.isEmpty() ? "" : "did you mean -A" + nearest + "? If not, ",
              NAMES.stream().sorted().map(each -> "-A" + each).collect(joining(", "))));
    }
  }

  private static <E extends Enum<E>> E value(
      Map<String, String> given, String name, E otherwise, List<Problem> problems) {
    if (!given.containsKey(name)) {
      return otherwise;
    }
    // An option without "=" has a null value.
    String text = String.valueOf(given.get(name));
    Map<String, E> values = new TreeMap<>();
    Stream.of(otherwise.getDeclaringClass().getEnumConstants())
        .forEach(each -> values.put(each.name().toLowerCase(Locale.ROOT), each));
    E value = values.get(text);
    if (value != null) {
      return value;
    }
    problems.add(
        Problem.of(
            Diagnostic.UNKNOWN_OPTION_VALUE,
            SourcePosition.NOWHERE,
            name,
            text.equals("null") ? "no value" : "the value \"" + text + "\"",
            Spelling.nearest(text, values.keySet())
                .map(nearest -> "did you mean " + nearest + "? Write")
                .orElse("write"),
            "-A" + name + "=" + String.join("|", values.keySet())));
    return otherwise;
  }
}
