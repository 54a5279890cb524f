package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.macadam.processor.report.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keeps what people read true: all Java blocks of a document are compiled together, with the
 * processor, and a block with a generated class is compared with what is generated.
 *
 * <p>A block that declares a class at its left margin is a source file of its own, which gets the
 * package and the imports of the prelude unless it has its own. Any other block is put into a class
 * that has what the prelude declares: as members if it begins with an annotation or looks like a
 * method, else as the statements of a method. The prelude is in {@code
 * src/test/resources/documentation}.
 */
class DocumentationTest {

  private static final Path ROOT = Path.of("..");
  private static final Path PRELUDE = Path.of("src", "test", "resources", "documentation");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:(?:public|final|abstract) )*(?:class|interface|record|enum) (\\w+)");
  private static final Pattern METHOD =
      Pattern.compile("\\A(?:/\\*\\*.*|@.*|(?:[\\w.<>\\[\\], ]+ )?[\\w<>]+ \\w+\\(.*\\{)\\n");
  private static final String GENERATED = "@Generated(";

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/guide.md"})
  void everyJavaBlockCompilesAndEveryWrapperIsWhatIsGenerated(String document) throws IOException {
    List<String> blocks = blocks(document);
    List<JavaFileObject> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(PRELUDE)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        sources.add(named(typeIn(Files.readString(file)), Files.readString(file)));
      }
    }
    for (int index = 0; index < blocks.size(); index++) {
      if (!blocks.get(index).contains(GENERATED)) {
        sources.add(source(blocks.get(index), "Block" + (index + 1)));
      }
    }

    Compilation compilation = Compiling.strictly(sources);

    assertThat(compilation.diagnostics()).as(() -> Compiling.describe(compilation)).isEmpty();
    for (String block : blocks) {
      if (block.contains(GENERATED)) {
        assertThat(block.strip())
            .isEqualTo(Compiling.generated(compilation, "app." + typeIn(block)).strip());
      }
    }
  }

  @Test
  void theReadmeShowsAHandlerAndItsWrapper() throws IOException {
    assertThat(blocks("README.md")).filteredOn(block -> block.contains(GENERATED)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void theGuideListsEveryDiagnostic(Diagnostic diagnostic) throws IOException {
    String code = diagnostic.code();
    String heading =
        Files.readString(ROOT.resolve("docs/diagnostics/" + code + ".md"))
            .lines()
            .findFirst()
            .orElseThrow();
    assertThat(Files.readString(ROOT.resolve("docs/guide.md")).lines())
        .contains(
            "- [%s](diagnostics/%s.md)%s: %s"
                .formatted(
                    code,
                    code,
                    diagnostic.isError() ? "" : " (warning)",
                    heading.substring(heading.indexOf(": ") + 2)));
  }

  @Test
  void everyLinkBetweenDocumentsLeadsSomewhere() throws IOException {
    Pattern link = Pattern.compile("\\]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");
    List<Path> documents = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
      Stream.concat(top, below)
          .filter(each -> each.toString().endsWith(".md"))
          .forEach(documents::add);
    }
    for (Path document : documents) {
      Matcher links = link.matcher(Files.readString(document));
      while (links.find()) {
        assertThat(document.resolveSibling(links.group(1))).as("link in %s", document).exists();
      }
    }
  }

  private static List<String> blocks(String document) throws IOException {
    return BLOCK
        .matcher(Files.readString(ROOT.resolve(document)))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private static JavaFileObject source(String block, String name) throws IOException {
    String imports = Files.readString(PRELUDE.resolve("imports.txt"));
    if (TYPE.matcher(block).find()) {
      return named(typeIn(block), block.startsWith("package ") ? block : imports + block);
    }
    String body =
        METHOD.matcher(block).find()
            ? block
            : "void statements() throws Exception {\n" + block + "}\n";
    return named(name, imports + "class " + name + " extends Surroundings {\n" + body + "}\n");
  }

  private static JavaFileObject named(String type, String text) {
    return JavaFileObjects.forSourceString("app." + type, text);
  }

  private static String typeIn(String text) {
    Matcher type = TYPE.matcher(text);
    if (!type.find()) {
      throw new IllegalArgumentException("No class in " + text);
    }
    return type.group(1);
  }
}
