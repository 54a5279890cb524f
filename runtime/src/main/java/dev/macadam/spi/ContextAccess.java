package dev.macadam.spi;

import java.sql.Connection;

/**
 * What the views of one context run on. Views check with {@link #checkUse()} before each use by
 * user code, so that a view that was kept and is used on another thread, or later, fails at once,
 * even where it would execute no statement. Statements of the connection check by themselves.
 */
public interface ContextAccess {

  /**
   * The context's connection: lazy, in a transaction from its first statement on. Its {@code
   * commit()} and {@code rollback()} work during {@link Views#commit()} and {@link
   * Views#rollback()} alone.
   *
   * @return the same instance each time
   */
  Connection connection();

  /**
   * Whether the work said that it only reads.
   *
   * @return true if so
   */
  boolean readOnly();

  /**
   * Checks that the context may be used now, by this thread. Costs a few comparisons.
   *
   * @throws IllegalStateException if this thread is not the context's worker, which the message
   *     names, or the work is over
   * @throws RuntimeException what stopped the work, if its deadline has passed or it was cancelled
   */
  void checkUse();

  /**
   * Whether the context is closed; for methods that tell and do not throw. Called by any thread.
   *
   * @return true once everything was given back
   */
  boolean isClosed();
}
