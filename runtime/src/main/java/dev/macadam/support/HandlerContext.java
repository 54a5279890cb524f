package dev.macadam.support;

/**
 * A context as its wrapper sees it: with the steps that are not the handler's to take. Belongs to
 * the thread that opened it; that of a handler which returns a stage, to the worker that ends it.
 *
 * <p>It is committed or rolled back once, and closed once: {@link #rollback} after a commit or a
 * rollback and {@link #close} after a close do nothing; {@link #get} and {@link #commit} after a
 * commit, or after the close, throw {@link IllegalStateException}; {@link #commit} after a rollback
 * throws {@link dev.macadam.RollbackOnlyException}; {@link #close} without either rolls back.
 */
public interface HandlerContext extends AutoCloseable {

  /**
   * A resource without a name, as {@link dev.macadam.Context#get(Class)}.
   *
   * @param type {@link dev.macadam.Context}, a connection, a session, what is registered
   * @param <R> the type of the resource
   * @return the resource
   */
  <R> R get(Class<R> type);

  /**
   * A resource with a name, as {@link dev.macadam.Context#get(Class, String)}.
   *
   * @param type a connection, a session, what is registered
   * @param name the name of the database, or of the resource
   * @param <R> the type of the resource
   * @return the resource
   */
  <R> R get(Class<R> type, String name);

  /**
   * Flushes all sessions and commits; or rolls back, if the handler called {@link
   * dev.macadam.Context#setRollbackOnly()}.
   *
   * @throws RuntimeException if the work is not committed; everything that can be is rolled back
   */
  void commit();

  /**
   * Commits although the handler threw.
   *
   * @param kept what the handler threw; suppressed by what this method throws
   * @throws RuntimeException as {@link #commit()} does
   */
  void commitDespite(Throwable kept);

  /**
   * Rolls back what is not committed. Never throws: what goes wrong here is added to the failure as
   * suppressed, and the connection is thrown away.
   *
   * @param failure what undid the work
   */
  void rollback(Throwable failure);

  /** Gives everything back and runs the callbacks. Never throws. */
  @Override
  void close();
}
