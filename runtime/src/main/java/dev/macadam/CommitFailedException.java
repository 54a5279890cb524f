package dev.macadam;

import org.jspecify.annotations.Nullable;

/** The database, or a resource, refused to commit. This is definite: nothing is committed. */
public class CommitFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates it.
   *
   * @param message which handler, what happened, and what to do
   * @param cause what the driver or the resource threw
   */
  public CommitFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
