package dev.macadam.support;

import org.jspecify.annotations.Nullable;

/**
 * Last part of a wrapper's method whose handler returns a stage: commits or rolls back, and closes.
 * Runs on a worker, when the stage has completed and no work in the context runs any more.
 *
 * @param <T> what the stage completes with
 */
@FunctionalInterface
public interface StageEnd<T extends @Nullable Object> {

  /**
   * Ends the attempt.
   *
   * @param context the one that {@link StageBody} opened
   * @param stage how the handler's stage completed
   * @return what the stage completed with
   * @throws Throwable what the stage failed with, or what kept its work from being committed
   */
  T run(HandlerContext context, StageOutcome<T> stage) throws Throwable;
}
