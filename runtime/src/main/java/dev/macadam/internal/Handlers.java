package dev.macadam.internal;

import dev.macadam.support.HandlerBody;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.support.StageBody;
import dev.macadam.support.StageEnd;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The handlers of one wrapper, bound to a factory. */
public final class Handlers {

  private final BoundHandler[] bound;

  Handlers(BoundHandler[] bound) {
    this.bound = bound;
  }

  /** See {@code HandlerSupport.submit}. */
  public <T extends @Nullable Object> CompletableFuture<T> submit(
      HandlerDefinition definition, HandlerBody<T> body) {
    return AsyncInvocation.submit(find(definition), body);
  }

  /** See {@code HandlerSupport.call}. */
  public <T extends @Nullable Object> T call(HandlerDefinition definition, HandlerBody<T> body) {
    return DirectInvocation.call(find(definition), body);
  }

  /** See {@code HandlerSupport.submitStage}. */
  public <T extends @Nullable Object> CompletableFuture<T> submitStage(
      HandlerDefinition definition, StageBody<T> body, StageEnd<T> end) {
    return StageInvocation.submit(find(definition), body, end);
  }

  private BoundHandler find(HandlerDefinition definition) {
    for (BoundHandler handler : bound) {
      if (handler.definition() == definition) {
        return handler;
      }
    }
    throw new IllegalArgumentException(
        "Handler " + definition.name() + " was not named when its wrapper was bound.");
  }
}
