package dev.macadam.internal;

import dev.macadam.spi.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a factory closes at its end, or when it cannot be built: the last one registered first. */
final class Shutdown {

  /** How long an executor may take to finish before its threads are interrupted. */
  private static final long EXECUTOR_SECONDS = 5;

  private static final System.Logger LOG = System.getLogger("dev.macadam");

  /** One thing, with what the log calls it. */
  private record Owned(String name, Runnable end) {}

  private final List<Owned> all = new ArrayList<>();

  /** What was added so far. */
  Shutdown copy() {
    Shutdown copy = new Shutdown();
    copy.all.addAll(all);
    return copy;
  }

  void add(String name, Database database) {
    all.add(new Owned("database '" + name + "'", database::close));
  }

  void add(String name, ExecutorService executor) {
    all.add(new Owned("executor '" + name + "'", () -> end(name, executor)));
  }

  /**
   * Ends everything, whatever throws.
   *
   * @param failure gets what goes wrong here as suppressed; without one that goes to the log
   */
  void run(@Nullable Throwable failure) {
    for (int index = all.size() - 1; index >= 0; index--) {
      Owned owned = all.get(index);
      try {
        owned.end().run();
      } catch (Throwable another) {
        if (failure != null) {
          DatabaseTransaction.suppress(failure, another);
        } else {
          LOG.log(
              System.Logger.Level.WARNING, "Could not close the " + owned.name() + ".", another);
        }
      }
    }
  }

  /** Whoever closes the factory and is interrupted meanwhile does not wait any longer. */
  private static void end(String name, ExecutorService executor) {
    executor.shutdown();
    try {
      if (executor.isTerminated()
          || executor.awaitTermination(EXECUTOR_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
    int dropped = executor.shutdownNow().size();
    LOG.log(
        System.Logger.Level.WARNING,
        ("Executor '%s' was still busy when it was closed: its threads were interrupted, and %d tasks"
                + " that had not begun were dropped.")
            .formatted(name, dropped));
  }
}
