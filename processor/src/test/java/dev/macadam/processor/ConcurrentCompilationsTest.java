package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Build tools run several compilations at once in one virtual machine. */
class ConcurrentCompilationsTest {

  private static final List<String> GOLDEN = List.of("inherited", "options", "stages");

  private static final List<JavaFileObject> MISTAKES =
      Compiling.inApp(
          "class Accounts { @ContextHandler private void open(Session session) {} }",
          "class Stock { @ContextHandler(timeout = \"soon\") void take(Session session) {} }",
          "class Right { @ContextHandler void take(Session session) {} }");

  /** What the processor does by default, what changes it, and what is wrong in two ways. */
  private static final List<List<String>> OPTIONS =
      List.of(
          List.of(),
          List.of("-Amacadam.lazyResults=error"),
          List.of("-Amacadam.componentModel=jakarta"),
          List.of("-Amacadam.lazyResult=error"),
          List.of("-Amacadam.bodyChecks=never"));

  /** Comes before the processor, and keeps a compilation until all have come that far. */
  private static final class Meeting extends AbstractProcessor {

    private final CyclicBarrier all;
    private boolean held;

    Meeting(CyclicBarrier all) {
      this.all = all;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!held) {
        held = true;
        try {
          all.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException failure) {
          throw new IllegalStateException("The compilations are not at work together", failure);
        }
      }
      return false;
    }
  }

  private record Job(List<String> options, List<JavaFileObject> sources) {

    Outcome compile(CyclicBarrier all) {
      return Outcome.of(Compiling.withOptions(options, sources, new Meeting(all)));
    }
  }

  private record Outcome(
      Compilation.Status status, List<String> messages, Map<String, String> generated) {

    static Outcome of(Compilation compilation) {
      Map<String, String> generated = new TreeMap<>();
      if (compilation.status() != Compilation.Status.FAILURE) {
        for (JavaFileObject file : compilation.generatedSourceFiles()) {
          generated.put(file.getName(), Compiling.text(file));
        }
      }
      return new Outcome(
          compilation.status(),
          compilation.diagnostics().stream()
              .map(each -> each + " " + each.getMessage(Locale.ROOT))
              .toList(),
          generated);
    }
  }

  @Test
  void compilationsAtTheSameTimeGiveWhatEachGivesAlone() throws Exception {
    List<Job> jobs = jobs();
    List<Outcome> alone = jobs.stream().map(each -> each.compile(new CyclicBarrier(1))).toList();

    assertThat(Set.copyOf(alone))
        .as("what could be mixed up")
        .hasSizeGreaterThan(GOLDEN.size() + 1);
    assertThat(together(jobs)).isEqualTo(alone);
  }

  /** The same sources with several options, and several sources with the same options. */
  private static List<Job> jobs() throws IOException {
    List<Job> jobs = new ArrayList<>();
    for (List<String> options : OPTIONS) {
      jobs.add(new Job(options, MISTAKES));
      for (String name : GOLDEN) {
        jobs.add(new Job(options, GoldenTest.input(name)));
      }
    }
    return jobs;
  }

  private static List<Outcome> together(List<Job> jobs) throws Exception {
    CyclicBarrier all = new CyclicBarrier(jobs.size());
    ExecutorService threads = Executors.newFixedThreadPool(jobs.size());
    try {
      List<Future<Outcome>> futures = new ArrayList<>();
      for (Job job : jobs) {
        futures.add(threads.submit(() -> job.compile(all)));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> each : futures) {
        outcomes.add(each.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }
}
