package app;

import dev.macadam.Context;
import dev.macadam.ContextFactory;
import dev.macadam.ContextHandler;
import dev.macadam.support.HandlerContext;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.support.HandlerSupport;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the handlers of {@link Ledger} in contexts. Each call is a unit of work
 * that commits when the handler returns and rolls back when it throws.
 */
@Generated(
    value = "dev.macadam.processor.ContextHandlerProcessor",
    comments = "dev.macadam:macadam-processor"
)
public final class LedgerInContext {
  private static final HandlerDefinition TOTAL = HandlerDefinition.of(Ledger.class, "total")
      .onExecutor(ContextHandler.CALLER)
      .using(Connection.class);

  private static final HandlerDefinition CLOSE = HandlerDefinition.of(Ledger.class, "close")
      .onExecutor(ContextHandler.CALLER)
      .onDatabase("ledger")
      .using(Connection.class)
      .using(Connection.class, "archive");

  private final Ledger handlers;

  private final HandlerSupport support;

  /**
   * Creates the wrapper.
   *
   * @param contexts opens the contexts, and has the databases and executors
   * @param handlers whose methods are run
   * @throws IllegalArgumentException if a handler needs something that
   *     {@code contexts} does not have
   */
  public LedgerInContext(ContextFactory contexts, Ledger handlers) {
    this.handlers = Objects.requireNonNull(handlers, "handlers");
    this.support = HandlerSupport.of(contexts, TOTAL, CLOSE);
  }

  /**
   * Runs {@link Ledger#total(Connection, int)}
   * on the calling thread, with the database "default".
   *
   * @return what the handler returned, after the commit
   */
  public long total(int year) throws SQLException, IOException {
    return support.call(TOTAL, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        long result = handlers.total(context.get(Connection.class), year);
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
   * Runs {@link Ledger#close(Context, Connection, Connection, int)}
   * on the calling thread, with the database "ledger".
   */
  protected void close(int year) {
    support.callWork(CLOSE, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        handlers.close(context.get(Context.class), context.get(Connection.class),
            context.get(Connection.class, "archive"), year);
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
