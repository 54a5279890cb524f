package dev.macadam;

import org.jspecify.annotations.Nullable;

/**
 * Work that needs something from a context and gives a result.
 *
 * @param <R> what the work gets: a {@link Context}, a connection, a session
 * @param <T> the result
 * @param <X> the checked exception that the work may throw; {@link RuntimeException} if none
 */
@FunctionalInterface
public interface ContextFunction<R, T extends @Nullable Object, X extends Throwable> {

  /**
   * Does the work.
   *
   * @param resource valid until this method returns, on this thread alone
   * @return the result, made so that it can be used without the context
   * @throws X to undo all that was done in the context
   */
  T apply(R resource) throws X;
}
