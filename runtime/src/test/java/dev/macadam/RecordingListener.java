package dev.macadam;

import java.time.Duration;
import java.util.List;

/** Writes down what it hears. */
final class RecordingListener implements ContextListener {

  private final List<String> events;

  RecordingListener(List<String> events) {
    this.events = events;
  }

  private synchronized void add(String event) {
    events.add(event);
  }

  @Override
  public void committed(String handler, Duration elapsed) {
    add("committed");
  }

  @Override
  public void rolledBack(String handler, Duration elapsed, Throwable failure) {
    add("rolledBack " + failure.getClass().getSimpleName());
  }

  @Override
  public void rejected(String handler, HandlerRejectedException rejection) {
    add("rejected");
  }

  @Override
  public void closeFailed(String handler, Throwable failure) {
    add("closeFailed " + failure.getClass().getSimpleName());
  }

  @Override
  public void callbackFailed(String handler, Throwable failure) {
    add("callbackFailed " + failure.getClass().getSimpleName());
  }
}
