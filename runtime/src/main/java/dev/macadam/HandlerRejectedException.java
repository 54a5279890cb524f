package dev.macadam;

import java.util.concurrent.RejectedExecutionException;

/**
 * A call was not admitted: too many are waiting already, it waited too long, the executor refused
 * it, or the factory is closed. Nothing of it ran and nothing of it ever will. There are two
 * exceptions, after which the work is rolled back: a unit that runs is rejected at its first use of
 * a second database that is fully in use, and when the factory is closed and does not wait any
 * longer.
 */
public class HandlerRejectedException extends RejectedExecutionException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates it without a cause.
   *
   * @param message which handler, why, and what to do
   */
  public HandlerRejectedException(String message) {
    super(message);
  }

  /**
   * Creates it with a cause.
   *
   * @param message which handler, why, and what to do
   * @param cause what refused
   */
  public HandlerRejectedException(String message, Throwable cause) {
    super(message, cause);
  }
}
