package dev.macadam.support;

import dev.macadam.ContextFactory;
import dev.macadam.internal.DefaultContextFactory;
import dev.macadam.internal.Handlers;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a wrapper has of a factory: it sends the calls of its handlers through admission. */
public final class HandlerSupport {

  private final Handlers handlers;

  private HandlerSupport(Handlers handlers) {
    this.handlers = handlers;
  }

  /**
   * Binds a wrapper's handlers to a factory.
   *
   * @param contexts made by {@link ContextFactory#builder()}
   * @param definitions all handlers of the wrapper
   * @return support for these handlers
   * @throws IllegalArgumentException if a handler names an executor, a database or a resource that
   *     the factory does not have; the message lists those that it has
   */
  public static HandlerSupport of(ContextFactory contexts, HandlerDefinition... definitions) {
    return new HandlerSupport(DefaultContextFactory.from(contexts).bind(definitions));
  }

  /**
   * Runs a handler on its executor. Returns at once, and never throws what the handler does.
   *
   * @param definition one of those that this support was made with
   * @param body makes one attempt
   * @param <T> what the handler returns
   * @return completes with the result after the commit, when the connection is back in its pool; or
   *     with the failure. Cancelling it stops the work
   */
  public <T extends @Nullable Object> CompletableFuture<T> submit(
      HandlerDefinition definition, HandlerBody<T> body) {
    return handlers.submit(definition, body);
  }

  /**
   * Runs a handler that returns nothing on its executor, as {@link #submit(HandlerDefinition,
   * HandlerBody)} does.
   *
   * @param definition one of those that this support was made with
   * @param work makes one attempt
   * @return completes with null after the commit, or with the failure
   */
  public CompletableFuture<Void> submitWork(HandlerDefinition definition, HandlerWork work) {
    return handlers.submit(definition, withoutResult(work));
  }

  /**
   * Runs a handler that returns a stage: its body on the calling thread, its end on a worker when
   * the stage has completed. Never throws what the handler does, and does not wait for the stage.
   *
   * @param definition one of those that this support was made with
   * @param body opens the context and runs the handler
   * @param end commits or rolls back, and closes the context
   * @param <T> what the stage completes with
   * @return completes with the value of the stage after the commit, when the connection is back in
   *     its pool; or with the failure. Cancelling it stops the work
   */
  public <T extends @Nullable Object> CompletableFuture<T> submitStage(
      HandlerDefinition definition, StageBody<T> body, StageEnd<T> end) {
    return handlers.submitStage(definition, body, end);
  }

  /**
   * Runs a handler on the calling thread. Throws whatever the body throws, checked exceptions too:
   * the wrapper's method declares those of its handler.
   *
   * @param definition one of those that this support was made with
   * @param body makes one attempt
   * @param <T> what the handler returns
   * @return what the handler returned, after the commit
   */
  public <T extends @Nullable Object> T call(HandlerDefinition definition, HandlerBody<T> body) {
    return handlers.call(definition, body);
  }

  /**
   * Runs a handler that returns nothing on the calling thread, as {@link #call(HandlerDefinition,
   * HandlerBody)} does.
   *
   * @param definition one of those that this support was made with
   * @param work makes one attempt
   */
  public void callWork(HandlerDefinition definition, HandlerWork work) {
    handlers.call(definition, withoutResult(work));
  }

  @SuppressWarnings("NullAway") // Null is the one value that Void has.
  private static HandlerBody<Void> withoutResult(HandlerWork work) {
    return attempt -> {
      work.run(attempt);
      return null;
    };
  }
}
