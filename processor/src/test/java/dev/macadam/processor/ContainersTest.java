package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dagger.internal.codegen.ComponentProcessor;
import dev.macadam.ContextFactory;
import io.micronaut.annotation.processing.AggregatingTypeElementVisitorProcessor;
import io.micronaut.annotation.processing.BeanDefinitionInjectProcessor;
import io.micronaut.annotation.processing.TypeElementVisitorProcessor;
import io.micronaut.context.ApplicationContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Real containers make wrappers, which then do their work in real contexts. */
class ContainersTest {

  /** A class of handlers that stays in its package, with a wrapper that does too. */
  private static final String LEDGER =
      """
      package app;
      @COMPONENT
      class Ledger {
        @INJECT Ledger() {}
        @dev.macadam.ContextHandler
        void add(java.sql.Connection connection, String text) throws java.sql.SQLException {
          try (var insert = connection.prepareStatement("insert into note values (?)")) {
            insert.setString(1, text);
            insert.executeUpdate();
          }
        }
      }
      """;

  /** Handlers with a type parameter. */
  private static final String REPOSITORY =
      """
      package app;
      @COMPONENT
      public class Repository<T> {
        @INJECT public Repository() {}
        @dev.macadam.ContextHandler
        public void save(java.sql.Connection connection, T value) throws java.sql.SQLException {
          new Ledger().add(connection, "saved " + value);
        }
      }
      """;

  /** Handlers of a type of which there may be any number of instances, or none. */
  private static final String COUNTER =
      """
      package app;
      public interface Counter {
        @dev.macadam.ContextHandler default int count() { return 1; }
      }
      """;

  private static final String STATICS =
      """
      package app;
      public class Statics {
        private Statics() {}
        @dev.macadam.ContextHandler
        public static void add(java.sql.Connection connection) throws java.sql.SQLException {
          new Ledger().add(connection, "static");
        }
      }
      """;

  private static final String CALLER =
      """
      package app;
      @COMPONENT
      public class Caller implements java.util.function.Supplier<Boolean> {
        private final LedgerInContext ledger;
        private final LedgerInContext second;
        private final RepositoryInContext<Integer> repository;
        private final StaticsInContext statics;
        @INJECT public Caller(
            LedgerInContext ledger,
            LedgerInContext second,
            RepositoryInContext<Integer> repository,
            StaticsInContext statics) {
          this.ledger = ledger;
          this.second = second;
          this.repository = repository;
          this.statics = statics;
        }
        /** Calls all handlers, and says whether there is one wrapper for the whole container. */
        @Override public Boolean get() {
          ledger.add("added").join();
          repository.save(7).join();
          statics.add().join();
          return ledger == second;
        }
      }
      """;

  /** Lets CDI know a context factory that is there already. */
  static final class ContextFactoryBean implements Extension {

    private final ContextFactory contexts;

    ContextFactoryBean(ContextFactory contexts) {
      this.contexts = contexts;
    }

    public void register(@Observes AfterBeanDiscovery event) {
      event
          .addBean()
          .types(ContextFactory.class)
          .scope(Singleton.class)
          .createWith(creation -> contexts);
    }
  }

  private final Path folder;
  private final Notes notes = new Notes();

  ContainersTest(@TempDir Path folder) throws SQLException {
    this.folder = folder;
  }

  @AfterEach
  void stop() throws SQLException {
    notes.close();
  }

  private Build build(String model, String component, String inject) {
    Build build = new Build(folder).option("-Amacadam.componentModel=" + model);
    for (String source : List.of(LEDGER, REPOSITORY, COUNTER, STATICS, CALLER)) {
      build.source(source.replace("@COMPONENT\n", component).replace("@INJECT ", inject));
    }
    return build;
  }

  private Build jakarta() {
    return build("jakarta", "", "@jakarta.inject.Inject ");
  }

  private Build spring() {
    return build("spring", "@org.springframework.stereotype.Component\n", "");
  }

  /** Expects that the caller, as a container has made it, gets its work done. */
  private void doesItsWork(Object caller) throws SQLException {
    assertThat(((Supplier<?>) caller).get()).as("one wrapper for all").isEqualTo(true);
    assertThat(notes.committed()).containsExactly("added", "saved 7", "static");
  }

  @Test
  void guiceMakesWrappers() throws Exception {
    try (URLClassLoader classes = jakarta().javac(List.of(ContextHandlerProcessor.class)).load()) {
      Injector injector =
          Guice.createInjector(
              binder -> binder.bind(ContextFactory.class).toInstance(notes.contexts()));
      doesItsWork(injector.getInstance(classes.loadClass("app.Caller")));
    }
  }

  @Test
  void daggerMakesWrappersThatAreGeneratedInItsOwnCompilation() throws Exception {
    Build build =
        jakarta()
            .source(
                """
                package app;
                @jakarta.inject.Singleton
                @dagger.Component(modules = Contexts.class)
                public interface Application {
                  Caller caller();
                }
                """)
            .source(
                """
                package app;
                @dagger.Module
                public class Contexts implements java.util.function.Function<dev.macadam.ContextFactory, Caller> {
                  private dev.macadam.ContextFactory contexts;
                  @dagger.Provides dev.macadam.ContextFactory contexts() { return contexts; }
                  @Override public Caller apply(dev.macadam.ContextFactory contexts) {
                    this.contexts = contexts;
                    return DaggerApplication.builder().contexts(this).build().caller();
                  }
                }
                """)
            .javac(List.of(ContextHandlerProcessor.class, ComponentProcessor.class));
    try (URLClassLoader classes = build.load()) {
      @SuppressWarnings("unchecked")
      var start =
          (java.util.function.Function<ContextFactory, Object>)
              classes.loadClass("app.Contexts").getConstructor().newInstance();
      doesItsWork(start.apply(notes.contexts()));
    }
  }

  @Test
  void cdiMakesWrappers() throws Exception {
    try (URLClassLoader classes = jakarta().javac(List.of(ContextHandlerProcessor.class)).load();
        SeContainer container =
            SeContainerInitializer.newInstance()
                .disableDiscovery()
                .setClassLoader(classes)
                .addExtensions(new ContextFactoryBean(notes.contexts()))
                .addBeanClasses(
                    classes.loadClass("app.Ledger"),
                    classes.loadClass("app.LedgerInContext"),
                    classes.loadClass("app.Repository"),
                    classes.loadClass("app.RepositoryInContext"),
                    classes.loadClass("app.StaticsInContext"),
                    classes.loadClass("app.Caller"))
                .initialize()) {
      doesItsWork(container.select(classes.loadClass("app.Caller")).get());
    }
  }

  @Test
  void micronautMakesWrappersThatItsProcessorsSeeInTheSameCompilation() throws Exception {
    Build build =
        jakarta()
            .javac(
                List.of(
                    ContextHandlerProcessor.class,
                    TypeElementVisitorProcessor.class,
                    AggregatingTypeElementVisitorProcessor.class,
                    BeanDefinitionInjectProcessor.class));
    try (URLClassLoader classes = build.load();
        ApplicationContext context =
            ApplicationContext.builder()
                .classLoader(classes)
                .singletons(notes.contexts())
                .start()) {
      doesItsWork(context.getBean(classes.loadClass("app.Caller")));
    }
  }

  private AnnotationConfigApplicationContext springContext(ClassLoader classes) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.setClassLoader(classes);
    context.registerBean(ContextFactory.class, notes::contexts);
    context.scan("app");
    context.refresh();
    return context;
  }

  @Test
  void springFindsWrappersAndMakesThem() throws Exception {
    try (URLClassLoader classes = spring().javac(List.of(ContextHandlerProcessor.class)).load();
        AnnotationConfigApplicationContext context = springContext(classes)) {
      doesItsWork(context.getBean(classes.loadClass("app.Caller")));
    }
  }

  @Test
  void springDoesWithoutTheWrapperOfAnInterfaceThatNothingImplements() throws Exception {
    try (URLClassLoader classes = spring().javac(List.of(ContextHandlerProcessor.class)).load();
        AnnotationConfigApplicationContext context = springContext(classes)) {
      Class<?> wrapper = classes.loadClass("app.CounterInContext");
      assertThatThrownBy(() -> context.getBean(wrapper))
          .isInstanceOf(UnsatisfiedDependencyException.class)
          .hasMessageContaining("app.Counter");
    }
  }
}
