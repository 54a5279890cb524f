package stress.parts;

import dev.macadam.ContextHandler;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Target;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

/** What random handlers mention and annotate themselves with. */
public final class Parts {
  private Parts() {}

  public enum Color { RED, GREEN_$, größer, @Deprecated FADED }

  @Target({})
  public @interface Leaf { String value() default ""; }

  @Target(ElementType.PARAMETER)
  public @interface OnParameter {
    boolean z() default false;
    byte b() default 0;
    short s() default 0;
    int i() default 0;
    long l() default 0;
    float f() default 0;
    double d() default 0;
    char c() default ' ';
    String text() default "";
    Class<?> type() default Object.class;
    Color color() default Color.RED;
    Leaf leaf() default @Leaf;
    String[] texts() default {};
    Class<?>[] types() default {};
    Leaf[] leaves() default {};
    int[] record() default {};
    int $() default 0;
    @Deprecated boolean gelöscht() default false;
  }

  @Target(ElementType.TYPE_USE)
  public @interface OnType { int value() default 1; Class<?>[] types() default {}; }

  @Target({ElementType.TYPE_USE, ElementType.PARAMETER})
  public @interface Both { Leaf[] value() default {}; }

  public @interface Anywhere { long[] value() default {}; }

  @Target(ElementType.TYPE_PARAMETER)
  public @interface OnVariable { String value() default ""; }

  @Repeatable(Tags.class)
  @Target(ElementType.PARAMETER)
  public @interface Tag { char value(); }

  @Target(ElementType.PARAMETER)
  public @interface Tags { Tag[] value(); }

  @Deprecated
  public @interface Old {}

  public static class Outer<A> {
    public class Plain {}
    public class Inner<B> { public class Core {} }
    public static class Nested<C extends Comparable<? super C>> { public static class Deep {} }
    public interface Face<X> {}
  }

  public static class Numeric<N extends Number & Comparable<N>> {}
  public interface Self<S extends Self<S>> {}
  public static class Me implements Self<Me> {}
  public record Pair<L, R>(L left, R right) {}

  @Deprecated
  public static class OldType {}

  @Deprecated(forRemoval = true)
  public static class DoomedType {}

  public static class Refused extends Exception { private static final long serialVersionUID = 1; }
  public static class VeryRefused extends Refused { private static final long serialVersionUID = 1; }
  @Deprecated
  public static class OldRefusal extends Exception { private static final long serialVersionUID = 1; }

  public sealed interface Shape permits Circle, Square {}
  public record Circle(double radius) implements Shape {}
  public record Square(double side) implements Shape {}
  public static class Job<T> extends java.util.concurrent.CompletableFuture<T> {}

  public static class Guarded {
    @ContextHandler protected void guarded(Connection c) {}
  }

  public static class Store<T> {
    @ContextHandler public T storeOf(Connection c, List<? super T> all, T[] more) { return null; }
    @ContextHandler public <X extends Object & Comparable<? super X>> Map<X, T> storeMap(Connection c, X x, Outer<? extends T>.Plain y) { return null; }
    @ContextHandler public static <T> int storeStatic(T t) { return 1; }
    @ContextHandler void storeHidden(T t) {}
    @SuppressWarnings("unchecked")
    @ContextHandler(executor = ContextHandler.CALLER)
    public <X extends Exception> void storeAll(Class<X> type, T... all) throws X, Refused {}
  }

  public interface Left<T> {
    @ContextHandler(dontRollbackOn = Refused.class)
    <X extends Comparable<X>> List<? super X> bothSides(T id, Class<X> type, Map<?, ? super T> map) throws Refused;
  }

  public interface Right {
    @ContextHandler(dontRollbackOn = Refused.class)
    <Y extends Comparable<Y>> List<Y> bothSides(String key, Class<Y> as, Map<?, ? super String> map) throws Refused;
  }
}
