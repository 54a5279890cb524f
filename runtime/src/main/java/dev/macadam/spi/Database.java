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

  /**
   * Does what has to be done before the first context: a last look at the schema, initial data.
   * Called once by {@code ContextFactory.Builder.build()}, on its thread, for one database after
   * the other in the order of registration.
   *
   * @throws Exception to fail the build; this database and all others are closed then
   */
  default void ready() throws Exception {}

  /**
   * Closes what this database owns: what it has made itself, and what it was told to take over;
   * anything else that was handed in stays open. Called once, when the factory is closed or cannot
   * be built. What it throws goes to the log, or is added to why the factory cannot be built.
   */
  @Override
  void close();
}
