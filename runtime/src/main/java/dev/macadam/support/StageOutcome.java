package dev.macadam.support;

import org.jspecify.annotations.Nullable;

/**
 * How a handler's stage completed.
 *
 * @param <T> what the stage completes with
 */
public interface StageOutcome<T extends @Nullable Object> {

  /**
   * The value of the stage.
   *
   * @return what the stage completed with
   * @throws Throwable what the stage failed with, or what the handler threw instead of returning
   *     one; a {@link java.util.concurrent.CompletionException} around it is left out
   */
  T get() throws Throwable;
}
