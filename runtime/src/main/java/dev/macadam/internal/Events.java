package dev.macadam.internal;

import dev.macadam.ContextListener;
import dev.macadam.HandlerRejectedException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Tells the listeners, and the log what nobody else would hear. */
final class Events {

  private static final System.Logger LOG = System.getLogger("dev.macadam");

  private final ContextListener[] listeners;

  Events(List<ContextListener> listeners) {
    this.listeners = listeners.toArray(ContextListener[]::new);
  }

  /** Whether it is worth the trouble to say something that is not logged. */
  boolean areHeard() {
    return listeners.length > 0;
  }

  void committed(String handler, Duration elapsed) {
    tell(listener -> listener.committed(handler, elapsed));
  }

  void rolledBack(String handler, Duration elapsed, Throwable failure) {
    tell(listener -> listener.rolledBack(handler, elapsed, failure));
  }

  void rejected(String handler, HandlerRejectedException rejection) {
    tell(listener -> listener.rejected(handler, rejection));
  }

  void closeFailed(String handler, Throwable failure) {
    LOG.log(
        System.Logger.Level.WARNING,
        handler + ": could not clean up; the outcome stands.",
        failure);
    tell(listener -> listener.closeFailed(handler, failure));
  }

  void callbackFailed(String handler, Throwable failure) {
    LOG.log(
        System.Logger.Level.WARNING, handler + ": a callback threw; the outcome stands.", failure);
    tell(listener -> listener.callbackFailed(handler, failure));
  }

  private void tell(Consumer<ContextListener> event) {
    for (ContextListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (Throwable thrown) {
        LOG.log(
            System.Logger.Level.WARNING,
            "Listener " + listener.getClass().getName() + " threw.",
            thrown);
      }
    }
  }
}
