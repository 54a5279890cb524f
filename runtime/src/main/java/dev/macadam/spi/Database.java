package dev.macadam.spi;

import java.sql.Connection;
import java.util.Set;

/**
 * A source of connections with the views that it offers on them. Handed to {@code
 * ContextFactory.Builder.database}, which closes it. Called by any thread.
 */
public interface Database extends AutoCloseable {

  /**
   * Where the connections come from.
   *
   * @return the same source each time
   */
  ConnectionSource connections();

  /**
   * The types that {@link Views#get} makes, {@link Connection} not among them: that one every
   * database has.
   *
   * @return the same set each time, possibly empty
   */
  Set<Class<?>> viewTypes();

  /**
   * Begins to look at one connection. Called once per context, when the first view is asked for.
   *
   * @param context the connection, and what the views have to know of its context
   * @return views that belong to that connection
   */
  Views openViews(ContextAccess context);

  /**
   * Whether a failure means that the same work may well succeed in another transaction.
   * Serialization failures and deadlocks are known by their SQLState and need not be recognised
   * here.
   *
   * @param failure one exception of a chain of causes
   * @return false unless the technology has such exceptions of its own, for optimistic locks for
   *     example
   */
  default boolean isWorthAnotherAttempt(Throwable failure) {
    return false;
  }

  /** Closes what this database has made itself; what was handed in stays open. */
  @Override
  void close();
}
