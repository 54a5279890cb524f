package dev.macadam;

import dev.macadam.internal.DefaultContextFactory;
import dev.macadam.internal.FactorySettings;
import dev.macadam.spi.Database;
import dev.macadam.spi.ResourceFactory;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The long-lived root: it knows the databases and executors, admits the calls of all wrappers, and
 * opens contexts. An application builds one at its start and closes it at its end.
 *
 * <pre>{@code
 * ContextFactory contexts = ContextFactory.builder()
 *     .database(HibernateDatabase.builder(dataSource).entities(Person.class).build())
 *     .build();
 * PeopleInContext people = new PeopleInContext(contexts, new People());
 * }</pre>
 *
 * <p>Safe for use by any number of threads. The methods that open a context here run on the calling
 * thread and block it: they wait for admission, they connect, they run SQL. They are for threads
 * that may block, such as a start-up or a command line; everything else calls a wrapper.
 */
public interface ContextFactory extends AutoCloseable {

  /**
   * Begins to describe a factory.
   *
   * @return a builder that has no database yet
   */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Opens a context on this thread, which it belongs to from now on. Commit it and close it; {@link
   * Context#close()} without {@link Context#commit()} rolls back. It becomes {@link
   * Context#current()}, and contexts that one thread has opened are closed in reverse order. The
   * factory's timeout counts from here: after that the context cannot be used or committed any
   * more.
   *
   * @return an open context of the default database
   * @throws HandlerRejectedException if it is not admitted, or this factory is closed
   * @throws HandlerTimeoutException if the factory's timeout passes before it is admitted
   */
  Context openContext();

  /**
   * Does work in a context of its own, on this thread: commits when it returns, rolls back when it
   * throws, closes always.
   *
   * @param work gets the context
   * @param <X> what the work may throw
   * @throws X what the work threw, the very instance; everything is rolled back
   * @throws HandlerRejectedException if it is not admitted; the work did not run
   * @throws HandlerTimeoutException if it took longer than the factory's timeout; rolled back
   * @throws RollbackOnlyException as {@link Context#commit()} does, unless the work asked for it
   * @throws CommitFailedException as {@link Context#commit()} does
   * @throws CommitOutcomeUnknownException as {@link Context#commit()} does
   */
  default <X extends Throwable> void inContext(ContextConsumer<? super Context, X> work) throws X {
    inContext(Context.class, work);
  }

  /**
   * Does work with one resource in a context of its own, as {@link #inContext(ContextConsumer)}
   * does.
   *
   * @param type what the work needs, as in {@link Context#get(Class)}
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
   * Does work with a result in a context of its own, as {@link #inContext(ContextConsumer)} does.
   *
   * @param work gets the context
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
   * Does work with one resource and a result in a context of its own, as {@link
   * #inContext(ContextConsumer)} does.
   *
   * <pre>{@code
   * List<EmployeeRow> employees = contexts.fromContext(Session.class, session -> …);
   * }</pre>
   *
   * @param type what the work needs, as in {@link Context#get(Class)}
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
   * Ends the factory: refuses new calls at once, lets those that run or wait finish within the
   * grace period, then stops the rest, and closes what it owns: databases, executors that were
   * added with {@link Builder#ownedExecutor}, and last of all its own executor, in the reverse
   * order of registration. A database closes the session factory that it has built, then a data
   * source that it owns. What is not owned stays open. What fails to close goes to the log, and the
   * rest is closed all the same. Waits until that is done; a second call, from any thread, waits
   * for the first.
   *
   * @throws IllegalStateException if called by a unit of work of this factory, by one of its
   *     resources or callbacks, or by what is chained on {@link Context#call}, all of which would
   *     wait for themselves; nothing is closed
   */
  @Override
  void close();

  /** Describes a {@link ContextFactory}. Not safe for use by several threads. */
  final class Builder {

    private final FactorySettings settings = new FactorySettings();

    private Builder() {}

    /**
     * Adds the database that is called {@value ContextHandler#DEFAULT}. The factory closes it.
     *
     * @param database made by {@code JdbcDatabase} or {@code HibernateDatabase}
     * @return this builder
     * @throws IllegalArgumentException if there is a database of that name already
     */
    public Builder database(Database database) {
      return database(ContextHandler.DEFAULT, database);
    }

    /**
     * Adds a database under a name. The first one added is the {@value ContextHandler#DEFAULT} too.
     * The factory closes it.
     *
     * @param name what {@link ContextHandler#database()} and {@link FromContext} mean it by
     * @param database made by {@code JdbcDatabase} or {@code HibernateDatabase}
     * @return this builder
     * @throws IllegalArgumentException if the name is blank, or taken
     */
    public Builder database(String name, Database database) {
      settings.addDatabase(name, database);
      return this;
    }

    /**
     * Registers a value without a name, as {@link #value(String, Class, Object)} does.
     *
     * @param type what it is asked for by
     * @param value the same object for every context
     * @param <R> the type
     * @return this builder
     * @throws IllegalArgumentException as {@link #value(String, Class, Object)} does
     */
    public <R> Builder value(Class<R> type, R value) {
      return value(ContextHandler.DEFAULT, type, value);
    }

    /**
     * Registers a value: what {@link Context#get(Class, String)} and {@link FromContext} give in
     * every context. It is not closed with the factory.
     *
     * @param name not blank
     * @param type what it is asked for by: exactly this class or interface
     * @param value the same object for every context; safe for use by several threads
     * @param <R> the type
     * @return this builder
     * @throws IllegalArgumentException if something is registered under that type and name already,
     *     the name is blank, the value is not of the type, or the type is {@link Context}, {@link
     *     java.sql.Connection}, primitive or an array
     */
    public <R> Builder value(String name, Class<R> type, R value) {
      settings.addValue(name, type, value);
      return this;
    }

    /**
     * Registers a resource without a name, as {@link #resource(String, Class, ResourceFactory)}
     * does.
     *
     * @param type what it is asked for by
     * @param factory makes it for each context
     * @param <R> the type
     * @return this builder
     * @throws IllegalArgumentException as {@link #resource(String, Class, ResourceFactory)} does
     */
    public <R> Builder resource(Class<R> type, ResourceFactory<? extends R> factory) {
      return resource(ContextHandler.DEFAULT, type, factory);
    }

    /**
     * Registers a resource: what {@link Context#get(Class, String)} and {@link FromContext} make
     * for a context when it is first asked for there, and close with it.
     *
     * @param name not blank
     * @param type what it is asked for by: exactly this class or interface
     * @param factory makes it for each context, and is told how the context ends
     * @param <R> the type
     * @return this builder
     * @throws IllegalArgumentException if something is registered under that type and name already,
     *     the name is blank, or the type is {@link Context}, {@link java.sql.Connection}, primitive
     *     or an array
     */
    public <R> Builder resource(String name, Class<R> type, ResourceFactory<? extends R> factory) {
      settings.addResource(name, type, factory);
      return this;
    }

    /**
     * Adds an executor for handlers that name it; {@value ContextHandler#DEFAULT} replaces the one
     * that there is otherwise: virtual threads on Java 21 and later, as many platform threads as
     * there is admitted work on Java 17. The factory does not shut it down.
     *
     * @param name what {@link ContextHandler#executor()} means it by
     * @param executor runs each task on a thread that may block, never in its caller
     * @return this builder
     * @throws IllegalArgumentException if the name is blank, reserved, or taken
     */
    public Builder executor(String name, Executor executor) {
      return executor(name, executor, Integer.MAX_VALUE);
    }

    /**
     * Adds an executor whose handlers may hold only some of a database's connections, so that one
     * slow kind of work leaves room for the others.
     *
     * @param name what {@link ContextHandler#executor()} means it by
     * @param executor runs each task on a thread that may block, never in its caller
     * @param limit how many of its handlers run at once on one database, at least 1
     * @return this builder
     * @throws IllegalArgumentException if the name is blank, reserved, or taken, or the limit below
     *     1
     */
    public Builder executor(String name, Executor executor, int limit) {
      settings.addExecutor(name, executor, limit);
      return this;
    }

    /**
     * Adds an executor as {@link #executor(String, Executor)} does, and hands it over: {@link
     * ContextFactory#close()} shuts it down, waits up to 5 seconds for what still runs on it, then
     * interrupts that and says so in the log. So does {@link #build()} if it fails.
     *
     * @param name what {@link ContextHandler#executor()} means it by
     * @param executor runs each task on a thread that may block, never in its caller
     * @return this builder
     * @throws IllegalArgumentException if the name is blank, reserved, or taken
     */
    public Builder ownedExecutor(String name, ExecutorService executor) {
      return ownedExecutor(name, executor, Integer.MAX_VALUE);
    }

    /**
     * Adds an executor with a limit as {@link #executor(String, Executor, int)} does, and hands it
     * over as {@link #ownedExecutor(String, ExecutorService)} does.
     *
     * @param name what {@link ContextHandler#executor()} means it by
     * @param executor runs each task on a thread that may block, never in its caller
     * @param limit how many of its handlers run at once on one database, at least 1
     * @return this builder
     * @throws IllegalArgumentException if the name is blank, reserved, or taken, or the limit below
     *     1
     */
    public Builder ownedExecutor(String name, ExecutorService executor, int limit) {
      settings.addOwnedExecutor(name, executor, limit);
      return this;
    }

    /**
     * How long a unit of work may take if its handler does not say; 30 seconds unless set.
     *
     * @param timeout positive
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder timeout(Duration timeout) {
      settings.setTimeout(timeout);
      return this;
    }

    /**
     * How many calls may wait for a connection of one database before further ones are rejected at
     * once; 1,000 unless set.
     *
     * @param calls 0 or more
     * @return this builder
     * @throws IllegalArgumentException if negative
     */
    public Builder maxWaiting(int calls) {
      settings.setMaxWaiting(calls);
      return this;
    }

    /**
     * How long a call may wait for a connection before it is rejected; 10 seconds unless set. Its
     * deadline counts as well.
     *
     * @param wait positive
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder maxWait(Duration wait) {
      settings.setMaxWait(wait);
      return this;
    }

    /**
     * How long {@link ContextFactory#close()} lets running units finish; 10 seconds unless set.
     *
     * @param period zero or more
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder gracePeriod(Duration period) {
      settings.setGracePeriod(period);
      return this;
    }

    /**
     * Where futures complete: that of each wrapper's method, and those of {@link Context#call}
     * within it. The supplier is asked at each call, on the calling thread, so that an event loop
     * can name itself, and stages that are chained on the future run there:
     *
     * <pre>{@code
     * .completeOn(() -> {
     *   io.vertx.core.Context loop = Vertx.currentContext();
     *   return loop == null ? null : task -> loop.runOnContext(ignored -> task.run());
     * })
     * }</pre>
     *
     * <p>Whoever completes or cancels a future himself does so on his own thread; a time-out that
     * was set with {@link java.util.concurrent.CompletableFuture#orTimeout} comes back.
     *
     * <p>Waiting for such a future on the thread that made the call is refused while it is not
     * complete, because that would be a deadlock.
     *
     * <p>Close the factory before the event loops: a loop that is ending may take a task and drop
     * it, and that future then never completes.
     *
     * @param executor gives an executor; or null, as for a thread that is no event loop, to
     *     complete on the worker, which is also what happens if the executor does not take the
     *     task. What it throws fails the call with {@link HandlerRejectedException}
     * @return this builder
     */
    public Builder completeOn(Supplier<? extends @Nullable Executor> executor) {
      settings.setCompleteOn(executor);
      return this;
    }

    /**
     * Takes thread-locals along from the calling thread to the worker, such as those of logging,
     * tracing or security: by itself nothing travels. The decorator gets each task on the thread
     * that makes the call, or that calls {@link Context#call}, and returns what the executor is to
     * run instead, with Micrometer's context propagation for example:
     *
     * <pre>{@code
     * .taskDecorator(task -> snapshots.captureAll().wrap(task))
     * }</pre>
     *
     * <p>An executor that captures what its caller has does so too for calls that are admitted at
     * once. A call that has waited for a connection, and a further attempt, is handed to its
     * executor by a thread that has nothing to take along; the decorator is right in all cases.
     *
     * @param decorator returns a task that runs the one that it is given, on its own thread; where
     *     a handler has more than one attempt it is run for each of them. What it throws fails the
     *     call with {@link HandlerRejectedException}, and so does a task that does not run the one
     *     that it was given; what a task throws afterwards goes to the {@link ContextListener} and
     *     the log
     * @return this builder
     */
    public Builder taskDecorator(UnaryOperator<Runnable> decorator) {
      settings.setTaskDecorator(decorator);
      return this;
    }

    /**
     * Adds a listener. Several are called in the order in which they were added.
     *
     * @param listener called as {@link ContextListener} says
     * @return this builder
     */
    public Builder listener(ContextListener listener) {
      settings.addListener(listener);
      return this;
    }

    /**
     * Builds the factory: checks everything, then gets the databases {@linkplain Database#ready()
     * ready}, one after the other in the order of registration, on this thread, and waits for that.
     * No context can open before.
     *
     * <p>Whenever this method throws, what was added is closed as {@link ContextFactory#close()}
     * does, and no thread is left behind. An {@link Error} of a database that gets ready is thrown
     * as it is. A builder builds once, because what was added to it is closed with what it builds.
     *
     * @return a factory that is ready for use
     * @throws IllegalStateException if there is no database, or one did not get ready; the cause
     *     says why, and those after it were not tried. Or if this was called before, which closes
     *     nothing
     * @throws IllegalArgumentException if an executor runs its tasks in the caller, or something is
     *     registered under a type that a database provides
     */
    public ContextFactory build() {
      return DefaultContextFactory.open(settings);
    }
  }
}
