package dev.macadam;

import dev.macadam.internal.UnitOfWork;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
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
 * <p>A context belongs to one thread, its <em>worker</em>: every method here but {@code call},
 * {@code run} and {@code get} of a registered value throws {@link IllegalStateException} on another
 * one, and so do the connections and sessions that came from it. The context of a handler that
 * returns a stage has a worker only while {@code call} or {@code run} does something; {@link
 * #setRollbackOnly}, {@link #afterCommit} and {@link #onClose} may be called on any thread there,
 * until the stage completes. After {@link #close()} all of them throw {@link
 * IllegalStateException}, but for {@link #close()} itself, {@link #attempt()} and {@link
 * #isRollbackOnly()}; and so it is after a {@link #commit()} that failed. Once the call was
 * stopped, by its deadline for example, they throw what its caller got. A call that is refused
 * changes nothing. The guide has all of this as a table.
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
   * A resource of this context's own database, or one that is registered without a name. A type is
   * looked for as it is, not by its subtypes: what was registered here or on a context whose child
   * this is, then a value of the factory, then a resource that the factory makes for this context.
   *
   * @param type {@link Connection}, {@code Context} itself, what the database provides (Hibernate's
   *     {@code Session} and {@code StatelessSession}, {@code jakarta.persistence.EntityManager}),
   *     or the type that something was registered under
   * @param <R> the type of the resource
   * @return the same instance each time; what is no value must not be kept beyond the context, and
   *     connections and sessions take a connection from the pool at their first statement
   * @throws IllegalArgumentException if there is no such resource; the message lists what there is
   * @throws IllegalStateException if this context is closed, or if it belongs to another thread and
   *     the resource is no value; or if the resource cannot be made: its factory threw a checked
   *     exception, made nothing, or needs what it makes. The next call tries again
   */
  <R> R get(Class<R> type);

  /**
   * A resource of a database with a name, or one that is registered under a name.
   *
   * @param type as in {@link #get(Class)}
   * @param name a name that was given to {@link ContextFactory.Builder#database}, or to what is
   *     registered; {@value ContextHandler#DEFAULT} is the one of what has none
   * @param <R> the type of the resource
   * @return the same instance each time, as in {@link #get(Class)}
   * @throws IllegalArgumentException if there is no such resource; the message lists what there is
   * @throws IllegalStateException as {@link #get(Class)} does
   */
  <R> R get(Class<R> type, String name);

  /**
   * Registers a value without a name, as {@link #register(String, Class, Object)} does.
   *
   * @param type what it is asked for by
   * @param value not closed by this context
   * @param <R> the type
   * @throws IllegalArgumentException as {@link #register(String, Class, Object)} does
   * @throws IllegalStateException if this context is closed or belongs to another thread
   */
  <R> void register(Class<R> type, R value);

  /**
   * Registers a value that {@link #get(Class, String)} gives from now on, here and in contexts that
   * are children of this one. It hides what the factory has under the same type and name.
   *
   * @param name not blank
   * @param type what it is asked for by: exactly this class or interface
   * @param value not closed by this context; any thread may ask for it
   * @param <R> the type
   * @throws IllegalArgumentException if something was registered here under that type and name
   *     before, the name is blank, the value is not of the type, or the type is primitive, an array
   *     or one that this context or a database has of its own; nothing is registered
   * @throws IllegalStateException if this context is closed or belongs to another thread
   */
  <R> void register(String name, Class<R> type, R value);

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
   * Does work in this context, on a worker: for handlers that return a stage, which run on the
   * calling thread and do there what does not block. The worker is a thread of the handler's
   * executor.
   *
   * <p>May be called on any thread until the stage completes, and returns at once. One piece of
   * work runs at a time, in the order of the calls, and all of it belongs to one unit of work. The
   * first one waits for admission; the permit is kept until the context is closed. On the context's
   * own worker, as in a handler that returns no stage, the work is done in place.
   *
   * @param work gets this context, which it may use until it returns
   * @param <T> the type of the result
   * @return completes with the result, where the wrapper's future does; or with what the work
   *     threw, which undoes nothing unless the handler's stage fails too; or with the reason why
   *     the work was not done: the call was rejected or stopped, its stage has completed, or this
   *     is another thread than that of a handler without a stage. Cancelling it takes the work back
   *     if it has not begun. It must not be waited for on a worker or an event loop
   */
  default <T extends @Nullable Object> CompletableFuture<T> call(
      ContextFunction<? super Context, ? extends T, ?> work) {
    return call(Context.class, work);
  }

  /**
   * Does work with one resource of this context, as {@link #call(ContextFunction)} does.
   *
   * <pre>{@code
   * context.call(Session.class, session -> session.find(Price.class, id))
   *     .thenCompose(price -> payments.charge(price))
   * }</pre>
   *
   * @param type what the work needs, as in {@link #get(Class)}
   * @param work gets the resource
   * @param <R> the type of the resource
   * @param <T> the type of the result
   * @return completes as in {@link #call(ContextFunction)}
   */
  <R, T extends @Nullable Object> CompletableFuture<T> call(
      Class<R> type, ContextFunction<? super R, ? extends T, ?> work);

  /**
   * Does work with one resource of this context on a worker of another executor than the handler's,
   * otherwise as {@link #call(ContextFunction)} does.
   *
   * @param executor a name that was given to {@link ContextFactory.Builder#executor}
   * @param type what the work needs, as in {@link #get(Class)}
   * @param work gets the resource
   * @param <R> the type of the resource
   * @param <T> the type of the result
   * @return completes as in {@link #call(ContextFunction)}
   * @throws IllegalArgumentException if there is no executor of that name, or it is {@link
   *     ContextHandler#CALLER}
   */
  <R, T extends @Nullable Object> CompletableFuture<T> call(
      String executor, Class<R> type, ContextFunction<? super R, ? extends T, ?> work);

  /**
   * Does work without a result in this context, as {@link #call(ContextFunction)} does.
   *
   * @param work gets this context, which it may use until it returns
   * @return completes with null, or with a failure as in {@link #call(ContextFunction)}
   */
  default CompletableFuture<Void> run(ContextConsumer<? super Context, ?> work) {
    return run(Context.class, work);
  }

  /**
   * Does work without a result with one resource of this context, as {@link #call(ContextFunction)}
   * does.
   *
   * @param type what the work needs, as in {@link #get(Class)}
   * @param work gets the resource
   * @param <R> the type of the resource
   * @return completes with null, or with a failure as in {@link #call(ContextFunction)}
   */
  default <R> CompletableFuture<Void> run(Class<R> type, ContextConsumer<? super R, ?> work) {
    return call(type, withoutResult(work));
  }

  /**
   * Does work without a result on a worker of another executor than the handler's, otherwise as
   * {@link #call(ContextFunction)} does.
   *
   * @param executor a name that was given to {@link ContextFactory.Builder#executor}
   * @param type what the work needs, as in {@link #get(Class)}
   * @param work gets the resource
   * @param <R> the type of the resource
   * @return completes with null, or with a failure as in {@link #call(ContextFunction)}
   * @throws IllegalArgumentException if there is no executor of that name, or it is {@link
   *     ContextHandler#CALLER}
   */
  default <R> CompletableFuture<Void> run(
      String executor, Class<R> type, ContextConsumer<? super R, ?> work) {
    return call(executor, type, withoutResult(work));
  }

  // Null is the one value that Void has.
  @SuppressWarnings("NullAway")
  private static <R> ContextFunction<R, Void, Throwable> withoutResult(
      ContextConsumer<? super R, ?> work) {
    return resource -> {
      work.accept(resource);
      return null;
    };
  }

  /**
   * Opens a child: a unit of work of its own on this thread, inside of this one. It has its own
   * connection and its own transaction on the same database, so that what it commits stays whatever
   * becomes of this unit, and it sees nothing of this unit's that is not committed. It ends with
   * this unit's deadline at the latest, and is stopped with it.
   *
   * <p>It is not {@link #current()}, and has to be closed before this context, or before the work
   * that was given to {@code call}:
   *
   * <pre>{@code
   * try (Context child = context.child()) {
   *   child.get(Session.class).persist(new Attempt(name));
   *   child.commit();
   * }
   * context.child().inContext(Session.class, session -> session.persist(new Attempt(name)));
   * }</pre>
   *
   * <p>A parent that ends first fails with an {@link IllegalStateException}, and both are rolled
   * back and closed.
   *
   * @return an open context with the options that {@link ContextHandler} has by default
   * @throws HandlerRejectedException if no connection is free at this moment: waiting for one could
   *     be waiting for what this unit holds
   * @throws IllegalStateException if this context is closed or belongs to another thread
   */
  Context child();

  /**
   * Does work in this context, which was opened by hand, and ends it: commits when the work
   * returns, rolls back when it throws, closes in any case.
   *
   * @param work gets this context
   * @param <X> what the work may throw
   * @throws X what the work threw, the very instance; everything is rolled back
   * @throws IllegalStateException if this context is closed, belongs to another thread, or to a
   *     handler, which ends it
   * @throws RollbackOnlyException as {@link #commit()} does, unless the work asked for it
   * @throws CommitFailedException as {@link #commit()} does
   * @throws CommitOutcomeUnknownException as {@link #commit()} does
   */
  default <X extends Throwable> void inContext(ContextConsumer<? super Context, X> work) throws X {
    inContext(Context.class, work);
  }

  /**
   * Does work with one resource of this context and ends it, as {@link #inContext(ContextConsumer)}
   * does.
   *
   * @param type what the work needs, as in {@link #get(Class)}
   * @param work gets the resource
   * @param <R> the type of the resource
   * @param <X> what the work may throw
   * @throws X what the work threw, the very instance; everything is rolled back
   */
  default <R, X extends Throwable> void inContext(Class<R> type, ContextConsumer<? super R, X> work)
      throws X {
    this.<R, Boolean, X>fromContext(
        type,
        resource -> {
          work.accept(resource);
          return true;
        });
  }

  /**
   * Does work with a result in this context and ends it, as {@link #inContext(ContextConsumer)}
   * does.
   *
   * @param work gets this context
   * @param <T> the type of the result
   * @param <X> what the work may throw
   * @return what the work returned, after the commit
   * @throws X what the work threw, the very instance; everything is rolled back
   */
  default <T extends @Nullable Object, X extends Throwable> T fromContext(
      ContextFunction<? super Context, ? extends T, X> work) throws X {
    return fromContext(Context.class, work);
  }

  /**
   * Does work with one resource of this context and a result and ends it, as {@link
   * #inContext(ContextConsumer)} does.
   *
   * @param type what the work needs, as in {@link #get(Class)}
   * @param work gets the resource
   * @param <R> the type of the resource
   * @param <T> the type of the result
   * @param <X> what the work may throw
   * @return what the work returned, after the commit
   * @throws X what the work threw, the very instance; everything is rolled back
   */
  <R, T extends @Nullable Object, X extends Throwable> T fromContext(
      Class<R> type, ContextFunction<? super R, ? extends T, X> work) throws X;

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
   * @throws CommitFailedException if the database refused, or a resource did; everything is rolled
   *     back
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
   * @throws IllegalStateException if this context belongs to a handler, or to another thread; if a
   *     context that was opened later on this thread, and is no child, is still open: then nothing
   *     happens; if a child is still open: then both are closed
   */
  @Override
  void close();
}
