package dev.macadam.processor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On the model of a shop, the processor and Hibernate agree about everything that is lazy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LazyModelTest {

  private static final Path MODEL = Path.of("src", "test", "resources", "lazy", "shop");
  private static final int ENTITIES = 36;

  private final LazyProbe javac = new LazyProbe();
  private final LazyProbe eclipse = new LazyProbe();
  private final Path folder;
  private URLClassLoader loader;
  private StandardServiceRegistry registry;
  private SessionFactoryImplementor sessionFactory;
  private MappedGraph mapped;

  LazyModelTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  void compileAndBoot() throws Exception {
    compile(ToolProvider.getSystemJavaCompiler(), javac, folder.resolve("javac"));
    compile(new EclipseCompiler(), eclipse, folder.resolve("eclipse"));
    loader =
        new URLClassLoader(
            new URL[] {folder.resolve("javac").toUri().toURL()}, getClass().getClassLoader());
    registry =
        new StandardServiceRegistryBuilder(
                new BootstrapServiceRegistryBuilder().applyClassLoader(loader).build())
            .applySetting("jakarta.persistence.jdbc.url", "jdbc:h2:mem:lazy")
            .build();
    MetadataSources sources = new MetadataSources(registry);
    try (Stream<Path> classes = Files.list(folder.resolve("javac").resolve("shop"))) {
      for (Path file : classes.sorted().toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        sources.addAnnotatedClass(loader.loadClass("shop." + name));
      }
    }
    Metadata metadata = sources.buildMetadata();
    sessionFactory = (SessionFactoryImplementor) metadata.buildSessionFactory();
    mapped = new MappedGraph(metadata, sessionFactory);
  }

  @AfterAll
  void close() throws IOException {
    sessionFactory.close();
    StandardServiceRegistryBuilder.destroy(registry);
    loader.close();
  }

  Stream<Arguments> entities() {
    return Stream.concat(entities("javac", javac), entities("Eclipse", eclipse));
  }

  private static Stream<Arguments> entities(String compiler, LazyProbe probe) {
    return probe.paths().entrySet().stream()
        .map(entry -> arguments(compiler, entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest
  @MethodSource("entities")
  void findsWhatHibernateCallsLazyAndNothingElse(
      String compiler, String entity, Set<String> paths) {
    Set<String> ends =
        paths.stream()
            .map(path -> mapped.end(entity, path))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(ends).as(compiler).isEqualTo(mapped.lazyFrom(entity)).hasSameSizeAs(paths);
  }

  @Test
  void bothCompilersSeeTheWholeModel() {
    assertThat(javac.paths()).hasSize(ENTITIES).isEqualTo(eclipse.paths());
    assertThat(sessionFactory.getMetamodel().getEntities()).hasSize(ENTITIES);
  }

  @Test
  void graphsOfWhichEverythingIsLoadedGetNoPath() {
    assertThat(
            javac.paths().entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .map(name -> name.replace("shop.", "")))
        .containsExactlyInAnyOrder(
            "Carrier",
            "CashPayment",
            "City",
            "Country",
            "Import",
            "Payment",
            "Plug",
            "Socket",
            "Tag",
            "Ticket");
  }

  @Test
  void endOfALongWayIsFound() {
    assertThat(javac.paths().get("shop.Shipment"))
        .containsExactly("Shipment.parcels.pallet.truck.driver.profile");
  }

  private static void compile(JavaCompiler compiler, LazyProbe probe, Path classes)
      throws IOException {
    Files.createDirectories(classes);
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(messages, Locale.ROOT, StandardCharsets.UTF_8);
        Stream<Path> sources = Files.list(MODEL)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              files,
              messages,
              List.of("--release", "17", "-d", classes.toString(), "-s", classes.toString()),
              null,
              files.getJavaFileObjectsFromPaths(sources.sorted().toList()));
      task.setProcessors(List.of(probe));
      assertThat(task.call()).as(() -> messages.getDiagnostics().toString()).isTrue();
    }
  }
}
