package dev.macadam;

import java.time.Duration;

/**
 * Hears how units of work end. Called on the thread where it happens, while a caller waits, so it
 * must be quick and must not block; what it throws is logged and changes nothing.
 *
 * <p>A {@code handler} is a name for people: {@code People.adopt} for a handler, {@code
 * ContextFactory.openContext} and so on for contexts that were opened by hand.
 */
public interface ContextListener {

  /**
   * A unit of work was committed, or had nothing to commit.
   *
   * @param handler whose unit it was
   * @param elapsed since its context was opened
   */
  default void committed(String handler, Duration elapsed) {}

  /**
   * A unit of work was not committed, or not in all of its databases, or nobody knows: the failure
   * tells.
   *
   * @param handler whose unit it was
   * @param elapsed since its context was opened
   * @param failure what undid it; a {@link RollbackOnlyException} where the work itself asked for
   *     it
   */
  default void rolledBack(String handler, Duration elapsed, Throwable failure) {}

  /**
   * A call was turned away before it began.
   *
   * @param handler whose call it was
   * @param rejection what the caller got
   */
  default void rejected(String handler, HandlerRejectedException rejection) {}

  /**
   * Something could not be cancelled, closed or given back in good order. The unit's outcome
   * stands; a connection that is not certain to be as it came was thrown away.
   *
   * @param handler whose unit it was
   * @param failure what went wrong
   */
  default void closeFailed(String handler, Throwable failure) {}

  /**
   * A callback registered with {@link Context#afterCommit} or {@link Context#onClose} threw, or a
   * resource that was told how its context ended. The unit's outcome stands.
   *
   * @param handler whose unit it was
   * @param failure what the callback threw
   */
  default void callbackFailed(String handler, Throwable failure) {}
}
