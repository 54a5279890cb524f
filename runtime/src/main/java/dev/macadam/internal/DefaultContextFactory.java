package dev.macadam.internal;

import dev.macadam.Context;
import dev.macadam.ContextFactory;
import dev.macadam.ContextFunction;
import dev.macadam.ContextHandler;
import dev.macadam.spi.Database;
import dev.macadam.support.HandlerContext;
import dev.macadam.support.HandlerDefinition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The factory: registers, binds, opens, and in the end closes everything in order. */
public final class DefaultContextFactory implements ContextFactory {

  /** How long a stopped unit may take to come back before it is left behind. */
  private static final long STOPPED_PERIOD = TimeUnit.SECONDS.toNanos(5);

  private final Map<String, RegisteredDatabase> databases = new LinkedHashMap<>();
  private final Map<String, Workers> workers = new LinkedHashMap<>();
  private final ResourceRegistry resources;
  private final Events events;
  private final long timeoutNanos;
  private final long maxWaitNanos;
  private final long graceNanos;
  private final ExecutorService ownExecutor;
  private final Shutdown owned;
  private final DeadlineWatch watch;
  private final @Nullable Supplier<? extends @Nullable Executor> completeOn;
  private final @Nullable UnaryOperator<Runnable> taskDecorator;
  private final BoundHandler byHand;
  private final BoundHandler inContext;
  private final ReentrantLock closing = new ReentrantLock();
  private boolean closed;

  private DefaultContextFactory(FactorySettings settings, ExecutorService ownExecutor) {
    this.ownExecutor = ownExecutor;
    this.owned = settings.owned().copy();
    this.events = new Events(settings.listeners());
    this.timeoutNanos = nanos(settings.timeout());
    this.maxWaitNanos = nanos(settings.maxWait());
    this.graceNanos = nanos(settings.gracePeriod());
    this.completeOn = settings.completeOn();
    this.taskDecorator = settings.taskDecorator();
    registerWorkers(settings);
    registerDatabases(settings);
    this.resources = settings.resources().on(databases.values());
    settings.databases().forEach(DefaultContextFactory::makeReady);
    // The last thing that can fail, because it starts a thread.
    this.watch = new DeadlineWatch();
    this.byHand = direct("openContext");
    this.inContext = direct("inContext");
  }

  /** Opens a factory; whenever that fails, what it owns is closed. */
  public static ContextFactory open(FactorySettings settings) {
    settings.useOnce();
    ExecutorService ownExecutor = Workers.ownExecutor();
    try {
      if (settings.databases().isEmpty()) {
        throw new IllegalStateException(
            "A ContextFactory needs a database. Call database(…) before build().");
      }
      settings.executors().forEach((name, setting) -> requireHandOver(name, setting.executor()));
      return new DefaultContextFactory(settings, ownExecutor);
    } catch (Throwable failure) {
      settings.owned().run(failure);
      ownExecutor.shutdown();
      throw failure;
    }
  }

  /** The factory behind the interface. */
  public static DefaultContextFactory from(ContextFactory contexts) {
    if (contexts instanceof DefaultContextFactory factory) {
      return factory;
    }
    throw new IllegalArgumentException(
        "A wrapper needs a factory that was made by ContextFactory.builder(), not "
            + contexts
            + ".");
  }

  // --- Registration ----------------------------------------------------------------------------

  private void registerWorkers(FactorySettings settings) {
    workers.put(ContextHandler.CALLER, new Workers(ContextHandler.CALLER, Runnable::run, 0, false));
    workers.put(
        ContextHandler.DEFAULT,
        new Workers(ContextHandler.DEFAULT, ownExecutor, workers.size(), false));
    settings
        .executors()
        .forEach(
            (name, setting) -> {
              Workers replaced = workers.get(name);
              int lane = replaced == null ? workers.size() : replaced.lane();
              workers.put(name, new Workers(name, setting.executor(), lane, true));
            });
  }

  private void registerDatabases(FactorySettings settings) {
    int[] limits = new int[workers.size()];
    workers.forEach(
        (name, each) -> {
          FactorySettings.ExecutorSetting setting = settings.executors().get(name);
          limits[each.lane()] = setting == null ? Integer.MAX_VALUE : setting.limit();
        });
    settings
        .databases()
        .forEach(
            (name, database) -> {
              Gate gate =
                  new Gate(database.connections().size(), settings.maxWaiting(), limits.clone());
              RegisteredDatabase registered = new RegisteredDatabase(name, database, gate);
              databases.put(name, registered);
              databases.putIfAbsent(ContextHandler.DEFAULT, registered);
            });
  }

  private static void makeReady(String name, Database database) {
    try {
      database.ready();
    } catch (Exception failure) {
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw Messages.notReady(name, failure);
    }
  }

  private BoundHandler direct(String method) {
    return bind(
        HandlerDefinition.of(ContextFactory.class, method).onExecutor(ContextHandler.CALLER));
  }

  /** Binds the handlers of a wrapper. */
  public Handlers bind(HandlerDefinition... definitions) {
    BoundHandler[] bound = new BoundHandler[definitions.length];
    for (int index = 0; index < bound.length; index++) {
      bound[index] = bind(definitions[index]);
    }
    return new Handlers(bound);
  }

  private BoundHandler bind(HandlerDefinition definition) {
    Workers executor = workers(definition.executor(), definition.name());
    RegisteredDatabase database = database(definition);
    for (HandlerDefinition.Resource resource : definition.resources()) {
      requireKnown(definition, resource, database);
    }
    Duration timeout = definition.timeout();
    return new BoundHandler(
        definition, this, database, executor, timeout == null ? timeoutNanos : nanos(timeout));
  }

  private void requireKnown(
      HandlerDefinition definition, HandlerDefinition.Resource resource, RegisteredDatabase own) {
    String name = resource.name();
    RegisteredDatabase database = name == null ? own : databases.get(name);
    boolean provided = database != null && database.provides(resource.type());
    if (!provided
        && !resources.knows(
            new ResourceKey(resource.type(), name == null ? ContextHandler.DEFAULT : name))) {
      throw missing(definition.name(), resource.type(), name, own, resources.keys());
    }
  }

  /**
   * Why there is no such resource.
   *
   * @param name null if it was asked for without one
   * @param own the database that is meant then
   * @param registered what can be asked for besides the databases' views
   */
  IllegalArgumentException missing(
      String handler,
      Class<?> type,
      @Nullable String name,
      RegisteredDatabase own,
      Set<ResourceKey> registered) {
    List<String> names =
        registered.stream().filter(key -> key.type() == type).map(ResourceKey::name).toList();
    if (!names.isEmpty()) {
      return Messages.unknownResource(
          handler, type, name == null ? ContextHandler.DEFAULT : name, names);
    }
    RegisteredDatabase database = name == null ? own : databases.get(name);
    if (database != null) {
      return Messages.notProvided(handler, type, database, registered);
    }
    return databases.values().stream().anyMatch(each -> each.provides(type))
        ? Messages.unknown(handler, "database", String.valueOf(name), databases.keySet())
        : Messages.notRegistered(
            handler, type, String.valueOf(name), databases.keySet(), registered);
  }

  private RegisteredDatabase database(HandlerDefinition definition) {
    RegisteredDatabase database = databases.get(definition.database());
    if (database == null) {
      throw Messages.unknown(
          definition.name(), "database", definition.database(), databases.keySet());
    }
    return database;
  }

  /** The executor of that name, for a hop of a handler. */
  Workers hopWorkers(String name, BoundHandler handler) {
    Workers named = workers(name, handler.name());
    if (name.equals(ContextHandler.CALLER)) {
      throw Messages.hopInCaller(handler.name());
    }
    return named;
  }

  private Workers workers(String name, String handler) {
    Workers named = workers.get(name);
    if (named == null) {
      throw Messages.unknown(handler, "executor", name, workers.keySet());
    }
    return named;
  }

  /** The handler of contexts that are opened by hand. */
  BoundHandler byHand() {
    return byHand;
  }

  /** Where futures of calls that are made now, on this thread, complete; null if wherever. */
  @Nullable Executor captureCompleteOn() {
    return completeOn == null ? null : completeOn.get();
  }

  /** What takes thread-locals along, or null. */
  @Nullable UnaryOperator<Runnable> taskDecorator() {
    return taskDecorator;
  }

  /** The first database of some kind, or null. */
  @Nullable RegisteredDatabase find(Predicate<? super Database> which) {
    for (RegisteredDatabase each : databases.values()) {
      if (which.test(each.database())) {
        return each;
      }
    }
    return null;
  }

  @Nullable RegisteredDatabase databaseOrNull(String name) {
    return databases.get(name);
  }

  ResourceRegistry resources() {
    return resources;
  }

  /** A key under which something can be registered on a context of this factory. */
  ResourceKey keyToRegister(String name, Class<?> type) {
    ResourceKey key = ResourceKey.toRegister(name, type);
    ResourceRegistry.requireNoView(key, databases.values());
    return key;
  }

  DeadlineWatch watch() {
    return watch;
  }

  Events events() {
    return events;
  }

  long maxWaitNanos() {
    return maxWaitNanos;
  }

  /**
   * Tries an executor out: a task that is done when {@code execute} returns, on the thread that
   * called it, would have blocked that thread.
   */
  private static void requireHandOver(String name, Executor executor) {
    Thread caller = Thread.currentThread();
    boolean[] inCaller = new boolean[1];
    executor.execute(
        () -> {
          if (Thread.currentThread() == caller) {
            inCaller[0] = true;
          }
        });
    if (inCaller[0]) {
      throw new IllegalArgumentException(
          "Executor '"
              + name
              + "' runs its tasks in the thread that submits them, which would block it. Use one"
              + " that has threads of its own, or say @ContextHandler(executor ="
              + " ContextHandler.CALLER) if that is what is meant.");
    }
  }

  private static long nanos(Duration duration) {
    try {
      // Far enough from the end of the range that a time can be added.
      return Math.min(duration.toNanos(), Long.MAX_VALUE / 4);
    } catch (ArithmeticException centuries) {
      return Long.MAX_VALUE / 4;
    }
  }

  // --- Contexts --------------------------------------------------------------------------------

  @Override
  public Context openContext() {
    return DirectInvocation.open(byHand).view();
  }

  @Override
  public <R, T extends @Nullable Object, X extends Throwable> T fromContext(
      Class<R> type, ContextFunction<? super R, ? extends T, X> work) throws X {
    return DirectInvocation.<T>call(
        inContext,
        attempt -> {
          HandlerContext context = attempt.openContext();
          try {
            T result = work.apply(context.get(type));
            context.commit();
            return result;
          } catch (Throwable failure) {
            context.rollback(failure);
            throw failure;
          } finally {
            context.close();
          }
        });
  }

  // --- Close -----------------------------------------------------------------------------------

  @Override
  public void close() {
    for (Invocation running : watch.all()) {
      if (running.isHere()) {
        throw Messages.closedFromInside(running.name());
      }
    }
    watch.refuse();
    closing.lock();
    try {
      if (!closed) {
        closed = true;
        finishOrStop();
        watch.end();
        owned.run(null);
        ownExecutor.shutdown();
      }
    } finally {
      closing.unlock();
    }
  }

  /** Interrupted while it waits, it does not wait any longer, but stops and closes all the same. */
  private void finishOrStop() {
    boolean interrupted = false;
    boolean empty = false;
    try {
      empty = watch.awaitEmpty(graceNanos);
    } catch (InterruptedException impatient) {
      interrupted = true;
    }
    if (!empty) {
      for (Invocation invocation : watch.all()) {
        invocation.reject(Messages.factoryClosed(invocation.handler));
      }
      try {
        watch.awaitEmpty(interrupted ? 0 : STOPPED_PERIOD);
      } catch (InterruptedException impatient) {
        interrupted = true;
      }
      watch.all().forEach(Invocation::cutOff);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
