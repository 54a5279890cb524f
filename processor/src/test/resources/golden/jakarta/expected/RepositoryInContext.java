package app;

import dev.macadam.ContextFactory;
import dev.macadam.support.HandlerContext;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.support.HandlerSupport;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;
import org.hibernate.Session;

/**
 * Runs the handlers of {@link Repository} in contexts. Each call is a unit of work
 * that commits when the handler returns and rolls back when it throws.
 */
@Generated(
    value = "dev.macadam.processor.ContextHandlerProcessor",
    comments = "dev.macadam:macadam-processor"
)
final class RepositoryInContext<T> {
  private static final HandlerDefinition SAVE = HandlerDefinition.of(Repository.class, "save")
      .using(Session.class);

  private final Repository<T> handlers;

  private final HandlerSupport support;

  /**
   * Creates the wrapper.
   *
   * @param contexts opens the contexts, and has the databases and executors
   * @param handlers whose methods are run
   * @throws IllegalArgumentException if a handler needs something that
   *     {@code contexts} does not have
   */
  @Inject
  RepositoryInContext(ContextFactory contexts, Repository<T> handlers) {
    this.handlers = Objects.requireNonNull(handlers, "handlers");
    this.support = HandlerSupport.of(contexts, SAVE);
  }

  /**
   * Runs {@link Repository#save(Session, Object, Repository.Inject)}
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  CompletableFuture<Void> save(T entity, Repository.Inject inject) {
    return support.submitWork(SAVE, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        handlers.save(context.get(Session.class), entity, inject);
        // 3. Commit before the result leaves.
        context.commit();
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
