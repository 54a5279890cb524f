package dev.macadam.testing;

import dev.macadam.Context;
import dev.macadam.ContextConsumer;
import dev.macadam.ContextFactory;
import dev.macadam.ContextFunction;
import dev.macadam.support.HandlerBody;
import dev.macadam.support.HandlerContext;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.support.HandlerSupport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a generated wrapper does for one handler, whose body is given with each call. */
public final class Wrapper {

  private final HandlerDefinition definition;
  private final HandlerSupport support;

  /** A wrapper for a handler with its options. */
  public Wrapper(ContextFactory contexts, HandlerDefinition definition) {
    this.definition = definition;
    this.support = HandlerSupport.of(contexts, definition);
  }

  /** A wrapper for a handler with the default options. */
  public Wrapper(ContextFactory contexts) {
    this(contexts, handler());
  }

  /** The definition of a handler with the default options. */
  public static HandlerDefinition handler() {
    return HandlerDefinition.of(Wrapper.class, "handler");
  }

  /** Calls the handler on its executor. */
  public <T extends @Nullable Object> CompletableFuture<T> submit(
      ContextFunction<HandlerContext, T, ?> handler) {
    return support.submit(definition, body(handler));
  }

  /** Calls a handler that returns a stage. */
  public <T extends @Nullable Object> CompletableFuture<T> stage(
      ContextFunction<Context, ? extends CompletionStage<? extends T>, ?> handler) {
    return support.submitStage(
        definition,
        attempt -> handler.apply(attempt.openContext().get(Context.class)),
        (context, stage) -> {
          try {
            T result = stage.get();
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

  /** Calls the handler on this thread. */
  public <T extends @Nullable Object> T call(ContextFunction<HandlerContext, T, ?> handler) {
    return support.call(definition, body(handler));
  }

  /** Calls a handler without a result on its executor. */
  public CompletableFuture<Boolean> run(ContextConsumer<HandlerContext, ?> handler) {
    return submit(
        context -> {
          handler.accept(context);
          return true;
        });
  }

  /** Calls a handler without a result on this thread. */
  public void runHere(ContextConsumer<HandlerContext, ?> handler) {
    call(
        context -> {
          handler.accept(context);
          return true;
        });
  }

  private static <T extends @Nullable Object> HandlerBody<T> body(
      ContextFunction<HandlerContext, T, ?> handler) {
    return attempt -> {
      HandlerContext context = attempt.openContext();
      try {
        T result = handler.apply(context);
        context.commit();
        return result;
      } catch (Throwable failure) {
        context.rollback(failure);
        throw failure;
      } finally {
        context.close();
      }
    };
  }
}
