package dev.macadam;

/**
 * Work that needs something from a context and has no result.
 *
 * @param <R> what the work gets: a {@link Context}, a connection, a session
 * @param <X> the checked exception that the work may throw; {@link RuntimeException} if none
 */
@FunctionalInterface
public interface ContextConsumer<R, X extends Throwable> {

  /**
   * Does the work.
   *
   * @param resource valid until this method returns, on this thread alone
   * @throws X to undo all that was done in the context
   */
  void accept(R resource) throws X;
}
