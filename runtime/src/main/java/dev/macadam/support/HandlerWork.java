package dev.macadam.support;

/**
 * The body of a wrapper's method whose handler returns nothing; otherwise as {@link HandlerBody}.
 */
@FunctionalInterface
public interface HandlerWork {

  /**
   * Makes one attempt.
   *
   * @param attempt has the context for it
   * @throws Throwable what the handler threw, or what kept its work from being committed
   */
  void run(HandlerAttempt attempt) throws Throwable;
}
