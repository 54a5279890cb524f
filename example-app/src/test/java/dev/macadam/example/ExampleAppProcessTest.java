package dev.macadam.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts the example as a program of its own, to see what logging and exit codes are like outside.
 */
class ExampleAppProcessTest {

  private final Path folder;

  ExampleAppProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private record Result(int exitCode, String out, String err) {}

  @Test
  void reportIsAllThatIsPrinted() throws Exception {
    Result result = run(List.of());

    assertThat(result.err()).isEmpty();
    assertThat(ExpectedReport.normalise(result.out())).isEqualTo(ExpectedReport.TEXT);
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void wrongUrlIsOneLineAndExitCodeOne() throws Exception {
    Result result = run(List.of("-Djdbc.url=jdbc:h2:tcp://localhost:1/x"));

    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void unknownOptionIsOneLineAndExitCodeTwo() throws Exception {
    Result result = run(List.of(), "--quick");

    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.exitCode()).isEqualTo(2);
  }

  private Result run(List<String> javaOptions, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(javaOptions);
    command.add(ExampleApp.class.getName());
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MACADAM_JDBC_"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Result(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
