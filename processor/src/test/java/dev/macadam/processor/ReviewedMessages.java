package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.Diagnostic.Kind;

/**
 * The texts of all messages as somebody has read and approved them, in a file for each test class,
 * under the name of the test that provokes them. {@code -Dgolden.update=true} rewrites them; the
 * difference is then reviewed like prose.
 */
final class ReviewedMessages {

  static final Path FOLDER = Path.of("src", "test", "resources", "messages");

  private static final Pattern ENTRY = Pattern.compile("(?ms)^# (\\w+)\n\n(.*?)\n(?=\n# |\\z)");
  private static final String PARTING = "\n\n";
  private static final String TEST = "Test";

  /** A test may have several messages; the first one of a run replaces those of earlier runs. */
  private static final Set<String> REWRITTEN = new HashSet<>();

  private ReviewedMessages() {}

  /** Expects that a message is one of those that were approved for the test that calls this. */
  static synchronized void check(Kind kind, String message) {
    StackWalker.StackFrame test = callingTest();
    String text = (kind == Kind.ERROR ? "error: " : "warning: ") + message;
    String className = test.getClassName().replaceAll(".*\\.|\\$.*", "");
    try {
      if (GoldenTest.UPDATE) {
        rewrite(className, test.getMethodName(), text);
      }
      assertThat(read(className).getOrDefault(test.getMethodName(), Set.of()))
          .as("approved for %s.%s; -Dgolden.update=true", className, test.getMethodName())
          .contains(text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The outermost method of a test class. */
  private static StackWalker.StackFrame callingTest() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(each -> each.getClassName().replaceAll("\\$.*", "").endsWith(TEST))
                    .filter(each -> each.getClassName().startsWith(packageName()))
                    .reduce((inner, outer) -> outer))
        .orElseThrow(() -> new IllegalStateException("Not called from a test"));
  }

  private static String packageName() {
    return ReviewedMessages.class.getPackageName();
  }

  /** The messages of a test class, by test. */
  static Map<String, Set<String>> read(String testClass) throws IOException {
    Map<String, Set<String>> messages = new TreeMap<>();
    Path file = FOLDER.resolve(testClass + ".txt");
    if (Files.exists(file)) {
      for (MatchResult entry : ENTRY.matcher(Files.readString(file)).results().toList()) {
        messages.put(entry.group(1), new TreeSet<>(Set.of(entry.group(2).split(PARTING, -1))));
      }
    }
    return messages;
  }

  private static void rewrite(String testClass, String test, String text) throws IOException {
    Map<String, Set<String>> messages = read(testClass);
    if (REWRITTEN.add(testClass + "." + test)) {
      messages.remove(test);
    }
    messages.computeIfAbsent(test, none -> new TreeSet<>()).add(text);
    StringBuilder content = new StringBuilder();
    messages.forEach(
        (name, texts) ->
            content
                .append(content.isEmpty() ? "# " : "\n# ")
                .append(name)
                .append("\n\n")
                .append(String.join(PARTING, texts))
                .append('\n'));
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve(testClass + ".txt"), content);
  }
}
