package dev.macadam.support;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * First part of a wrapper's method whose handler returns a stage: opens the context and runs the
 * handler on the calling thread. {@link StageEnd} is the rest.
 *
 * @param <T> what the stage completes with
 */
@FunctionalInterface
public interface StageBody<T extends @Nullable Object> {

  /**
   * Begins the one attempt that there is. The context stays open.
   *
   * @param attempt has the context for it
   * @return what the handler returned
   * @throws Throwable what the handler threw; the stage counts as failed with it
   */
  CompletionStage<? extends T> run(HandlerAttempt attempt) throws Throwable;
}
