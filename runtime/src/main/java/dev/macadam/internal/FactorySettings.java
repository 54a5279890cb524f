package dev.macadam.internal;

import dev.macadam.ContextHandler;
import dev.macadam.ContextListener;
import dev.macadam.spi.Database;
import dev.macadam.spi.ResourceFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the builder of a factory has been told so far. */
public final class FactorySettings {

  /** An executor as it was registered. */
  record ExecutorSetting(Executor executor, int limit) {}

  private final Map<String, Database> databases = new LinkedHashMap<>();
  private final Map<String, ExecutorSetting> executors = new LinkedHashMap<>();
  private final Shutdown owned = new Shutdown();
  private final ResourceRegistry resources = new ResourceRegistry();
  private final List<ContextListener> listeners = new ArrayList<>();
  private Duration timeout = Duration.ofSeconds(30);
  private int maxWaiting = 1_000;
  private Duration maxWait = Duration.ofSeconds(10);
  private Duration gracePeriod = Duration.ofSeconds(10);
  private @Nullable Supplier<? extends @Nullable Executor> completeOn;
  private @Nullable UnaryOperator<Runnable> taskDecorator;
  private boolean used;

  /** See {@code ContextFactory.Builder.database}. */
  public void addDatabase(String name, Database database) {
    Objects.requireNonNull(database, "database");
    requireName("database", name);
    if (databases.containsKey(name)
        || (name.equals(ContextHandler.DEFAULT) && !databases.isEmpty())) {
      throw new IllegalArgumentException(
          "There is a database named '"
              + name
              + "' already. The first one is the 'default'; give the others names of their own with"
              + " database(name, database).");
    }
    if (databases.containsValue(database)) {
      throw new IllegalArgumentException(
          "The database for '"
              + name
              + "' is registered already under another name. A second name would admit as many units"
              + " again to the same connections.");
    }
    databases.put(name, database);
    owned.add(name, database);
  }

  /** See {@code ContextFactory.Builder.executor}. */
  public void addExecutor(String name, Executor executor, int limit) {
    Objects.requireNonNull(executor, "executor");
    requireName("executor", name);
    if (name.equals(ContextHandler.CALLER)) {
      throw new IllegalArgumentException(
          "The name '" + name + "' means the calling thread. Call the executor something else.");
    }
    if (limit < 1) {
      throw new IllegalArgumentException(
          "The limit of executor '" + name + "' is " + limit + "; it has to be at least 1.");
    }
    if (executors.putIfAbsent(name, new ExecutorSetting(executor, limit)) != null) {
      throw new IllegalArgumentException(
          "There is an executor named '" + name + "' already. Give this one another name.");
    }
  }

  /** See {@code ContextFactory.Builder.ownedExecutor}. */
  public void addOwnedExecutor(String name, ExecutorService executor, int limit) {
    addExecutor(name, executor, limit);
    owned.add(name, executor);
  }

  /** See {@code ContextFactory.Builder.value}. */
  public void addValue(String name, Class<?> type, Object value) {
    Objects.requireNonNull(value, "value");
    resources.addValue(ResourceKey.toRegister(name, type), value);
  }

  /** See {@code ContextFactory.Builder.resource}. */
  public void addResource(String name, Class<?> type, ResourceFactory<?> factory) {
    Objects.requireNonNull(factory, "factory");
    resources.addFactory(ResourceKey.toRegister(name, type), factory);
  }

  /** See {@code ContextFactory.Builder.timeout}. */
  public void setTimeout(Duration timeout) {
    this.timeout = requirePositive("timeout", timeout);
  }

  /** See {@code ContextFactory.Builder.maxWaiting}. */
  public void setMaxWaiting(int calls) {
    if (calls < 0) {
      throw new IllegalArgumentException("maxWaiting is " + calls + "; it has to be 0 or more.");
    }
    this.maxWaiting = calls;
  }

  /** See {@code ContextFactory.Builder.maxWait}. */
  public void setMaxWait(Duration wait) {
    this.maxWait = requirePositive("maxWait", wait);
  }

  /** See {@code ContextFactory.Builder.gracePeriod}. */
  public void setGracePeriod(Duration period) {
    if (period.isNegative()) {
      throw new IllegalArgumentException(
          "gracePeriod is " + period + "; it has to be zero or more.");
    }
    this.gracePeriod = period;
  }

  /** See {@code ContextFactory.Builder.listener}. */
  public void addListener(ContextListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
  }

  /** See {@code ContextFactory.Builder.completeOn}. */
  public void setCompleteOn(Supplier<? extends @Nullable Executor> executor) {
    this.completeOn = Objects.requireNonNull(executor, "executor");
  }

  /** See {@code ContextFactory.Builder.taskDecorator}. */
  public void setTaskDecorator(UnaryOperator<Runnable> decorator) {
    this.taskDecorator = Objects.requireNonNull(decorator, "decorator");
  }

  /** What was added has one owner, whether or not that can be built. */
  void useOnce() {
    if (used) {
      throw Messages.builderUsed();
    }
    used = true;
  }

  Map<String, Database> databases() {
    return databases;
  }

  Map<String, ExecutorSetting> executors() {
    return executors;
  }

  Shutdown owned() {
    return owned;
  }

  ResourceRegistry resources() {
    return resources;
  }

  List<ContextListener> listeners() {
    return listeners;
  }

  Duration timeout() {
    return timeout;
  }

  int maxWaiting() {
    return maxWaiting;
  }

  Duration maxWait() {
    return maxWait;
  }

  Duration gracePeriod() {
    return gracePeriod;
  }

  @Nullable Supplier<? extends @Nullable Executor> completeOn() {
    return completeOn;
  }

  @Nullable UnaryOperator<Runnable> taskDecorator() {
    return taskDecorator;
  }

  private static void requireName(String kind, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("The name of the " + kind + " is blank. Give it one.");
    }
  }

  private static Duration requirePositive(String setting, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          setting + " is " + duration + "; it has to be more than zero.");
    }
    return duration;
  }
}
