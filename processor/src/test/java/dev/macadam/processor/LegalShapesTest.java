package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Whatever legal Java a handler is, its wrapper compiles without a warning. */
class LegalShapesTest {

  static void compiles(String... sources) {
    compiles(Compiling.inApp(sources));
  }

  static void compiles(List<JavaFileObject> sources) {
    Compilation compilation = Compiling.strictly(sources);
    assertThat(compilation.status())
        .as(() -> Compiling.describe(compilation))
        .isEqualTo(Compilation.Status.SUCCESS);
    assertThat(compilation.generatedSourceFiles()).as("wrappers").isNotEmpty();
    assertThat(compilation.diagnostics()).as(() -> Compiling.describe(compilation)).isEmpty();
  }

  @Test
  void futureAndResult() {
    compiles(
        """
        public class People {
          @ContextHandler void adopt(Session session, String parentName, String childName) {}
          @ContextHandler(readOnly = true, timeout = "2s")
          Optional<Long> idOf(Connection connection, String name) throws SQLException { return Optional.empty(); }
        }
        """);
  }

  @Test
  void callerWithPrimitivesAndThrows() {
    compiles(
        """
        public class Counter {
          @ContextHandler(executor = ContextHandler.CALLER) public int count(Connection c) throws SQLException, IOException { return 1; }
          @ContextHandler(executor = ContextHandler.CALLER) protected void touch(Session s) {}
          @ContextHandler(executor = ContextHandler.CALLER) long[] all(Connection c, int... ids) { return new long[0]; }
          @ContextHandler(executor = ContextHandler.CALLER) <X extends Exception> boolean test(Connection c, Class<X> type) throws X { return true; }
          @ContextHandler(executor = ContextHandler.CALLER) <X extends Exception> char fail(Connection c) throws X { return 'x'; }
        }
        """);
  }

  /** An annotation in front of an array is one of its elements, and is written once. */
  @Test
  void annotationsOfParametersAndTypesOnArrays() {
    compiles(
        """
        class Arrays {
          @java.lang.annotation.Target({java.lang.annotation.ElementType.PARAMETER, java.lang.annotation.ElementType.TYPE_USE})
          @interface NotNull {}
          @ContextHandler void m(Connection c, @NotNull byte[] data, @NotNull String @NotNull [] rows, @NotNull String... tags) {}
        }
        """);
  }

  @Test
  void classesOfThePackageThatHideThoseOfJavaLang() {
    compiles(
        """
        class Hidden<T extends java.lang.Comparable<T>> {
          @ContextHandler(executor = ContextHandler.CALLER) void a(Connection c) throws java.lang.Exception {}
          @ContextHandler(attempts = 2, retryOn = java.lang.IllegalStateException.class) void b(Connection c) {}
          @ContextHandler <N extends java.lang.Number> void c(Connection c, N number) {}
        }
        """,
        "class Exception {}",
        "class IllegalStateException {}",
        "class Number {}",
        "class Comparable {}");
  }

  /** Java does not inherit a package-private method by way of another package. */
  @Test
  void packagePrivateHandlersEndAtAnotherPackage() {
    Compilation compilation =
        Compiling.strictly(
            List.of(
                JavaFileObjects.forSourceString(
                    "a.Base",
                    "package a; public class Base { @dev.macadam.ContextHandler void lost() {} }"),
                JavaFileObjects.forSourceString(
                    "b.Mid", "package b; public class Mid extends a.Base {}"),
                JavaFileObjects.forSourceString(
                    "a.Sub",
                    "package a; public class Sub extends b.Mid {"
                        + " @dev.macadam.ContextHandler void own() {} }")));

    assertThat(compilation.diagnostics()).as(() -> Compiling.describe(compilation)).isEmpty();
    assertThat(compilation.generatedSourceFile("a.SubInContext"))
        .isPresent()
        .get()
        .satisfies(
            file -> assertThat(file.getCharContent(false).toString()).doesNotContain("lost"));
  }

  @Test
  void asManyParametersAsAWrapperCanPassOn() {
    compiles(
        "class Rows {\n  @ContextHandler void store(Connection c, int p"
            + IntStream.rangeClosed(1, 253)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", int p"))
            + ") {}\n}\n");
  }

  @Test
  void primitiveResults() {
    compiles(
        """
        class Primitives {
          @ContextHandler boolean a(Connection c) { return true; }
          @ContextHandler byte b(Connection c) { return 1; }
          @ContextHandler short c(Connection c) { return 1; }
          @ContextHandler char d(Connection c) { return 1; }
          @ContextHandler int e(Connection c) { return 1; }
          @ContextHandler long f(Connection c) { return 1; }
          @ContextHandler float g(Connection c) { return 1; }
          @ContextHandler double h(Connection c) { return 1; }
          @ContextHandler int[][] i(Connection c) { return null; }
          @ContextHandler Void j(Connection c) { return null; }
        }
        """);
  }

  @Test
  void staticHandlersNeedNoInstance() {
    compiles(
        """
        public final class Jobs {
          private Jobs() {}
          @ContextHandler public static int purge(Connection connection, java.time.Duration age) { return 0; }
          @ContextHandler static <T> List<T> each(Connection connection, T seed) { return List.of(seed); }
        }
        """,
        """
        class Caller { JobsInContext jobs(ContextFactory contexts) { return new JobsInContext(contexts); } }
        """);
  }

  @Test
  void staticAndInstanceHandlersTogether() {
    compiles(
        """
        class Mixed {
          @ContextHandler static void a(Connection c) {}
          @ContextHandler void b(Connection c) {}
        }
        """);
  }

  @Test
  void interfacesAbstractClassesRecordsEnumsAndSealedTypes() {
    compiles(
        """
        public interface Shape {
          @ContextHandler void draw(Session session, int width);
          @ContextHandler default int area(Session session) { return 1; }
          @ContextHandler static int corners(Session session) { return 1; }
        }
        """,
        """
        abstract class Store { @ContextHandler abstract Optional<String> find(Connection c, long id); }
        """,
        """
        record Settings(String name) { @ContextHandler String load(Connection c) { return name; } }
        """,
        """
        enum Mode { ON, OFF { @Override void apply(Connection c) {} }; @ContextHandler void apply(Connection c) {} }
        """,
        """
        sealed interface Animal permits Dog { @ContextHandler void feed(Session s); }
        """,
        """
        final class Dog implements Animal { @Override @ContextHandler public void feed(Session s) {} }
        """);
  }

  @Test
  void nestedClasses() {
    compiles(
        """
        public class Outer {
          public static class People { @ContextHandler public void a(Session s) {} }
          protected static class Kept { @ContextHandler void a(Session s) {} }
          public class Inner { @ContextHandler public void a(Session s) {} public class Innermost { @ContextHandler void b(Session s) {} } }
          public interface Nested { @ContextHandler void a(Session s); record Deep(int x) { @ContextHandler void a(Session s) {} } }
        }
        """);
  }

  @Test
  void genericClasses() {
    compiles(
        """
        public class Repository<E extends Comparable<E> & Serializable, K> {
          @ContextHandler public Optional<E> find(Session session, K key) { return Optional.empty(); }
          @SuppressWarnings("unchecked") @ContextHandler public <R extends E> Map<? super K, List<? extends R>> all(Session session, Function<? super E, ? extends R> f, K[]... keys) { return null; }
          @ContextHandler(executor = ContextHandler.CALLER) public E first(Session session) { return null; }
          @ContextHandler public static <K> K other(Session session, K key) { return key; }
        }
        """);
  }

  @Test
  void selfBoundedClassesAndMethods() {
    compiles(
        """
        class Self<T extends Self<T>> {
          @ContextHandler T me(Session s) { return null; }
          @ContextHandler <C extends Comparable<? super C>> C max(Session s, Collection<? extends C> all) { return null; }
          @ContextHandler <C extends Comparable<C>> void nothing(Session s) {}
          @ContextHandler <C extends Enum<C>> C any(Session s) { return null; }
          @ContextHandler <T> T hides(Session s, T t) { return t; }
        }
        """);
  }

  /** A compiler that infers them takes the types behind the wildcards for unknown ones. */
  @Test
  void typeVariablesBehindWildcards() {
    compiles(
        """
        class Wildcards {
          @ContextHandler <E extends Enum<E> & Serializable> void a(Connection c, Map<? super E, ?> all) {}
          @ContextHandler static <E extends Object & Comparable<? super E>> List<E> b(Connection c, Supplier<? super E> one) { return null; }
          @ContextHandler <E extends Comparable<E>, F extends E> F c(Connection c, Collection<? extends F> all, E e) { return null; }
        }
        """);
  }

  @Test
  void inheritedHandlers() {
    compiles(
        """
        abstract class Base<T, I extends Number> implements Named<List<T>> {
          @ContextHandler public Optional<T> find(Session session, I id) { return Optional.empty(); }
          @ContextHandler protected void store(Session session, Map<I, T> all, List<T> more) {}
          @ContextHandler void shadowed(Session session, T it) {}
          @ContextHandler void replaced(Session session, T it) {}
          @ContextHandler static void reset(Session session) {}
          @ContextHandler <X, Y extends T> Map<X, Y> mixed(Session session, X x, T t) { return null; }
        }
        """,
        """
        interface Named<N> { @ContextHandler default N named(Session session, N name) { return name; } }
        """,
        """
        class Sub<X extends CharSequence> extends Base<X, Integer> {
          @ContextHandler void own(Session session) {}
          @Override void shadowed(Session session, X it) {}
          @Override @ContextHandler(readOnly = true) void replaced(Session session, X it) {}
        }
        """,
        """
        class Use { void use(SubInContext<String> sub) { CompletableFuture<Optional<String>> f = sub.find(1); CompletableFuture<List<String>> n = sub.named(List.of()); } }
        """);
  }

  @Test
  void inheritedTypeVariablesThatHaveTheNameOfTheClasssOwn() {
    compiles(
        """
        abstract class Parent<T> {
          @ContextHandler
          protected abstract <S extends T, Q extends Map<S, ? extends List<? super T>>> Q query(Connection c, Q q, S[] s);
        }
        """,
        """
        abstract class Child<S> extends Parent<S> { @ContextHandler abstract void own(); }
        """);
  }

  @Test
  void inheritedExceptionsAndDiamonds() {
    compiles(
        """
        class Throwing<X extends Exception> {
          @ContextHandler(executor = ContextHandler.CALLER)
          public <Y extends X> void run(Connection c, Class<Y> type) throws X, Y {}
          interface Left { @ContextHandler default void same(Connection c) {} }
          interface Right { @ContextHandler default void same(Connection c) {} }
          static class Both implements Left, Right { @Override @ContextHandler public void same(Connection c) {} }
          interface Wide<T> { @ContextHandler void take(Connection c, T t); }
          interface Narrow extends Wide<String> {
            @ContextHandler void take(Connection c, Integer o);
            @Override @ContextHandler(readOnly = true) void take(Connection c, String s);
          }
        }
        """,
        """
        class Sql extends Throwing<SQLException> { @ContextHandler void own() {} }
        """);
  }

  /** An abstract method that comes from two sides is one method. */
  @Test
  void theSameHandlerFromTwoSides() {
    compiles(
        """
        interface Left<T> {
          @ContextHandler(timeout = "1s", dontRollbackOn = IOException.class)
          <X extends Comparable<X>> List<? super X> load(Session s, T id, Class<X> type, Map<?, ? super T> map) throws IOException;
        }
        """,
        """
        interface Right {
          @ContextHandler(timeout = "1000ms", dontRollbackOn = IOException.class)
          <Y extends Comparable<Y>> List<Y> load(Session session, String key, Class<Y> as, Map<?, ? super String> map) throws IOException;
        }
        """,
        """
        interface Plain { <X extends Comparable<X>> List<X> load(Session s, String id, Class<X> type, Map<?, ? super String> map); }
        """,
        """
        abstract class Middle {
          @ContextHandler(timeout = "1s", dontRollbackOn = IOException.class)
          public abstract <X extends Comparable<X>> List<X> load(Session s, String id, Class<X> type, Map<?, ? super String> map) throws IOException;
        }
        """,
        """
        interface Both extends Left<String>, Right { @ContextHandler void own(); }
        """,
        """
        interface Three extends Left<String>, Right, Plain { @ContextHandler void own(); }
        """,
        """
        abstract class All extends Middle implements Left<String>, Right { @ContextHandler abstract void own(); }
        """,
        """
        class Use { CompletableFuture<? extends List<? super Integer>> use(AllInContext all) { return all.load("", Integer.class, Map.of()); } }
        """);
  }

  @Test
  void merelyInheritingGivesNoWrapper() {
    compiles(
        """
        class Parent { @ContextHandler void a(Session s) {} }
        """,
        """
        class Child extends Parent {}
        """,
        """
        class ChildInContext {}
        """);
  }

  @Test
  void inheritedFromRawSuperclass() {
    compiles(
        """
        class Box<T> { @ContextHandler void put(Session s, T value) {} @ContextHandler List<T> all(Session s, List<T> x) { return null; } }
        """,
        """
        @SuppressWarnings("rawtypes") class RawBox extends Box { @ContextHandler void own(Session s) {} }
        """);
  }

  @Test
  void overloads() {
    compiles(
        """
        class Overloads {
          @ContextHandler void a(Session s, int i) {}
          @ContextHandler void a(Session s, Integer i) {}
          @ContextHandler void a(Session s, Object o) {}
          @ContextHandler void a(Session s, String o) {}
          @ContextHandler void a(Session s, String... o) {}
          @ContextHandler void a(StatelessSession s, List<String> o) {}
          @ContextHandler void a(jakarta.persistence.EntityManager s, List<String> o, int x) {}
          @ContextHandler void a(Session s, List<String> o, int x, int y) {}
          void a(Connection s, List<String> o, int x, int y) {}
        }
        """);
  }

  @Test
  void overloadsOfFunctionalInterfaces() {
    compiles(
        """
        @SuppressWarnings("overloads") class Functions {
          @ContextHandler void a(Session s, Function<String, String> f) {}
          @ContextHandler void a(StatelessSession s, Predicate<String> f) {}
        }
        """);
  }

  @Test
  void namesThatTheWrapperUsesItself() {
    compiles(
        """
        class Names {
          @ContextHandler(dontRollbackOn = IllegalStateException.class)
          String clash(Session session, String context, String support, String attempt, String result, String failure, String handlers, String kept, String contexts, String CLASH, String Names, String app, String Objects, String HandlerDefinition) { return ""; }
          @ContextHandler static String still(Session session, String Names, String app, String handlers) { return ""; }
          @ContextHandler void handlers(Session s) {}
          @ContextHandler void support(Session s) {}
          @ContextHandler void Duration(Session s) {}
          @ContextHandler(timeout = "1s") void duration(Session s) {}
          @ContextHandler void $(Session s, int $) {}
          @ContextHandler void $$a_b$(Session s) {}
          @ContextHandler void größe(Session s) {}
          @ContextHandler void __(Session s) {}
          @ContextHandler void clash_2(Session s) {}
          @ContextHandler void clash(Session s) {}
          @ContextHandler void parseURLNow(Session s) {}
        }
        """,
        """
        class objects { @ContextHandler static void objects(Session s, int objects) {} }
        """,
        """
        class context { @ContextHandler static int result(Context context, int result) { return 1; } }
        """);
  }

  @Test
  void classesNamedLikeThoseTheWrapperUses() {
    compiles(
        """
        class HandlerSupport { @ContextHandler Objects a(Session s, Throwable t, Override o, Void v) { return null; } }
        """,
        """
        class Objects { @ContextHandler static Objects a(Session s, HandlerDefinition h, HandlerContext c) { return null; } }
        """,
        """
        class Throwable { @ContextHandler void a(Session s) {} }
        """,
        """
        class Void { @ContextHandler Void a(Session s) { return null; } @ContextHandler void b(Session s) {} }
        """,
        """
        class Override {}
        """,
        """
        class HandlerDefinition {}
        """,
        """
        class HandlerContext {}
        """,
        """
        class Generated {}
        """,
        """
        class CompletableFuture { @ContextHandler CompletableFuture x(Session s) { return this; } }
        """,
        """
        class Integer { @ContextHandler int x(Session s) { return 1; } @ContextHandler Integer y(Session s) { return this; } }
        """,
        """
        class SuppressWarnings { @java.lang.SuppressWarnings("rawtypes") @ContextHandler void x(Session s, List l) { } }
        """);
  }

  @Test
  void typeVariablesNamedLikeClasses() {
    compiles(
        """
        class Variables<Session, HandlerContext, Throwable> {
          @ContextHandler <HandlerSupport, Void, List> List a(org.hibernate.Session s, Session t, HandlerContext c, Void v, Throwable x, HandlerSupport y, java.util.List<List> z) { return null; }
          @ContextHandler <Variables> void b(Connection c) {}
          @ContextHandler static <Variables> void c(Connection c, Variables v) {}
        }
        """);
  }

  @Test
  void nestedTypesWithUsualNames() {
    compiles(
        """
        public class Shop {
          public static class Context {}
          public static class HandlerContext {}
          public interface Throwable {}
          @ContextHandler Context a(dev.macadam.Context c, HandlerContext h, Throwable t) { return null; }
        }
        """);
  }

  @Test
  void varargsOfGenericTypes() {
    compiles(
        """
        class Varargs<T> {
          @SuppressWarnings("unchecked") @ContextHandler void a(Session s, T... all) {}
          @SuppressWarnings("unchecked") @ContextHandler <E> List<E> b(Session s, E... all) { return null; }
          @SafeVarargs @ContextHandler final void c(Session s, List<String>... all) {}
          @SafeVarargs @ContextHandler static <E> void d(Session s, E... all) {}
          @ContextHandler void e(Session s, List<?>... all) {}
          @ContextHandler void f(Session s, Object... all) {}
          @ContextHandler void g(Session s, String[]... all) {}
        }
        """,
        """
        class Bound extends Varargs<String> { @ContextHandler void own(Session s) {} }
        """,
        """
        class BoundGeneric extends Varargs<List<String>> { @ContextHandler void own(Session s) {} }
        """);
  }

  @Test
  void rawTypesInTheSignature() {
    compiles(
        """
        @SuppressWarnings("rawtypes") class Raw<T extends Comparable> {
          @ContextHandler List a(Session s, Map map, Optional<List> nested) { return null; }
          @ContextHandler void b(Session s, @FromContext Map map) {}
        }
        """);
  }

  @Test
  void dontRollbackOn() {
    compiles(
        """
        class Kept {
          static class Refused extends Exception { private static final long serialVersionUID = 1; }
          static class VeryRefused extends Refused { private static final long serialVersionUID = 1; }
          @ContextHandler(dontRollbackOn = Refused.class) void a(Session s) throws Refused {}
          @ContextHandler(dontRollbackOn = {VeryRefused.class, Refused.class, IllegalStateException.class, IllegalStateException.class}) int b(Session s) throws Refused { return 1; }
          @SuppressWarnings("MACADAM411") @ContextHandler(dontRollbackOn = {RuntimeException.class, Error.class}) int c(Session s) { return 1; }
          @ContextHandler(dontRollbackOn = Exception.class) int d(Session s) { return 1; }
          @ContextHandler(dontRollbackOn = VeryRefused.class) void e(Session s) throws Refused {}
          @ContextHandler(dontRollbackOn = IOException.class) void f(Session s) throws Exception {}
          @ContextHandler(dontRollbackOn = Refused.class) <X extends VeryRefused> void h(Session s) throws X {}
          @ContextHandler(dontRollbackOn = {Refused.class, SQLException.class}, executor = ContextHandler.CALLER) void i(Connection c) throws Refused, SQLException {}
        }
        """);
  }

  @Test
  void allOptions() {
    compiles(
        """
        class Options {
          @ContextHandler(executor = "reports", database = "archive", readOnly = true, isolation = Isolation.SERIALIZABLE, timeout = "1m30s", attempts = 3, retryOn = {SQLTransientException.class, IllegalStateException.class}, dontRollbackOn = {IllegalArgumentException.class})
          @SuppressWarnings("MACADAM209") String all(Context context, Session session, @FromContext("other") Connection other, @FromContext("other") Connection again, @FromContext Runnable runnable, String x) { return x; }
          @ContextHandler(executor = "a\\"b\\\\u0041\\n*/<b>{@code", database = "$T$L") void odd(@FromContext("*/ \\\\u000a $N") Connection c) {}
          @SuppressWarnings("MACADAM410") @ContextHandler(timeout = "PT0.000000001S") void nano(Session s) {}
          @ContextHandler(timeout = "3000000s1ms") void big(Session s) {}
          @ContextHandler(timeout = "1500us") void micros(Session s) {}
          @ContextHandler(timeout = "36h") void hours(Session s) {}
        }
        """);
  }

  @Test
  void deprecatedHandlersAndTypes() {
    compiles(
        """
        @Deprecated class OldType {}
        """,
        """
        @Deprecated class OldTool {}
        """,
        """
        @Deprecated(forRemoval = true, since = "3") class GoneType extends RuntimeException { private static final long serialVersionUID = 1; }
        """,
        """
        @SuppressWarnings({"deprecation", "removal"}) class Dated {
          @Deprecated @ContextHandler OldType a(Session s, OldType x) { return x; }
          @Deprecated(forRemoval = true, since = "1") @ContextHandler OldType b(Session s, OldType x) { return x; }
          @ContextHandler OldType c(Session s, List<OldType> x) { return null; }
          @ContextHandler(dontRollbackOn = GoneType.class) void d(Session s, @FromContext OldTool x) { }
          @ContextHandler(retryOn = GoneType.class, attempts = 2) void e(Session s) { }
          @Deprecated @ContextHandler void f(Session s, GoneType g) { }
        }
        """,
        """
        @Deprecated class OldHandlers { @ContextHandler static void a(Session s) {} @ContextHandler void b(Session s, OldType t) {} static class Inner { @ContextHandler void c(Session s) {} } }
        """,
        """
        @Deprecated(forRemoval = true) class GoneHandlers { @ContextHandler static void a(Session s) {} @ContextHandler void b(Session s) {} static class Inner { @ContextHandler void c(Session s) {} } }
        """,
        """
        @SuppressWarnings("deprecation") class Bounded<T extends OldType> { @ContextHandler T a(Session s) { return null; } }
        """,
        """
        @SuppressWarnings("removal") class FromGone extends GoneHandlers { @ContextHandler void own(Session s) {} }
        """);
  }

  @Test
  void annotationsOnParametersAndTypes() {
    compiles(
        """
        import java.lang.annotation.*;
        class Annotated {
          enum Level { LOW, HIGH }
          @Target(ElementType.PARAMETER) @interface OnParameter { int[] value() default {}; String text() default ""; char c() default 'x'; long l() default 1; float f() default 1; double d() default 1; byte b() default 1; Class<?> type() default Object.class; Level level() default Level.LOW; Nested nested() default @Nested; }
          @interface Nested { String[] names() default {}; }
          @interface Anywhere {}
          @Target({ElementType.PARAMETER, ElementType.TYPE_USE}) @interface Both {}
          @Target(ElementType.TYPE_USE) @interface OnType { int value() default 1; }
          @Target(ElementType.TYPE_PARAMETER) @interface OnTypeParameter {}
          @Target(ElementType.PARAMETER) private @interface Secret {}
          @Target(ElementType.PARAMETER) @Deprecated @interface Old {}
          @ContextHandler @OnType List<@OnType String> a(Session s,
              @OnParameter(value = {1, 2}, text = "a\\n\\"b\\"", c = '\\'', l = 5000000000L, f = 1.5f, d = 2.5, b = -3, type = Map.Entry.class, level = Level.HIGH, nested = @Nested(names = {"x", "y"})) String p,
              @OnParameter(c = '\\n', d = Double.NaN) String q, @OnParameter(c = '\\u1234', type = int[].class, nested = @Nested) String r, @OnParameter({}) String r2,
              @Anywhere int t, @Both Map<@Both String, @OnType int @OnType [] []> u, @OnType String v, java.util.Map.@OnType Entry<?, ? extends @OnType Number> w,
              @Secret String x, @OnType String @OnType ... y) { return null; }
          @ContextHandler @OnType(2) String b(Session s, final @Both @OnParameter String x) { return x; }
          @ContextHandler @OnType int c(Session s, @FromContext("x") @Anywhere @OnType Connection x) { return 1; }
          @ContextHandler(executor = ContextHandler.CALLER) @OnType String d(Session s) { return ""; }
          @ContextHandler <@OnTypeParameter @OnType T extends @OnType Object & @OnType Comparable<@OnType T>> T e(Session s, T t) { return t; }
        }
        """);
  }

  /** The compiler says that it has no effect there, so it is not repeated. */
  @Test
  void deprecatedOnAParameter() {
    compiles(
        """
        class Old {
          @SuppressWarnings("deprecation")
          @ContextHandler void a(Connection c, @Deprecated(since = "1") String x) {}
        }
        """);
  }

  /** Where an annotation is written, a parameter hides a class of its name. */
  @Test
  void parametersNamedLikeTheClassesOfConstants() {
    compiles(
        """
        class Hiding {
          enum Color { RED }
          @interface Painted { Color value(); }
          @ContextHandler void a(Connection c, @Painted(app.Hiding.Color.RED) String Hiding, @Painted(app.Hiding.Color.RED) String x) {}
        }
        """);
  }

  @Test
  void jspecifyNullness() {
    compiles(
        """
        @org.jspecify.annotations.NullMarked class Nullness<T extends @org.jspecify.annotations.Nullable Object> {
          @ContextHandler @org.jspecify.annotations.Nullable String a(Session s, @org.jspecify.annotations.Nullable String x, T y) { return x; }
        }
        """);
  }

  @Test
  void functionsAndClassesInResults() {
    compiles(
        """
        class Results {
          @ContextHandler Class<Session> a(Session s) { return Session.class; }
          @ContextHandler Function<Session, String> b(Session s) { return null; }
          @ContextHandler Map<String, List<Optional<?>>> c(Session s) { return null; }
          @ContextHandler Comparator<? super Connection> d(Session s) { return null; }
        }
        """);
  }

  @Test
  void handlersWithoutParameters() {
    compiles(
        """
        class Bare { @ContextHandler void a() {} @ContextHandler int b() { return 1; } @ContextHandler void c(Context context) {} }
        """);
  }

  @Test
  void moreThanEnoughParametersToWrapLines() {
    compiles(
        """
        public class LongParameterListsOfHandlers {
          @ContextHandler(dontRollbackOn = {IllegalArgumentException.class, IllegalStateException.class, UnsupportedOperationException.class})
          public Map<String, List<Integer>> aRatherLongNameForOneHandler(Session session, Map<String, List<Integer>> firstParameter, Map<String, List<Integer>> secondParameter, Map<String, List<Integer>> thirdParameter) throws IOException, SQLException { return null; }
          @ContextHandler public void anotherRatherLongNameForOneHandler(Session session, @FromContext("archive-of-everything") Connection archive) { }
        }
        """);
  }

  /** No annotation turns that warning off, and nothing else is to be said about such a class. */
  @Test
  void classInTheFileOfAnotherOne() {
    List<JavaFileObject> sources =
        List.of(
            Compiling.inApp(
                "class People {}\nclass Orders { @ContextHandler void store(Connection c) {} }"));
    assertThat(
            Compiling.withOptions(List.of("-Xlint:all,-processing,-classfile"), sources)
                .diagnostics())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.getMessage(Locale.ROOT)).contains("auxiliary class"));
    assertThat(
            Compiling.withOptions(
                    List.of("-Xlint:all,-processing,-classfile,-auxiliaryclass", "-Werror"),
                    sources)
                .diagnostics())
        .isEmpty();
  }

  @Test
  void unnamedPackage() {
    Compilation compilation =
        Compiling.strictly(
            List.of(
                Compiling.source(
                    """
                    import dev.macadam.*;
                    import java.sql.Connection;
                    class Objects {
                      @ContextHandler static Objects find(Connection c, Throwable x) { return null; }
                      @ContextHandler void store(Connection c, Objects objects) { }
                    }
                    """),
                Compiling.source("class Throwable {}")));
    assertThat(compilation.status())
        .as(() -> Compiling.describe(compilation))
        .isEqualTo(Compilation.Status.SUCCESS);
  }
}
