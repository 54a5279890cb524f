package dev.macadam.processor.stress;

import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.macadam.processor.Compiling;
import dev.macadam.processor.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaFileObject;

/** Puts random cases to a compiler, many at once. */
enum Check {

  /** As strict as javac can be. */
  JAVAC {
    @Override
    Optional<Finding> findingIn(List<StressCase> cases) {
      return cases.get(0).isLegal() ? warnings(cases) : wrongCodes(cases, javacCodes(cases));
    }
  },

  /** Eclipse's compiler, which has to accept the wrapper and to report the mistakes. */
  ECLIPSE {
    @Override
    Optional<Finding> findingIn(List<StressCase> cases) {
      Verdict verdict = Verdict.ofEclipse(List.of(), files(cases));
      if (!cases.get(0).isLegal()) {
        List<Said> codes = new ArrayList<>();
        verdict.messages().stream()
            .filter(each -> each.isOurs() || each.kind() == Kind.ERROR)
            .forEach(each -> codes.add(new Said(each.file(), each.text())));
        return wrongCodes(cases, codes);
      }
      return verdict.success() && verdict.messages().stream().noneMatch(Verdict.Message::isOurs)
          ? Optional.empty()
          : Optional.of(
              new Finding(
                  seedsIn(verdict.messages().stream().map(Verdict.Message::file).toList()),
                  wordsOf(verdict.errorsOfTheCompiler().stream().map(Verdict.Message::text)),
                  verdict.describe()));
    }
  };

  private static final Pattern SEED = Pattern.compile("stress/c(\\d+)/");

  /**
   * A finding in some of many cases.
   *
   * @param seeds of the cases, as far as the compiler names them
   * @param kind the same for what has the same cause, probably
   * @param text all that there is to know
   */
  record Finding(List<Long> seeds, String kind, String text) {}

  /** What the compiler says about a file. */
  private record Said(String file, String text) {}

  /** What is wrong with what comes out for some cases that are all legal, or all not. */
  abstract Optional<Finding> findingIn(List<StressCase> cases);

  /** What is wrong with one case. */
  Optional<Finding> findingIn(StressCase one) {
    try {
      return findingIn(List.of(one));
    } catch (RuntimeException | AssertionError failure) {
      return Optional.of(
          new Finding(List.of(one.seed()), failure.getClass().getName(), failure.toString()));
    }
  }

  /** Whether there is nothing to say about a case if it has no wrapper. */
  static boolean isLegalJava(StressCase one) {
    return javac()
        .withOptions("-proc:none", "-Xlint:all,-processing,-classfile,-options", "-Werror")
        .compile(sources(List.of(one)))
        .diagnostics()
        .isEmpty();
  }

  private static Optional<Finding> warnings(List<StressCase> cases) {
    Compilation compilation = Compiling.strictly(files(cases));
    if (compilation.diagnostics().isEmpty()) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    compilation.diagnostics().stream()
        .filter(each -> each.getSource() != null)
        .forEach(each -> names.add(each.getSource().getName()));
    return Optional.of(
        new Finding(
            seedsIn(names),
            wordsOf(compilation.diagnostics().stream().map(each -> each.getMessage(Locale.ROOT))),
            Compiling.describe(compilation)));
  }

  private static List<Said> javacCodes(List<StressCase> cases) {
    return Compiling.withOptions(List.of(), files(cases)).diagnostics().stream()
        .filter(each -> each.getKind() == Kind.ERROR || each.toString().contains("[MACADAM"))
        .map(
            each ->
                new Said(
                    each.getSource() == null ? "" : each.getSource().getName(),
                    each.getMessage(Locale.ROOT)))
        .toList();
  }

  /** Each case has one mistake, which has to be reported in it, and nothing else. */
  private static Optional<Finding> wrongCodes(List<StressCase> cases, List<Said> said) {
    List<Long> seeds = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    // Eclipse's compiler has lost the places of some.
    List<String> placeless =
        new ArrayList<>(
            said.stream().filter(each -> each.file().isEmpty()).map(Said::text).toList());
    for (StressCase each : cases) {
      String code = "[" + each.mistake().orElseThrow().code().code() + "] ";
      List<String> messages =
          said.stream()
              .filter(message -> message.file().contains("stress/c" + each.seed() + "/"))
              .map(Said::text)
              .toList();
      boolean right =
          messages.isEmpty()
              ? placeless.removeIf(message -> message.contains(code))
              : messages.size() == 1 && messages.get(0).contains(code);
      if (!right) {
        seeds.add(each.seed());
        text.append("expected ").append(code).append("but got ").append(said).append('\n');
      }
    }
    return seeds.isEmpty()
        ? Optional.empty()
        : Optional.of(new Finding(seeds, "codes", text.toString()));
  }

  /** The first message without the names in it. */
  private static String wordsOf(Stream<String> messages) {
    return messages
        .findFirst()
        .map(text -> text.lines().findFirst().orElse("").replaceAll("[^ ]*[^a-z ][^ ]*", "..."))
        .orElse("nothing");
  }

  private static List<Long> seedsIn(List<String> names) {
    return names.stream()
        .map(SEED::matcher)
        .filter(Matcher::find)
        .map(found -> Long.valueOf(found.group(1)))
        .distinct()
        .toList();
  }

  /** With the processor, the wrappers of what is right can be used. */
  private static List<JavaFileObject> files(List<StressCase> cases) {
    List<JavaFileObject> files = sources(cases);
    cases.stream().filter(StressCase::isLegal).map(StressCase::use).forEach(files::add);
    return files;
  }

  private static List<JavaFileObject> sources(List<StressCase> cases) {
    List<JavaFileObject> files = new ArrayList<>();
    String parts = Compiling.text(JavaFileObjects.forResource("stress/Parts.java"));
    files.add(JavaFileObjects.forSourceString("stress.parts.Parts", parts));
    cases.forEach(each -> files.addAll(each.files()));
    return files;
  }
}
