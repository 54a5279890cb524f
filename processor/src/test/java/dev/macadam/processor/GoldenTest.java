package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares wrappers with what was read and approved, letter by letter. {@code -Dgolden.update=true}
 * rewrites what is expected; the difference is then reviewed like code.
 */
class GoldenTest {

  static final Path CASES = Path.of("src", "test", "resources", "golden");
  static final boolean UPDATE = Boolean.getBoolean("golden.update");

  static List<String> cases() throws IOException {
    try (Stream<Path> cases = Files.list(CASES)) {
      return cases.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void wrapperIsAsExpected(String name) throws IOException {
    Compilation compilation = Compiling.strictly(options(name), input(name));
    assertThat(compilation.diagnostics()).as(() -> Compiling.describe(compilation)).isEmpty();
    Map<String, String> actual = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedSourceFiles()) {
      String path = file.getName();
      actual.put(path.substring(path.lastIndexOf('/') + 1), Compiling.text(file));
    }
    Path expected = CASES.resolve(name).resolve("expected");
    if (UPDATE) {
      write(expected, actual);
    }
    assertThat(actual).isEqualTo(read(expected));
  }

  /** The options of the compiler, a line each, which most cases have none of. */
  static List<String> options(String name) throws IOException {
    Path options = CASES.resolve(name).resolve("options");
    return Files.exists(options) ? Files.readAllLines(options) : List.of();
  }

  static List<JavaFileObject> input(String name) throws IOException {
    List<JavaFileObject> sources = new ArrayList<>();
    for (Map.Entry<String, String> each : read(CASES.resolve(name).resolve("input")).entrySet()) {
      String qualifiedName = "app." + each.getKey().replace(".java", "");
      sources.add(JavaFileObjects.forSourceString(qualifiedName, each.getValue()));
    }
    return sources;
  }

  private static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }

  private static void write(Path folder, Map<String, String> texts) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    for (Map.Entry<String, String> each : texts.entrySet()) {
      Files.writeString(folder.resolve(each.getKey()), each.getValue());
    }
  }
}
