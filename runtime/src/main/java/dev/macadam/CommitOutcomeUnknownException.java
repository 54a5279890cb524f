package dev.macadam;

import org.jspecify.annotations.Nullable;

/**
 * The connection was lost while the commit was on its way, so nobody but the database knows whether
 * it took place. The call is not attempted again: look, or make the work such that it can be
 * repeated.
 */
public class CommitOutcomeUnknownException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates it.
   *
   * @param message which handler, what happened, and what to do
   * @param cause what the driver threw, or null if the deadline passed
   */
  public CommitOutcomeUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
