package app;

import dev.macadam.ContextFactory;
import dev.macadam.support.HandlerContext;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.support.HandlerSupport;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Runs the handlers of {@link Cleanup} in contexts. Each call is a unit of work
 * that commits when the handler returns and rolls back when it throws.
 */
@Generated(
    value = "dev.macadam.processor.ContextHandlerProcessor",
    comments = "dev.macadam:macadam-processor"
)
public final class CleanupInContext {
  private static final HandlerDefinition PURGE = HandlerDefinition.of(Cleanup.class, "purge")
      .onExecutor("nightly")
      .using(Connection.class)
      .timeout(Duration.ofHours(1));

  private final HandlerSupport support;

  /**
   * Creates the wrapper.
   *
   * @param contexts opens the contexts, and has the databases and executors
   * @throws IllegalArgumentException if a handler needs something that
   *     {@code contexts} does not have
   */
  public CleanupInContext(ContextFactory contexts) {
    this.support = HandlerSupport.of(contexts, PURGE);
  }

  /**
   * Runs {@link Cleanup#purge(Connection, Duration)}
   * on the executor "nightly", with the database "default".
   *
   * <p>A call takes at most 1 hour.
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  public CompletableFuture<Integer> purge(Duration age) {
    return support.submit(PURGE, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        int result = Cleanup.purge(context.get(Connection.class), age);
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
