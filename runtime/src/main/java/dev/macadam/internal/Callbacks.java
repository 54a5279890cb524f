package dev.macadam.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of work calls back, and in which order. What a callback throws changes nothing.
 * Registered by any thread where the handler returns a stage, and run on the worker.
 */
final class Callbacks {

  private final Events events;
  private final String handler;
  private final Deque<Consumer<? super @Nullable Throwable>> onClose = new ArrayDeque<>(2);
  private List<Runnable> afterCommit = new ArrayList<>(2);

  Callbacks(Events events, String handler) {
    this.events = events;
    this.handler = handler;
  }

  synchronized void afterCommit(Runnable callback) {
    afterCommit.add(callback);
  }

  synchronized void onClose(Consumer<? super @Nullable Throwable> callback) {
    onClose.push(callback);
  }

  /** Runs those that were registered so far, each once. */
  void runAfterCommit() {
    takeAfterCommit().forEach(this::run);
  }

  private synchronized List<Runnable> takeAfterCommit() {
    List<Runnable> registered = afterCommit;
    afterCommit = new ArrayList<>(2);
    return registered;
  }

  /** The last one registered first. Nothing is registered any more. */
  void runOnClose(@Nullable Throwable failure) {
    onClose.forEach(callback -> run(() -> callback.accept(failure)));
    onClose.clear();
  }

  private void run(Runnable callback) {
    try {
      callback.run();
    } catch (Throwable thrown) {
      events.callbackFailed(handler, thrown);
    }
  }
}
