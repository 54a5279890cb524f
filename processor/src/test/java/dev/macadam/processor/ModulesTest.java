package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.ContextHandler;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.hibernate.Session;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wrappers in modules see what their module reads, and warn nobody about what it does not pass on.
 */
class ModulesTest {

  private static final String HANDLERS =
      """
      package app;
      import dev.macadam.ContextHandler;
      import java.sql.Connection;
      import java.util.concurrent.CompletableFuture;
      public class Accounts {
        public Accounts() {}
        @ContextHandler void load(Connection connection) {}
        @SuppressWarnings("exports") @ContextHandler public String name(long id) { return ""; }
      }
      """;

  private final Path folder;

  ModulesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private String wrapper(String module, String handlers, String... options) throws IOException {
    Path moduleFile = Files.writeString(folder.resolve("module-info.java"), module);
    Path handlerFile = Files.writeString(folder.resolve("Accounts.java"), handlers);
    compile(List.of(moduleFile, handlerFile), options);
    return Files.readString(folder.resolve("app").resolve("AccountsInContext.java"));
  }

  private void compile(List<Path> sources, String... options) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              messages,
              files,
              null,
              arguments(options),
              null,
              files.getJavaFileObjectsFromPaths(sources));
      task.setProcessors(List.of(new ContextHandlerProcessor()));
      assertThat(task.call()).as(messages::toString).isTrue();
    }
  }

  private List<String> arguments(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--module-path", modulePath()));
    arguments.addAll(List.of("-Xlint:all,-processing,-path", "-Werror"));
    arguments.addAll(List.of("-d", folder.toString(), "-s", folder.toString()));
    return arguments;
  }

  /** Only what the modules here need: not all that is on the class path fits into one layer. */
  private static String modulePath() {
    return Stream.of(
            ContextHandler.class,
            NullMarked.class,
            Entity.class,
            Session.class,
            HikariDataSource.class,
            Inject.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
        .map(location -> Path.of(URI.create(location.toString())).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void generatedIsLeftOutWhereTheModuleDoesNotSeeIt() throws IOException {
    assertThat(wrapper("module m { requires dev.macadam; }", HANDLERS))
        .doesNotContain("@Generated", "SuppressWarnings");
    assertThat(wrapper("module m { requires dev.macadam; requires java.compiler; }", HANDLERS))
        .contains("@Generated");
  }

  @Test
  void constructorOfAnExportedWrapperSuppressesWhatTheModuleDoesNotPassOn() throws IOException {
    assertThat(wrapper("module m { requires dev.macadam; exports app; }", HANDLERS))
        .containsOnlyOnce("@SuppressWarnings(\"exports\"");
  }

  @Test
  void annotationsThatTheModuleDoesNotPassOnAreSuppressedToo() throws IOException {
    String module =
        "module m { requires transitive dev.macadam; requires java.compiler; exports app; }";
    assertThat(wrapper(module, HANDLERS)).containsOnlyOnce("@SuppressWarnings(\"exports\"");
  }

  @Test
  void annotationsForAContainerAreSuppressedToo() throws IOException {
    String text =
        wrapper(
            "module m { requires transitive dev.macadam; requires jakarta.inject; exports app; }",
            HANDLERS,
            "-Amacadam.componentModel=jakarta");
    assertThat(text)
        .contains("@Singleton", "@Inject")
        .containsOnlyOnce("@SuppressWarnings(\"exports\"");
  }

  @Test
  void annotationsForAContainerAreMissingWhereTheModuleDoesNotReadThem() {
    assertThatThrownBy(
            () ->
                wrapper(
                    "module m { requires dev.macadam; }",
                    HANDLERS,
                    "-Amacadam.componentModel=jakarta"))
        .hasMessageContaining("[MACADAM506]")
        .hasMessageContaining("in a module 'requires jakarta.inject'")
        .hasMessageContaining("1 error");
  }

  @Test
  void nothingIsSuppressedWhereTheModulePassesTheRuntimeOn() throws IOException {
    assertThat(wrapper("module m { requires transitive dev.macadam; exports app; }", HANDLERS))
        .doesNotContain("SuppressWarnings");
  }

  @Test
  void methodsSuppressWhatTheHandlersSuppress() throws IOException {
    String handlers =
        """
        package app;
        import dev.macadam.ContextHandler;
        import java.util.Optional;
        public class Accounts {
          static class Row {}
          public static class Open { public Open() {} }
          public Accounts() {}
          @SuppressWarnings("exports") @ContextHandler public Optional<Row> hidden() { return null; }
          @SuppressWarnings("exports") @ContextHandler public void foreign(java.util.logging.Level level) {}
          @ContextHandler protected Open open() { return null; }
        }
        """;
    String text =
        wrapper(
            "module m { requires transitive dev.macadam; exports app; requires static java.xml; }",
            handlers);
    assertThat(text.split("@SuppressWarnings\\(\"exports\"", -1)).hasSize(2);
  }

  @Test
  void modulesThatAreCompiledTogetherGetTheirOwnWrappers() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("north", "south")) {
      Path home = Files.createDirectories(folder.resolve(module));
      String handlers = HANDLERS.replace("package app;", "package app." + module + ";");
      sources.add(
          Files.writeString(
              home.resolve("module-info.java"), "module " + module + " { requires dev.macadam; }"));
      sources.add(Files.writeString(home.resolve("Accounts.java"), handlers));
    }
    compile(sources, "--module-source-path", folder.toString());
    for (String module : List.of("north", "south")) {
      assertThat(folder.resolve(module).resolve("app").resolve(module))
          .isDirectoryContaining("glob:**/AccountsInContext.class");
    }
  }
}
