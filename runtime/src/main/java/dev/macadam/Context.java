package dev.macadam;

import dev.macadam.internal.UnitOfWork;
import java.sql.Connection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One unit of work: it makes connections and sessions on demand, and all that is done through them
 * is committed or undone together.
 *
 * <p>A handler gets its context as a parameter and leaves commit, rollback and close to the
 * wrapper. Code that opens a context itself, with {@link ContextFactory#openContext()}, commits and
 * closes it:
 *
 * <pre>{@code
 * try (Context context = contexts.openContext()) {
 *   context.get(Session.class).persist(person);
 *   context.commit();
 * } // without commit() the work is rolled back here
 * }</pre>
 *
 * <p>A context belongs to one thread, its <em>worker</em>: every method here throws {@link
 * IllegalStateException} on another one, and so do the statements of the connections and sessions
 * that came from it. After {@link #close()} they throw {@link IllegalStateException} too, but for
 * {@link #close()} itself, {@link #attempt()} and {@link #isRollbackOnly()}.
 */
public interface Context extends AutoCloseable {

  /**
   * The context of the work that runs on this thread.
   *
   * @return the innermost open context of the current thread
   * @throws IllegalStateException if there is none
   */
  static Context current() {
    return UnitOfWork.current().view();
  }

  /**
   * A resource of this context's own database.
   *
   * @param type {@link Connection}, {@code Context} itself, or what the database provides:
   *     Hibernate's {@code Session} and {@code StatelessSession}, {@code
   *     jakarta.persistence.EntityManager}
   * @param <R> the type of the resource
   * @return the same instance each time; it takes a connection from the pool at its first statement
   *     and must not be kept beyond the context
   * @throws IllegalArgumentException if the database does not provide the type; the message lists
   *     what it does
   * @throws IllegalStateException if this context is closed or belongs to another thread
   */
  <R> R get(Class<R> type);

  /**
   * A resource of a database with a name.
   *
   * @param type as in {@link #get(Class)}
   * @param name a name that was given to {@link ContextFactory.Builder#database}
   * @param <R> the type of the resource
   * @return the same instance each time, as in {@link #get(Class)}
   * @throws IllegalArgumentException if there is no such database or it does not provide the type
   * @throws IllegalStateException if this context is closed or belongs to another thread
   */
  <R> R get(Class<R> type, String name);

  /**
   * The connection of this context's own database: {@code get(Connection.class)}.
   *
   * <p>It is in a transaction from its first statement on. {@code commit}, {@code rollback}, {@code
   * close} and {@code setAutoCommit(true)} on it throw {@link IllegalStateException}, because they
   * are the context's to do; savepoints are yours.
   *
   * @return the same instance each time
   * @throws IllegalStateException if this context is closed or belongs to another thread
   */
  Connection connection();

  /**
   * Commits what was done so far and gives the connections back; the next statement takes one again
   * and begins another transaction. What {@link #afterCommit} registered is run. Entities stay
   * managed.
   *
   * <p>At the end of a handler this is the wrapper's business; a handler calls it to let go of its
   * connection in the middle. A later failure then undoes only what came after, and the handler is
   * not attempted again.
   *
   * @throws RollbackOnlyException if {@link #setRollbackOnly()} was called, or the transaction is
   *     broken; everything is rolled back
   * @throws CommitFailedException if the database refused; everything is rolled back
   * @throws CommitOutcomeUnknownException if the connection was lost while the commit was on its
   *     way
   * @throws PartialCommitException if one of several databases had committed when another one
   *     failed
   * @throws IllegalStateException if this context is closed or belongs to another thread
   */
  void commit();

  /**
   * Decides that this unit of work is rolled back although the handler returns normally: its result
   * is then delivered as usual. There is no way back.
   *
   * @throws IllegalStateException if this context is closed or belongs to another thread
   */
  void setRollbackOnly();

  /**
   * Whether {@link #setRollbackOnly()} was called.
   *
   * @return true if so
   */
  boolean isRollbackOnly();

  /**
   * Registers what is to be done once the work is committed: sending a message, dropping a cache
   * entry. Runs in the order of registration, on the worker, after the connections are back and
   * before the wrapper's future completes; not at all if the work is rolled back. At the end of the
   * work it has no context, and calls a wrapper for further database work; after a {@link
   * #commit()} in the middle the context goes on, and what the callback does with it belongs to the
   * next transaction.
   *
   * @param callback what it throws goes to the {@link ContextListener} and the log, and changes
   *     nothing
   * @throws IllegalStateException if this context is closed or belongs to another thread
   */
  void afterCommit(Runnable callback);

  /**
   * Registers what is to be done when this context is closed, whether it was committed or not. The
   * last one registered runs first, on the worker, after the connections are back and before the
   * wrapper's future completes. It has no context.
   *
   * @param callback gets the failure that undid the work, or null; all run even if one throws; what
   *     they throw goes to the {@link ContextListener} and the log, and changes nothing
   * @throws IllegalStateException if this context is closed or belongs to another thread
   */
  void onClose(Consumer<? super @Nullable Throwable> callback);

  /**
   * Which attempt of the call this is.
   *
   * @return 1 unless {@link ContextHandler#attempts()} led to another try
   */
  int attempt();

  /**
   * Rolls back what is not committed, gives everything back, and runs what {@link #onClose}
   * registered. A second call does nothing. For a handler this is the wrapper's business, and a
   * call inside the handler is refused.
   *
   * @throws IllegalStateException if this context belongs to a handler, or to another thread
   */
  @Override
  void close();
}
