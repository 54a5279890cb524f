package dev.macadam.processor;

import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaFileObject;

/** Compiles sources with the processor. */
public final class Compiling {

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)^(?:@[\\w.]+(?:\\([^)]*\\))?\\s+)*(?:(?:public|final|abstract|sealed|non-sealed) )*"
              + "(?:class|interface|@interface|record|enum) ([\\w$]+)");
  private static final String IMPORTS =
      """
      import dev.macadam.*;
      import java.io.*;
      import java.sql.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.function.*;
      import org.hibernate.Session;
      import org.hibernate.StatelessSession;
      """;

  private Compiling() {}

  /** A source whose name is that of the first class in it. */
  static JavaFileObject source(String text) {
    Matcher type = TYPE.matcher(text.replace("/*!*/", ""));
    if (!type.find()) {
      throw new IllegalArgumentException("No class in " + text);
    }
    Matcher home = PACKAGE.matcher(text);
    String name = (home.find() ? home.group(1) + "." : "") + type.group(1);
    return JavaFileObjects.forSourceString(name, text);
  }

  /** A source in package {@code app}, with the usual imports on the lines up to the tenth. */
  static JavaFileObject inApp(String text) {
    return source("package app;\n" + IMPORTS + "\n" + text);
  }

  static List<JavaFileObject> inApp(String... texts) {
    List<JavaFileObject> sources = new ArrayList<>();
    for (String text : texts) {
      sources.add(inApp(text));
    }
    return sources;
  }

  /**
   * As strict as a user can be, about the wrapper's Javadoc too; but for annotations on the classes
   * of libraries, such as Vert.x, which do not ship their classes.
   */
  public static Compilation strictly(List<JavaFileObject> sources, Processor... further) {
    return strictly(List.of(), sources, further);
  }

  static Compilation strictly(
      List<String> options, List<JavaFileObject> sources, Processor... further) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-Xlint:all,-processing,-classfile", "-Xdoclint:all,-missing", "-Werror"));
    return compiler(further).withOptions(all).compile(sources);
  }

  static Compilation leniently(List<JavaFileObject> sources, Processor... further) {
    return compiler(further).compile(sources);
  }

  public static Compilation withOptions(
      List<String> options, List<JavaFileObject> sources, Processor... further) {
    return compiler(further).withOptions(options).compile(sources);
  }

  private static Compiler compiler(Processor... further) {
    List<Processor> processors = new ArrayList<>(List.of(further));
    processors.add(new ContextHandlerProcessor());
    return javac().withProcessors(processors);
  }

  static String generated(Compilation compilation, String qualifiedName) {
    return text(
        compilation
            .generatedSourceFile(qualifiedName)
            .orElseThrow(
                () -> new AssertionError(qualifiedName + " is missing\n" + describe(compilation))));
  }

  public static String text(JavaFileObject file) {
    try {
      return file.getCharContent(false).toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Everything that one wants to see when a compilation was not what was expected. */
  public static String describe(Compilation compilation) {
    StringBuilder text = new StringBuilder(compilation.status() + "\n");
    compilation.diagnostics().stream()
        .filter(each -> each.getKind() != Kind.NOTE)
        .forEach(
            each ->
                text.append(each).append(" | ").append(each.getMessage(Locale.ROOT)).append('\n'));
    if (compilation.status() != Compilation.Status.FAILURE) {
      compilation
          .generatedSourceFiles()
          .forEach(
              each -> text.append("---- ").append(each.getName()).append('\n').append(text(each)));
    }
    return text.toString();
  }
}
