package dev.macadam;

/** A call was not done by its deadline. It is not committed and never will be. */
public class HandlerTimeoutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates it.
   *
   * @param message which handler, how long it had, and what it was doing
   */
  public HandlerTimeoutException(String message) {
    super(message);
  }
}
