package app;

import dev.macadam.ContextFactory;
import dev.macadam.support.HandlerContext;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.support.HandlerSupport;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;
import org.hibernate.Session;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Runs the handlers of {@link Countable} in contexts. Each call is a unit of work
 * that commits when the handler returns and rolls back when it throws.
 */
@Generated(
    value = "dev.macadam.processor.ContextHandlerProcessor",
    comments = "dev.macadam:macadam-processor"
)
@Component
@Lazy
final class CountableInContext {
  private static final HandlerDefinition COUNT = HandlerDefinition.of(Countable.class, "count")
      .using(Session.class);

  private final Countable handlers;

  private final HandlerSupport support;

  /**
   * Creates the wrapper.
   *
   * @param contexts opens the contexts, and has the databases and executors
   * @param handlers whose methods are run
   * @throws IllegalArgumentException if a handler needs something that
   *     {@code contexts} does not have
   */
  CountableInContext(ContextFactory contexts, Countable handlers) {
    this.handlers = Objects.requireNonNull(handlers, "handlers");
    this.support = HandlerSupport.of(contexts, COUNT);
  }

  /**
   * Runs {@link Countable#count(Session)}
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  public CompletableFuture<Long> count() {
    return support.submit(COUNT, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        long result = handlers.count(context.get(Session.class));
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
