package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers that are inherited from a library of which not all classes are there. */
class LibrariesTest {

  private final Path folder;

  LibrariesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Build library() throws Exception {
    return new Build(folder.resolve("library"))
        .source(
            """
            package library;
            import java.lang.annotation.*;
            @Target({ElementType.PARAMETER, ElementType.TYPE_USE})
            public @interface Mark { Color value(); }
            """)
        .source(
            """
            package library;
            public enum Color { RED }
            """)
        .source(
            """
            package library;
            public class Base<T extends @Mark(Color.RED) Object> {
              @dev.macadam.ContextHandler
              public void save(@Mark(Color.RED) T value, java.util.List<@Mark(Color.RED) T> more) {}
            }
            """)
        .javac(List.of());
  }

  private Build application(Build library) {
    return new Build(folder.resolve("application"))
        .with(library)
        .source(
            """
            package app;
            class Accounts extends library.Base<String> {
              @dev.macadam.ContextHandler void own() {}
            }
            """);
  }

  /** The compiler takes such annotations as if they were not there. */
  @ParameterizedTest
  @ValueSource(strings = {"library.Mark", "library.Color"})
  void annotationsWithoutTheirClassesAreLeftOut(String missing) throws Exception {
    Build library = library();
    library.delete(missing);
    Build onJavac = application(library).javac(List.of(ContextHandlerProcessor.class));
    String wrapper = onJavac.generated("app.AccountsInContext");
    assertThat(wrapper).contains(" save(").contains(" own(").doesNotContain("Mark", "Color");

    Build onEclipse = application(library).eclipse(List.of(ContextHandlerProcessor.class));
    assertThat(onEclipse.generated("app.AccountsInContext")).isEqualTo(wrapper);
  }

  @Test
  void annotationsWithTheirClassesAreRepeated() throws Exception {
    Build build = application(library()).javac(List.of(ContextHandlerProcessor.class));
    assertThat(build.generated("app.AccountsInContext")).contains("@Mark(Color.RED) String");
  }
}
