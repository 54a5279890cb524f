package dev.macadam;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a handler's parameter that comes from the context and not from the caller, and names the
 * database that it belongs to, or the resource that it is. Its type is a class or an interface
 * without type arguments, and means exactly that type.
 *
 * <pre>{@code
 * @ContextHandler
 * void copy(Session session, @FromContext("archive") Connection archive, @FromContext Clock clock) { … }
 * }</pre>
 *
 * <p>The constructor of the wrapper fails if the factory has no such database or resource.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface FromContext {

  /**
   * The name under which the factory knows what is meant, as in {@link Context#get(Class, String)}.
   *
   * @return empty, the default, for what the handler's own {@link ContextHandler#database()}
   *     provides, or the resource that was registered without a name
   */
  String value() default "";
}
