package dev.macadam.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a unit of work calls back, and in which order. What a callback throws changes nothing. */
final class Callbacks {

  private final Events events;
  private final String handler;
  private final Deque<Consumer<? super @Nullable Throwable>> onClose = new ArrayDeque<>(2);
  private List<Runnable> afterCommit = new ArrayList<>(2);

  Callbacks(Events events, String handler) {
    this.events = events;
    this.handler = handler;
  }

  void afterCommit(Runnable callback) {
    afterCommit.add(callback);
  }

  void onClose(Consumer<? super @Nullable Throwable> callback) {
    onClose.push(callback);
  }

  /** Runs those that were registered so far, each once. */
  void runAfterCommit() {
    List<Runnable> registered = afterCommit;
    afterCommit = new ArrayList<>(2);
    registered.forEach(this::run);
  }

  /** The last one registered first. */
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
