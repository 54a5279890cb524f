package dev.macadam.spi;

/**
 * The views of one context on its one connection: sessions, for example. Used by one thread at a
 * time. All failures are unchecked exceptions.
 */
public interface Views {

  /**
   * A view.
   *
   * @param type one of {@link Database#viewTypes()}
   * @param <V> the type of the view
   * @return the same instance each time
   */
  <V> V get(Class<V> type);

  /**
   * Sends all pending changes to the database. Called for all databases before the first commit.
   */
  void flush();

  /**
   * Whether the transaction may not be committed in the eyes of these views.
   *
   * @return true if a view has marked it for rollback
   */
  boolean isRollbackOnly();

  /**
   * Commits by calling {@code commit()} on the connection, with what the views do around it. If the
   * connection committed, an exception from here counts as a failure to clean up.
   */
  void commit();

  /**
   * Rolls back by calling {@code rollback()} on the connection, with what the views do around it.
   */
  void rollback();

  /** Begins the next transaction, after {@link #commit()}. */
  void begin();

  /** Closes the views, after commit or rollback. Must not touch the connection. */
  void close();
}
