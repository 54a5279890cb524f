package dev.macadam.internal;

import dev.macadam.Context;
import dev.macadam.ContextFunction;
import dev.macadam.ContextHandler;
import java.sql.Connection;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A unit of work as user code sees it: without the steps that are the wrapper's to take. */
public final class ContextView implements Context {

  private final UnitOfWork unit;

  ContextView(UnitOfWork unit) {
    this.unit = unit;
  }

  @Override
  public <R> R get(Class<R> type) {
    return unit.get(type);
  }

  @Override
  public <R> R get(Class<R> type, String name) {
    return unit.get(type, name);
  }

  @Override
  public <R> void register(Class<R> type, R value) {
    register(ContextHandler.DEFAULT, type, value);
  }

  @Override
  public <R> void register(String name, Class<R> type, R value) {
    unit.register(name, type, value);
  }

  @Override
  public Connection connection() {
    return unit.get(Connection.class);
  }

  @Override
  public <R, T extends @Nullable Object> CompletableFuture<T> call(
      Class<R> type, ContextFunction<? super R, ? extends T, ?> work) {
    return unit.call(null, type, Objects.requireNonNull(work, "work"));
  }

  @Override
  public <R, T extends @Nullable Object> CompletableFuture<T> call(
      String executor, Class<R> type, ContextFunction<? super R, ? extends T, ?> work) {
    return unit.call(
        Objects.requireNonNull(executor, "executor"), type, Objects.requireNonNull(work, "work"));
  }

  @Override
  public Context child() {
    return unit.child().view();
  }

  @Override
  public <R, T extends @Nullable Object, X extends Throwable> T fromContext(
      Class<R> type, ContextFunction<? super R, ? extends T, X> work) throws X {
    return unit.fromContext(type, Objects.requireNonNull(work, "work"));
  }

  @Override
  public void commit() {
    unit.commitAndGoOn();
  }

  @Override
  public void setRollbackOnly() {
    unit.setRollbackOnly();
  }

  @Override
  public boolean isRollbackOnly() {
    return unit.isRollbackOnly();
  }

  @Override
  public void afterCommit(Runnable callback) {
    unit.afterCommit(Objects.requireNonNull(callback, "callback"));
  }

  @Override
  public void onClose(Consumer<? super @Nullable Throwable> callback) {
    unit.onClose(Objects.requireNonNull(callback, "callback"));
  }

  @Override
  public int attempt() {
    return unit.attempt();
  }

  @Override
  public void close() {
    if (!unit.isByHand() && !unit.isClosed()) {
      throw Messages.refused(
          unit.name(),
          "Context.close()",
          "It closes by itself when the work returns; to undo the work, throw or call"
              + " setRollbackOnly().");
    }
    unit.closeByHand();
  }

  @Override
  public String toString() {
    return "Context of " + unit.name();
  }
}
