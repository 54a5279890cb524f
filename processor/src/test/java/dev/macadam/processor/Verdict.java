package dev.macadam.processor;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.Diagnostic.Kind;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/**
 * What a compiler says about sources that it has compiled with the processor.
 *
 * @param compiler whose words they are
 * @param success whether there are classes
 * @param messages all that was said
 */
public record Verdict(String compiler, boolean success, List<Message> messages) {

  /**
   * One thing that was said. The compiler's own object asks for the source, which may be gone.
   *
   * @param file the name of the source, empty for what stands nowhere
   * @param start the offset of the first character that is underlined
   */
  public record Message(Kind kind, String file, long line, long column, long start, String text) {

    private static Message of(Diagnostic<? extends JavaFileObject> diagnostic, String text) {
      return new Message(
          diagnostic.getKind(),
          diagnostic.getSource() == null ? "" : diagnostic.getSource().getName(),
          diagnostic.getLineNumber(),
          diagnostic.getColumnNumber(),
          diagnostic.getStartPosition(),
          text);
    }

    /** Whether it is the processor's. */
    public boolean isOurs() {
      return text.contains("[MACADAM");
    }
  }

  static Verdict ofJavac(List<String> options, List<JavaFileObject> sources) {
    Compilation compilation = Compiling.withOptions(options, sources);
    return new Verdict(
        "javac",
        compilation.status() != Compilation.Status.FAILURE,
        compilation.diagnostics().stream()
            .map(each -> Message.of(each, withoutIndentation(each.getMessage(Locale.ROOT))))
            .toList());
  }

  /** Javac moves every line but the first to the right. */
  static String withoutIndentation(String message) {
    return message.replace("\n  ", "\n");
  }

  /** Eclipse's compiler wants files. It gets the options that are the processor's. */
  public static Verdict ofEclipse(List<String> options, List<JavaFileObject> sources) {
    try {
      Path folder = Files.createTempDirectory("eclipse");
      try {
        return ofEclipse(options, sources, folder);
      } finally {
        delete(folder);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Verdict ofEclipse(List<String> options, List<JavaFileObject> sources, Path folder)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (JavaFileObject source : sources) {
      Path file = folder.resolve(source.getName());
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, Compiling.text(source)));
    }
    List<String> all =
        new ArrayList<>(
            List.of("--release", "17", "-d", folder.toString(), "-s", folder.toString()));
    options.stream().filter(option -> option.startsWith("-A")).forEach(all::add);
    JavaCompiler compiler = new EclipseCompiler();
    DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(collector, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              Writer.nullWriter(),
              manager,
              collector,
              all,
              null,
              manager.getJavaFileObjectsFromPaths(files));
      task.setProcessors(List.of(new ContextHandlerProcessor()));
      boolean success = task.call();
      return new Verdict(
          "Eclipse",
          success,
          collector.getDiagnostics().stream()
              .map(each -> Message.of(each, each.getMessage(Locale.ROOT)))
              .toList());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What the processor has said. */
  List<Message> ours() {
    return messages.stream().filter(Message::isOurs).toList();
  }

  /** What the compiler itself finds wrong, in the sources or in the wrappers. */
  public List<Message> errorsOfTheCompiler() {
    return messages.stream().filter(each -> each.kind() == Kind.ERROR && !each.isOurs()).toList();
  }

  /** Everything that one wants to see when it is not what was expected. */
  public String describe() {
    return messages.stream()
        .filter(each -> each.kind() == Kind.ERROR || each.isOurs())
        .map(Message::toString)
        .collect(
            Collectors.joining("\n", compiler + (success ? ": success\n" : ": failure\n"), ""));
  }
}
