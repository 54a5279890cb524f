package app;

import dev.macadam.ContextFactory;
import dev.macadam.Isolation;
import dev.macadam.support.HandlerContext;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.support.HandlerSupport;
import java.sql.Connection;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;
import org.hibernate.Session;

/**
 * Runs the handlers of {@link Transfers} in contexts. Each call is a unit of work
 * that commits when the handler returns and rolls back when it throws.
 */
@Generated(
    value = "dev.macadam.processor.ContextHandlerProcessor",
    comments = "dev.macadam:macadam-processor"
)
public final class TransfersInContext {
  private static final HandlerDefinition TRANSFER = HandlerDefinition.of(Transfers.class, "transfer")
      .onExecutor("payments")
      .onDatabase("accounts")
      .using(Session.class)
      .using(Connection.class, "audit")
      .isolation(Isolation.SERIALIZABLE)
      .timeout(Duration.ofMillis(1500))
      .attempts(5)
      .retryOn(SQLTransientException.class);

  private final Transfers handlers;

  private final HandlerSupport support;

  /**
   * Creates the wrapper.
   *
   * @param contexts opens the contexts, and has the databases and executors
   * @param handlers whose methods are run
   * @throws IllegalArgumentException if a handler needs something that
   *     {@code contexts} does not have
   */
  public TransfersInContext(ContextFactory contexts, Transfers handlers) {
    this.handlers = Objects.requireNonNull(handlers, "handlers");
    this.support = HandlerSupport.of(contexts, TRANSFER);
  }

  /**
   * Runs {@link Transfers#transfer(Session, Connection, String, String, long)}
   * on the executor "payments", with the database "accounts".
   *
   * <p>A call runs at isolation level serializable, takes at most 1500 milliseconds, makes up
   * to 5 attempts (also after {@code SQLTransientException}) and commits in spite of
   * {@code Transfers.Refused} or {@code IllegalArgumentException}.
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  public CompletableFuture<Boolean> transfer(String from, String to, long amount) {
    return support.submit(TRANSFER, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        boolean result = handlers.transfer(context.get(Session.class),
            context.get(Connection.class, "audit"), from, to, amount);
        // 3. Commit before the result leaves.
        context.commit();
        return result;
      } catch (Transfers.Refused | IllegalArgumentException kept) {
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
}
