package dev.macadam.internal;

import dev.macadam.HandlerRejectedException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A task as the task decorator has made it. It has to run the one that the decorator was given, on
 * the thread that runs the decorated one: whatever else it does must not let two threads into one
 * context, or leave a call without an end.
 */
final class DecoratedTask {

  private final Invocation call;
  private final Runnable work;
  private final Runnable decorated;

  /** The thread that has to do the work, until it does. */
  private volatile @Nullable Thread due;

  /** Has a task decorated; throws what the decorator throws. */
  DecoratedTask(Invocation call, UnaryOperator<Runnable> decorator, Runnable work) {
    this.call = call;
    this.work = work;
    this.decorated =
        Objects.requireNonNull(decorator.apply(this::doWork), "taskDecorator returned null");
  }

  private void doWork() {
    if (due == Thread.currentThread()) {
      due = null;
      work.run();
    }
  }

  /**
   * Runs the decorated task.
   *
   * @param instead called if that has not done the work, with the reason
   */
  void run(Consumer<? super HandlerRejectedException> instead) {
    Thread here = Thread.currentThread();
    Throwable thrown = null;
    due = here;
    try {
      decorated.run();
    } catch (Throwable any) {
      thrown = any;
    }
    if (due == here) {
      due = null;
      instead.accept(Messages.decoratedTaskDidNotRun(call, thrown));
    } else if (thrown != null) {
      call.handler.factory().events().callbackFailed(call.name(), thrown);
    }
  }
}
