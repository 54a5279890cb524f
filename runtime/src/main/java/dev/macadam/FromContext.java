package dev.macadam;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a handler's parameter that comes from the context and not from the caller, and names the
 * database that it belongs to.
 *
 * <pre>{@code
 * @ContextHandler
 * void copy(Session session, @FromContext("archive") Connection archive) { … }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface FromContext {

  /**
   * The name under which the factory knows what is meant, as in {@link Context#get(Class, String)}.
   *
   * @return empty, the default, for the handler's own {@link ContextHandler#database()}
   */
  String value() default "";
}
