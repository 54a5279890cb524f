package dev.macadam.support;

import org.jspecify.annotations.Nullable;

/**
 * The body of a wrapper's method: opens a context, runs the handler, commits, rolls back, closes.
 *
 * @param <T> what the handler returns
 */
@FunctionalInterface
public interface HandlerBody<T extends @Nullable Object> {

  /**
   * Makes one attempt.
   *
   * @param attempt has the context for it
   * @return what the handler returned
   * @throws Throwable what the handler threw, or what kept its work from being committed
   */
  T run(HandlerAttempt attempt) throws Throwable;
}
