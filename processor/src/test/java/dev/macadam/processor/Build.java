package dev.macadam.processor;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/** A folder of sources that are compiled to class files, as a real build does, and then loaded. */
final class Build {

  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final Pattern CONTAINERS =
      Pattern.compile("spring-|weld|cdi-api|inject-api|javax.inject");

  private final Path folder;
  private final List<Path> sources = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private String classPath = CLASS_PATH;

  Build(Path folder) {
    this.folder = folder;
  }

  /** Adds a class; the text begins with its package. */
  Build source(String text) {
    String file = Compiling.source(text).getName();
    try {
      Path source = folder.resolve("sources").resolve(file);
      Files.createDirectories(source.getParent());
      sources.add(Files.writeString(source, text));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
    return this;
  }

  /** Adds an option for the compiler. */
  Build option(String option) {
    options.add(option);
    return this;
  }

  /** Leaves containers out of the class path: other processors write different classes for them. */
  Build withoutContainers() {
    classPath =
        Stream.of(CLASS_PATH.split(File.pathSeparator, -1))
            .filter(each -> !CONTAINERS.matcher(each).find())
            .collect(joining(File.pathSeparator));
    return this;
  }

  /** Adds the classes of another build to the class path. */
  Build with(Build library) {
    classPath += File.pathSeparator + library.classes();
    return this;
  }

  /** Compiles with javac, and returns what was generated and compiled. */
  Build javac(List<Class<? extends Processor>> processors) throws Exception {
    List<Processor> instances = new ArrayList<>();
    for (Class<? extends Processor> processor : processors) {
      instances.add(processor.getConstructor().newInstance());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              messages, files, null, arguments(), null, files.getJavaFileObjectsFromPaths(sources));
      task.setProcessors(instances);
      assertThat(task.call()).as(messages::toString).isTrue();
    }
    return this;
  }

  /** Compiles with Eclipse's compiler, which loads the processors from their path. */
  Build eclipse(List<Class<? extends Processor>> processors) throws IOException {
    List<String> arguments = new ArrayList<>(arguments());
    arguments.addAll(List.of("-nowarn", "-processorpath", CLASS_PATH, "-processor"));
    arguments.add(String.join(",", processors.stream().map(Class::getName).toList()));
    sources.forEach(each -> arguments.add(each.toString()));
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages, true);
    assertThat(BatchCompiler.compile(arguments.toArray(String[]::new), out, out, null))
        .as(messages::toString)
        .isTrue();
    return this;
  }

  private List<String> arguments() throws IOException {
    List<String> arguments = new ArrayList<>(options);
    // The containers and processors of today do not read the class files of the newest JDK.
    arguments.addAll(List.of("--release", "17", "-classpath", classPath));
    arguments.addAll(List.of("-d", Files.createDirectories(classes()).toString()));
    arguments.addAll(List.of("-s", Files.createDirectories(generated()).toString()));
    return arguments;
  }

  private Path classes() {
    return folder.resolve("classes");
  }

  private Path generated() {
    return folder.resolve("generated");
  }

  /** The text of a class that a processor has written. */
  String generated(String qualifiedName) throws IOException {
    return Files.readString(generated().resolve(qualifiedName.replace('.', '/') + ".java"));
  }

  /** Takes away a class that was compiled. */
  void delete(String qualifiedName) throws IOException {
    Files.delete(classes().resolve(qualifiedName.replace('.', '/') + ".class"));
  }

  /** Loads what was compiled. */
  URLClassLoader load() throws IOException {
    return new URLClassLoader(new URL[] {classes().toUri().toURL()}, getClass().getClassLoader());
  }
}
