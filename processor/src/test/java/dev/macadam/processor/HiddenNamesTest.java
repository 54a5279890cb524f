package dev.macadam.processor;

import static dev.macadam.processor.LegalShapesTest.compiles;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of the user's that hide what a wrapper has to say. */
class HiddenNamesTest {

  @Test
  void classesNamedLikeThePackagesThatTheWrapperUses() {
    compiles(
        """
        public class Store<T extends Comparable<T>> {
          @ContextHandler(timeout = "2s", attempts = 2, retryOn = IllegalStateException.class)
          public Optional<T> find(Session session, Long id, T other) { return Optional.empty(); }
          @ContextHandler static int count(Connection c, java it, dev.Inner inner, dev[]... more) { return 1; }
          @ContextHandler(executor = ContextHandler.CALLER) <X extends Exception> Object fail(Connection c, Class<X> type) throws X { return ""; }
          @Deprecated @ContextHandler <E extends Object & Comparable<E>> E old(Connection c, E e) { return e; }
        }
        """,
        "class java { @ContextHandler static void run(Connection c) {} @ContextHandler void walk(Connection c) {} }",
        "class dev { static class Inner { @ContextHandler Inner me(Connection c) { return this; } } }",
        "class org {}",
        "class javax {}",
        "class jakarta {}");
  }

  @Test
  void classesNamedLikePackagesAndLikeThoseOfJavaLang() {
    compiles(
        """
        public class Shadows {
          @ContextHandler void find(Connection c, Long id, java it, Throwable t, Number n) {}
          @ContextHandler(timeout = "1s") Objects objects(Connection c) { return null; }
        }
        """,
        "class java {}",
        "class Throwable {}",
        "class Number {}",
        "class Objects {}");
  }

  @Test
  void packagesNamedLikeThoseThatTheWrapperUses() {
    compiles(
        List.of(
            Compiling.source(
                """
                package app.java.dev;
                import dev.macadam.ContextHandler;
                class Deep {
                  @ContextHandler static int a(java.sql.Connection c, Throwable java, String dev) { return 1; }
                  @ContextHandler Deep b(java.sql.Connection c, String java, Deep app) { return this; }
                }
                """)));
  }

  @Test
  void classesNamedLikePackagesInTheUnnamedPackage() {
    compiles(
        List.of(
            Compiling.source(
                """
                import dev.macadam.ContextHandler;
                import java.sql.Connection;
                class Plain {
                  @ContextHandler(timeout = "2s") java a(Connection c, Throwable t, Long id) { return null; }
                  @ContextHandler static <T> T b(Connection c, T t) { return t; }
                }
                """),
            Compiling.source("class java {}")));
  }

  @Test
  void typeVariablesNamedLikePackages() {
    compiles(
        """
        class Variables<java, app extends Comparable<app>> {
          @ContextHandler <dev, org> app a(Session s, java j, dev d, org o, Throwable t, app a) { return a; }
          @ContextHandler(timeout = "1s") <java> java b(Session s, java j) { return j; }
          @ContextHandler static <app extends Throwable> void c(Session s, Class<app> j) throws app {}
        }
        """,
        "class Heir<T extends Comparable<T>> extends Variables<T, T> { @ContextHandler void own() {} }",
        "class Throwable extends Exception { private static final long serialVersionUID = 1; }");
  }

  @Test
  void typeVariablesNamedLikeClassesOfTheUnnamedPackage() {
    compiles(
        List.of(
            Compiling.source(
                """
                import dev.macadam.ContextHandler;
                import java.sql.Connection;
                class Plain<Other> {
                  @ContextHandler static <Plain> Plain a(Connection c, Plain t) { return t; }
                  @ContextHandler <Plain, Other> Other b(Connection c, Plain t, Other o) { return o; }
                  @ContextHandler <Other_> Other c(Connection c, Other_ o) { return null; }
                }
                """),
            Compiling.source("class Other {}"),
            Compiling.source("class Other_ {}")));
  }

  @Test
  void typeVariablesNamedLikeTheirOwnClass() {
    compiles(
        """
        class Box<T> {
          @ContextHandler <Box> Box a(Session s, Box b) { return b; }
          @ContextHandler static <Box, app> Box b(Session s, Box b) { return b; }
          @ContextHandler <CompletableFuture, Override, Void> void c(Session s, Class<Void> b) {}
        }
        """);
  }

  @Test
  void objectAmongOtherBoundsDecidesOnTheErasure() {
    compiles(
        """
        class Bounds {
          @ContextHandler <T extends Object & Comparable<? super T>> T max(Session s, Collection<? extends T> all, T t) { return t; }
          @ContextHandler <T extends Comparable<T>> T max(Session s, Collection<? extends T> all, T t) { return t; }
          @ContextHandler <T extends Object & Serializable & Comparable<T>> void all(Session s, T t) {}
          @ContextHandler <T extends Object> void plain(Session s, T t) {}
        }
        """,
        "class Typed<T extends Object & Comparable<T>> { @ContextHandler T it(Session s, T t) { return t; } }");
  }

  /** The parameter steps aside for its class, and the field for the parameter. */
  @Test
  void parametersOfStaticHandlersNamedLikeTheirClassAndTheFields() {
    compiles(
        "class support { @ContextHandler static void a(Connection c, String support) {} }",
        "class handlers { @ContextHandler static void a(Connection c, int handlers) {} @ContextHandler void b(Connection c) {} }");
  }
}
