package dev.macadam;

import org.jspecify.annotations.Nullable;

/**
 * The work could not be committed, because its transaction was already lost or marked for rollback
 * when the body returned, even if the body caught the exception that broke it. Everything is rolled
 * back.
 */
public class RollbackOnlyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates it.
   *
   * @param message which handler, what happened, and what to do
   * @param cause what broke the transaction, or null where nobody saw it
   */
  public RollbackOnlyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
