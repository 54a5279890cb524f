package dev.macadam.support;

import dev.macadam.ContextHandler;
import dev.macadam.Isolation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a handler's annotation and parameters say, as a constant of its wrapper. Immutable: each
 * method here returns a changed copy.
 */
public final class HandlerDefinition {

  private final String name;
  private final String executor;
  private final String database;
  private final boolean readOnly;
  private final Isolation isolation;
  private final @Nullable Duration timeout;
  private final int attempts;
  private final List<Class<? extends Throwable>> retryOn;
  private final List<Resource> resources;

  /**
   * What a handler takes from its context.
   *
   * @param type the type of the parameter
   * @param name the name of its database, or that under which it is registered; null for the
   *     handler's own database, or a resource without a name
   */
  public record Resource(Class<?> type, @Nullable String name) {}

  private HandlerDefinition(
      String name,
      String executor,
      String database,
      boolean readOnly,
      Isolation isolation,
      @Nullable Duration timeout,
      int attempts,
      List<Class<? extends Throwable>> retryOn,
      List<Resource> resources) {
    this.name = name;
    this.executor = executor;
    this.database = database;
    this.readOnly = readOnly;
    this.isolation = isolation;
    this.timeout = timeout;
    this.attempts = attempts;
    this.retryOn = List.copyOf(retryOn);
    this.resources = List.copyOf(resources);
  }

  /**
   * A handler with the defaults of {@link ContextHandler}.
   *
   * @param handlers the class that declares it
   * @param method its name
   * @return its definition
   */
  public static HandlerDefinition of(Class<?> handlers, String method) {
    return new HandlerDefinition(
        handlers.getSimpleName() + "." + method,
        ContextHandler.DEFAULT,
        ContextHandler.DEFAULT,
        false,
        Isolation.DEFAULT,
        null,
        1,
        List.of(),
        List.of());
  }

  /**
   * Adds a resource of the handler's own database, or one that is registered without a name.
   *
   * @param type the type of a parameter that comes from the context
   * @return a copy with it
   */
  public HandlerDefinition using(Class<?> type) {
    return usingResource(new Resource(type, null));
  }

  /**
   * Adds a resource of a named database, or one that is registered under a name.
   *
   * @param type the type of a parameter that comes from the context
   * @param name the name of its database, or its own
   * @return a copy with it
   */
  public HandlerDefinition using(Class<?> type, String name) {
    return usingResource(new Resource(type, Objects.requireNonNull(name, "name")));
  }

  private HandlerDefinition usingResource(Resource resource) {
    List<Resource> more = new ArrayList<>(resources);
    more.add(resource);
    return new HandlerDefinition(
        name, executor, database, readOnly, isolation, timeout, attempts, retryOn, more);
  }

  /**
   * Sets {@link ContextHandler#executor()}.
   *
   * @param executor the name
   * @return a copy with it
   */
  public HandlerDefinition onExecutor(String executor) {
    return new HandlerDefinition(
        name, executor, database, readOnly, isolation, timeout, attempts, retryOn, resources);
  }

  /**
   * Sets {@link ContextHandler#database()}.
   *
   * @param database the name
   * @return a copy with it
   */
  public HandlerDefinition onDatabase(String database) {
    return new HandlerDefinition(
        name, executor, database, readOnly, isolation, timeout, attempts, retryOn, resources);
  }

  /**
   * Sets {@link ContextHandler#readOnly()}.
   *
   * @return a copy with it
   */
  public HandlerDefinition readOnly() {
    return new HandlerDefinition(
        name, executor, database, true, isolation, timeout, attempts, retryOn, resources);
  }

  /**
   * Sets {@link ContextHandler#isolation()}.
   *
   * @param isolation the isolation
   * @return a copy with it
   */
  public HandlerDefinition isolation(Isolation isolation) {
    return new HandlerDefinition(
        name, executor, database, readOnly, isolation, timeout, attempts, retryOn, resources);
  }

  /**
   * Sets {@link ContextHandler#timeout()}.
   *
   * @param timeout positive
   * @return a copy with it
   */
  public HandlerDefinition timeout(Duration timeout) {
    return new HandlerDefinition(
        name, executor, database, readOnly, isolation, timeout, attempts, retryOn, resources);
  }

  /**
   * Sets {@link ContextHandler#attempts()}.
   *
   * @param attempts at least 1
   * @return a copy with it
   */
  public HandlerDefinition attempts(int attempts) {
    return new HandlerDefinition(
        name, executor, database, readOnly, isolation, timeout, attempts, retryOn, resources);
  }

  /**
   * Sets {@link ContextHandler#retryOn()}.
   *
   * @param retryOn the exceptions
   * @return a copy with it
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // The array is only read.
  public final HandlerDefinition retryOn(Class<? extends Throwable>... retryOn) {
    return new HandlerDefinition(
        name,
        executor,
        database,
        readOnly,
        isolation,
        timeout,
        attempts,
        List.of(retryOn),
        resources);
  }

  /**
   * A name for people.
   *
   * @return class and method, {@code People.adopt}
   */
  public String name() {
    return name;
  }

  /**
   * {@link ContextHandler#executor()}.
   *
   * @return a name
   */
  public String executor() {
    return executor;
  }

  /**
   * {@link ContextHandler#database()}.
   *
   * @return a name
   */
  public String database() {
    return database;
  }

  /**
   * {@link ContextHandler#readOnly()}.
   *
   * @return true if so
   */
  public boolean isReadOnly() {
    return readOnly;
  }

  /**
   * {@link ContextHandler#isolation()}.
   *
   * @return the isolation
   */
  public Isolation isolation() {
    return isolation;
  }

  /**
   * {@link ContextHandler#timeout()}.
   *
   * @return null for the factory's
   */
  public @Nullable Duration timeout() {
    return timeout;
  }

  /**
   * {@link ContextHandler#attempts()}.
   *
   * @return at least 1
   */
  public int attempts() {
    return attempts;
  }

  /**
   * {@link ContextHandler#retryOn()}.
   *
   * @return unmodifiable
   */
  public List<Class<? extends Throwable>> retryOn() {
    return retryOn;
  }

  /**
   * What the handler takes from its context.
   *
   * @return unmodifiable
   */
  public List<Resource> resources() {
    return resources;
  }

  @Override
  public String toString() {
    return name;
  }
}
