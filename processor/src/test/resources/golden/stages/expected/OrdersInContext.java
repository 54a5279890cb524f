package app;

import dev.macadam.Context;
import dev.macadam.ContextFactory;
import dev.macadam.support.HandlerContext;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.support.HandlerSupport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Runs the handlers of {@link Orders} in contexts. Each call is a unit of work
 * that commits when the handler returns, or the stage that it returned completes,
 * and rolls back when either fails.
 */
@Generated(
    value = "dev.macadam.processor.ContextHandlerProcessor",
    comments = "dev.macadam:macadam-processor"
)
public final class OrdersInContext<K> {
  private static final HandlerDefinition ORDER = HandlerDefinition.of(Orders.class, "order");

  private static final HandlerDefinition CHARGE = HandlerDefinition.of(Orders.class, "charge")
      .onExecutor("payments")
      .timeout(Duration.ofSeconds(10));

  private static final HandlerDefinition ALL = HandlerDefinition.of(Orders.class, "all")
      .readOnly();

  private static final HandlerDefinition COUNT = HandlerDefinition.of(Orders.class, "count");

  private static final HandlerDefinition PURGE = HandlerDefinition.of(Orders.class, "purge");

  private static final HandlerDefinition PING = HandlerDefinition.of(Orders.class, "ping");

  private static final HandlerDefinition VALUE = HandlerDefinition.of(Orders.class, "value");

  private final Orders<K> handlers;

  private final HandlerSupport support;

  /**
   * Creates the wrapper.
   *
   * @param contexts opens the contexts, and has the databases and executors
   * @param handlers whose methods are run
   * @throws IllegalArgumentException if a handler needs something that
   *     {@code contexts} does not have
   */
  public OrdersInContext(ContextFactory contexts, Orders<K> handlers) {
    this.handlers = Objects.requireNonNull(handlers, "handlers");
    this.support = HandlerSupport.of(contexts, ORDER, CHARGE, ALL, COUNT, PURGE, PING, VALUE);
  }

  /**
   * Runs {@link Orders#order(Context, String, int)}
   * on the calling thread, and its work in the context
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  public CompletableFuture<String> order(String article, int stage) {
    return support.submitStage(ORDER, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      // 2. Run the handler on this thread; its stage keeps the context open.
      return handlers.order(context.get(Context.class), article, stage);
    }, (context, stage_) -> {
      try {
        // The stage has completed; the rest is done on a worker.
        String result = stage_.get();
        // 3. Commit before the result leaves.
        context.commit();
        return result;
      } catch (Throwable failure) {
        // 4. Roll back; later failures are suppressed.
        context.rollback(failure);
        throw failure;
      } finally {
        // 5. Give everything back.
        context.close();
      }
    });
  }

  /**
   * Runs {@link Orders#charge(Context, Object)}
   * on the calling thread, and its work in the context
   * on the executor "payments", with the database "default".
   *
   * <p>A call takes at most 10 seconds and commits in spite of {@code Orders.Refused} or
   * {@code IOException}.
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  CompletableFuture<Boolean> charge(K account) {
    return support.submitStage(CHARGE, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      // 2. Run the handler on this thread; its stage keeps the context open.
      return handlers.charge(context.get(Context.class), account);
    }, (context, stage) -> {
      try {
        // The stage has completed; the rest is done on a worker.
        Boolean result = stage.get();
        // 3. Commit before the result leaves.
        context.commit();
        return result;
      } catch (Orders.Refused | IOException kept) {
        // 3. Or commit: the handler keeps its work in spite of this failure.
        context.commitDespite(kept);
        throw kept;
      } catch (Throwable failure) {
        // 4. Roll back; later failures are suppressed.
        context.rollback(failure);
        throw failure;
      } finally {
        // 5. Give everything back.
        context.close();
      }
    });
  }

  /**
   * Runs {@link Orders#all(Context, Class)}
   * on the calling thread, and its work in the context
   * on the executor "default", with the database "default".
   *
   * <p>A call only reads.
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  <R extends Comparable<R>> CompletableFuture<List<R>> all(Class<R> type) {
    return support.submitStage(ALL, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      // 2. Run the handler on this thread; its stage keeps the context open.
      return handlers.all(context.get(Context.class), type);
    }, (context, stage) -> {
      try {
        // The stage has completed; the rest is done on a worker.
        List<R> result = stage.get();
        // 3. Commit before the result leaves.
        context.commit();
        return result;
      } catch (Throwable failure) {
        // 4. Roll back; later failures are suppressed.
        context.rollback(failure);
        throw failure;
      } finally {
        // 5. Give everything back.
        context.close();
      }
    });
  }

  /**
   * Runs {@link Orders#count(Context)}
   * on the calling thread, and its work in the context
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  CompletableFuture<? extends Number> count() {
    return support.<Number>submitStage(COUNT, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      // 2. Run the handler on this thread; its stage keeps the context open.
      return handlers.count(context.get(Context.class));
    }, (context, stage) -> {
      try {
        // The stage has completed; the rest is done on a worker.
        Number result = stage.get();
        // 3. Commit before the result leaves.
        context.commit();
        return result;
      } catch (Throwable failure) {
        // 4. Roll back; later failures are suppressed.
        context.rollback(failure);
        throw failure;
      } finally {
        // 5. Give everything back.
        context.close();
      }
    });
  }

  /**
   * Runs {@link Orders#purge(Context)}
   * on the calling thread, and its work in the context
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  CompletableFuture<?> purge() {
    return support.<Object>submitStage(PURGE, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      // 2. Run the handler on this thread; its stage keeps the context open.
      return Orders.purge(context.get(Context.class));
    }, (context, stage) -> {
      try {
        // The stage has completed; the rest is done on a worker.
        Object result = stage.get();
        // 3. Commit before the result leaves.
        context.commit();
        return result;
      } catch (Throwable failure) {
        // 4. Roll back; later failures are suppressed.
        context.rollback(failure);
        throw failure;
      } finally {
        // 5. Give everything back.
        context.close();
      }
    });
  }

  /**
   * Runs {@link Orders#ping()}
   * on the calling thread, and its work in the context
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  CompletableFuture<Void> ping() {
    return support.submitStage(PING, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      attempt.openContext();
      // 2. Run the handler on this thread; its stage keeps the context open.
      return handlers.ping();
    }, (context, stage) -> {
      try {
        // The stage has completed; the rest is done on a worker.
        Void result = stage.get();
        // 3. Commit before the result leaves.
        context.commit();
        return result;
      } catch (Throwable failure) {
        // 4. Roll back; later failures are suppressed.
        context.rollback(failure);
        throw failure;
      } finally {
        // 5. Give everything back.
        context.close();
      }
    });
  }

  /**
   * Runs {@link Orders#value(Context)}
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  CompletableFuture<Integer> value() {
    return support.submit(VALUE, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        int result = handlers.value(context.get(Context.class));
        // 3. Commit before the result leaves.
        context.commit();
        return result;
      } catch (Throwable failure) {
        // 4. Roll back; later failures are suppressed.
        context.rollback(failure);
        throw failure;
      } finally {
        // 5. Give everything back.
        context.close();
      }
    });
  }
}
