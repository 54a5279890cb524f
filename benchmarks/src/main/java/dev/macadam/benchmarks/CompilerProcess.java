package dev.macadam.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** A compiler in a process of its own, as a build starts it: nothing is warm. */
final class CompilerProcess {

  /**
   * What a compilation took.
   *
   * @param elapsed seconds from the start of the process to its end
   * @param allThreads seconds that all of its threads were busy, the just-in-time compiler's too
   */
  record Cost(double elapsed, double allThreads) {}

  private CompilerProcess() {}

  /** Compiles sources into a folder that is emptied before. */
  static Cost compile(Path output, List<String> options, List<Path> sources) throws Exception {
    Folders.delete(output);
    Files.createDirectories(output);
    Path arguments = output.resolveSibling(output.getFileName() + ".arguments");
    List<String> lines = new ArrayList<>(options);
    lines.addAll(List.of("-d", output.toString(), "-s", output.toString()));
    sources.forEach(source -> lines.add(source.toString()));
    Files.write(arguments, lines);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CompilerProcess.class.getName(),
                arguments.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    long end = System.nanoTime();
    if (exit != 0) {
      throw new IllegalStateException("The compiler failed.\n" + printed);
    }
    String lastLine = printed.strip().lines().reduce((first, second) -> second).orElseThrow();
    return new Cost((end - start) / 1e9, Long.parseLong(lastLine) / 1e9);
  }

  /**
   * The process itself: compiles, and prints how many nanoseconds all its threads were busy.
   *
   * @param arguments the name of a file with the compiler's arguments, one a line
   * @throws IOException if the file cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    String[] lines = Files.readAllLines(Path.of(arguments[0])).toArray(String[]::new);
    int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, lines);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.out.println(system.getProcessCpuTime());
    System.exit(result);
  }
}
