package dev.macadam.processor.body;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Finds javac's own environment inside of those that build tools put around it, since javac answers
 * questions about bodies to no other.
 */
final class JavacEnvironment {

  private static final String JAVAC = "com.sun.tools.javac.processing.JavacProcessingEnvironment";

  /** More wrappers than anybody uses; a limit for those that hold each other. */
  private static final int MAX_DEPTH = 8;

  private JavacEnvironment() {}

  static Optional<ProcessingEnvironment> in(ProcessingEnvironment environment) {
    return in(environment, MAX_DEPTH);
  }

  private static Optional<ProcessingEnvironment> in(ProcessingEnvironment wrapper, int depth) {
    if (wrapper.getClass().getName().equals(JAVAC)) {
      return Optional.of(wrapper);
    }
    if (depth == 0) {
      return Optional.empty();
    }
    Object holder =
        Proxy.isProxyClass(wrapper.getClass()) ? Proxy.getInvocationHandler(wrapper) : wrapper;
    for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (value(field, holder) instanceof ProcessingEnvironment inner) {
          Optional<ProcessingEnvironment> found = in(inner, depth - 1);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static @Nullable Object value(Field field, Object holder) {
    try {
      return Modifier.isStatic(field.getModifiers()) || !field.trySetAccessible()
          ? null
          : field.get(holder);
    } catch (IllegalAccessException closed) {
      return null;
    }
  }
}
