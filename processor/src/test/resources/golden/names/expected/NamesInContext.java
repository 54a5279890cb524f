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
import org.hibernate.StatelessSession;

/**
 * Runs the handlers of {@link Names} in contexts. Each call is a unit of work
 * that commits when the handler returns and rolls back when it throws.
 */
@Generated(
    value = "dev.macadam.processor.ContextHandlerProcessor",
    comments = "dev.macadam:macadam-processor"
)
final class NamesInContext {
  private static final HandlerDefinition FIND_2 = HandlerDefinition.of(Names.class, "find")
      .using(Session.class);

  private static final HandlerDefinition FIND_3 = HandlerDefinition.of(Names.class, "find")
      .using(Session.class);

  private static final HandlerDefinition FIND_4 = HandlerDefinition.of(Names.class, "find")
      .using(StatelessSession.class);

  private final Names handlers;

  private final HandlerSupport support_;

  /**
   * Creates the wrapper.
   *
   * @param contexts opens the contexts, and has the databases and executors
   * @param handlers whose methods are run
   * @throws IllegalArgumentException if a handler needs something that
   *     {@code contexts} does not have
   */
  NamesInContext(ContextFactory contexts, Names handlers) {
    this.handlers = Objects.requireNonNull(handlers, "handlers");
    this.support_ = HandlerSupport.of(contexts, FIND_2, FIND_3, FIND_4);
  }

  /**
   * Runs {@link Names#find(Session, String, String, String, String)}
   * on the executor "default", with the database "default".
   *
   * <p>A call commits in spite of {@code IllegalStateException}.
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  CompletableFuture<String> find(String context, String support, String attempt, String result) {
    return support_.submit(FIND_2, attempt_ -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context_ = attempt_.openContext();
      try {
        // 2. Run the handler.
        String result_ = handlers.find(context_.get(Session.class), context, support, attempt,
            result);
        // 3. Commit before the result leaves.
        context_.commit();
        return result_;
      } catch (IllegalStateException kept) {
        // 3. Or commit: the handler keeps its work in spite of this failure.
        context_.commitDespite(kept);
        throw kept;
      } catch (Throwable failure) {
        // 4. Roll back; later failures are suppressed.
        context_.rollback(failure);
        throw failure;
      } finally {
        // 5. Give everything back.
        context_.close();
      }
    });
  }

  /**
   * Runs {@link Names#find(Session, List, Names.Objects)}
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  CompletableFuture<String> find(List<String> failure, Names.Objects objects) {
    return support_.submit(FIND_3, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        String result = handlers.find(context.get(Session.class), failure, objects);
        // 3. Commit before the result leaves.
        context.commit();
        return result;
      } catch (Throwable failure_) {
        // 4. Roll back; later failures are suppressed.
        context.rollback(failure_);
        throw failure_;
      } finally {
        // 5. Give everything back.
        context.close();
      }
    });
  }

  /**
   * Runs {@link Names#find(StatelessSession, String[])}
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  CompletableFuture<Void> find(String... FIND) {
    return support_.submitWork(FIND_4, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        handlers.find(context.get(StatelessSession.class), FIND);
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
