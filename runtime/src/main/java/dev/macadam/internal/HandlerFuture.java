package dev.macadam.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call or of a hop, or one that was derived from such a future: refuses to be
 * waited for where that would be a deadlock. A worker that waits may hold the connection or the
 * thread that the other call needs, and an event loop that waits is the one that completes it.
 */
class HandlerFuture<T extends @Nullable Object> extends CompletableFuture<T> {

  private final BoundHandler handler;
  private final @Nullable Thread loop;

  /**
   * A future of a handler.
   *
   * @param loop the thread on which it is to complete, if that is known
   */
  HandlerFuture(BoundHandler handler, @Nullable Thread loop) {
    this.handler = handler;
    this.loop = loop;
  }

  final @Nullable Thread loop() {
    return loop;
  }

  @Override
  public T join() {
    requireMayWait("join()");
    return super.join();
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    requireMayWait("get()");
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    requireMayWait("get()");
    return super.get(timeout, unit);
  }

  private void requireMayWait(String call) {
    if (isDone()) {
      return;
    }
    String worker = ThreadSlot.workOf(handler.factory());
    if (worker != null) {
      throw Messages.workerWouldWait(worker, handler.name(), call);
    }
    if (Thread.currentThread() == loop) {
      throw Messages.loopWouldWait(handler.name(), call);
    }
  }

  /** What is derived completes with this one, so it is guarded alike; it does not stop the call. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new HandlerFuture<>(handler, loop);
  }
}
