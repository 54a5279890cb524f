package dev.macadam.support;

/** One attempt of one call, after it was admitted. */
public interface HandlerAttempt {

  /**
   * Opens the context of this attempt on the current thread. Nothing is acquired yet.
   *
   * @return an open context
   * @throws IllegalStateException if this attempt has had its context already
   */
  HandlerContext openContext();
}
