package app;

import dev.macadam.ContextFactory;
import dev.macadam.support.HandlerContext;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.support.HandlerSupport;
import java.sql.Connection;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;
import org.hibernate.Session;

/**
 * Runs the handlers of {@link People} in contexts. Each call is a unit of work
 * that commits when the handler returns and rolls back when it throws.
 */
@Generated(
    value = "dev.macadam.processor.ContextHandlerProcessor",
    comments = "dev.macadam:macadam-processor"
)
public final class PeopleInContext {
  private static final HandlerDefinition ADOPT = HandlerDefinition.of(People.class, "adopt")
      .using(Session.class);

  private static final HandlerDefinition ID_OF = HandlerDefinition.of(People.class, "idOf")
      .using(Connection.class)
      .readOnly()
      .timeout(Duration.ofSeconds(2));

  private final People handlers;

  private final HandlerSupport support;

  /**
   * Creates the wrapper.
   *
   * @param contexts opens the contexts, and has the databases and executors
   * @param handlers whose methods are run
   * @throws IllegalArgumentException if a handler needs something that
   *     {@code contexts} does not have
   */
  public PeopleInContext(ContextFactory contexts, People handlers) {
    this.handlers = Objects.requireNonNull(handlers, "handlers");
    this.support = HandlerSupport.of(contexts, ADOPT, ID_OF);
  }

  /**
   * Runs {@link People#adopt(Session, String, String)}
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  CompletableFuture<Void> adopt(String parentName, String childName) {
    return support.submitWork(ADOPT, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        handlers.adopt(context.get(Session.class), parentName, childName);
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
   * Runs {@link People#idOf(Connection, String)}
   * on the executor "default", with the database "default".
   *
   * <p>A call only reads and takes at most 2 seconds.
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  CompletableFuture<Optional<Long>> idOf(String name) {
    return support.submit(ID_OF, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        Optional<Long> result = handlers.idOf(context.get(Connection.class), name);
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
