package app;

import dev.macadam.ContextFactory;
import dev.macadam.support.HandlerContext;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.support.HandlerSupport;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;
import org.hibernate.Session;

/**
 * Runs the handlers of {@link Legacy} in contexts. Each call is a unit of work
 * that commits when the handler returns and rolls back when it throws.
 */
@Generated(
    value = "dev.macadam.processor.ContextHandlerProcessor",
    comments = "dev.macadam:macadam-processor"
)
public final class LegacyInContext {
  private static final HandlerDefinition OLD = HandlerDefinition.of(Legacy.class, "old")
      .using(Session.class);

  private static final HandlerDefinition OLDER = HandlerDefinition.of(Legacy.class, "older")
      .using(Session.class);

  private static final HandlerDefinition MIXED = HandlerDefinition.of(Legacy.class, "mixed")
      .using(Session.class);

  private static final HandlerDefinition LOAD = HandlerDefinition.of(Legacy.class, "load")
      .using(Session.class);

  private final Legacy handlers;

  private final HandlerSupport support;

  /**
   * Creates the wrapper.
   *
   * @param contexts opens the contexts, and has the databases and executors
   * @param handlers whose methods are run
   * @throws IllegalArgumentException if a handler needs something that
   *     {@code contexts} does not have
   */
  public LegacyInContext(ContextFactory contexts, Legacy handlers) {
    this.handlers = Objects.requireNonNull(handlers, "handlers");
    this.support = HandlerSupport.of(contexts, OLD, OLDER, MIXED, LOAD);
  }

  /**
   * Runs {@link Legacy#old(Session)}
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  @Deprecated(
      since = "2"
  )
  public CompletableFuture<Void> old() {
    return support.submitWork(OLD, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        handlers.old(context.get(Session.class));
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

  /**
   * Runs {@link Legacy#older(Session)}
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  @Deprecated(
      since = "2",
      forRemoval = true
  )
  @SuppressWarnings("removal" /* the handler mentions something that will be removed */)
  public CompletableFuture<Void> older() {
    return support.submitWork(OLDER, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        handlers.older(context.get(Session.class));
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

  /**
   * Runs {@link Legacy#mixed(Session, OldKey)}
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  @SuppressWarnings({
    "deprecation" /* the handler mentions something deprecated */,
    "rawtypes" /* the handler's signature has a raw type */
  })
  public CompletableFuture<List> mixed(OldKey key) {
    return support.submit(MIXED, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        List result = handlers.mixed(context.get(Session.class), key);
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
   * Runs {@link Legacy#load(Session, List[])}
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  @SafeVarargs
  @SuppressWarnings("varargs" /* the handler takes responsibility for its variable parameter */)
  public final CompletableFuture<Void> load(List<String>... batches) {
    return support.submitWork(LOAD, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        handlers.load(context.get(Session.class), batches);
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
