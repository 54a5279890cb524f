package app;

import dev.macadam.ContextFactory;
import dev.macadam.support.HandlerContext;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.support.HandlerSupport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;
import org.hibernate.Session;

/**
 * Runs the handlers of {@link Customers} in contexts. Each call is a unit of work
 * that commits when the handler returns and rolls back when it throws.
 */
@Generated(
    value = "dev.macadam.processor.ContextHandlerProcessor",
    comments = "dev.macadam:macadam-processor"
)
final class CustomersInContext {
  private static final HandlerDefinition GREET = HandlerDefinition.of(Customers.class, "greet")
      .using(Session.class);

  private static final HandlerDefinition FORGET = HandlerDefinition.of(Customers.class, "forget")
      .using(Session.class)
      .attempts(3);

  private static final HandlerDefinition FIND = HandlerDefinition.of(Customers.class, "find")
      .using(Session.class);

  private static final HandlerDefinition STORE = HandlerDefinition.of(Customers.class, "store")
      .using(Session.class);

  private static final HandlerDefinition COUNT = HandlerDefinition.of(Customers.class, "count")
      .using(Session.class)
      .readOnly();

  private final Customers handlers;

  private final HandlerSupport support;

  /**
   * Creates the wrapper.
   *
   * @param contexts opens the contexts, and has the databases and executors
   * @param handlers whose methods are run
   * @throws IllegalArgumentException if a handler needs something that
   *     {@code contexts} does not have
   */
  CustomersInContext(ContextFactory contexts, Customers handlers) {
    this.handlers = Objects.requireNonNull(handlers, "handlers");
    this.support = HandlerSupport.of(contexts, GREET, FORGET, FIND, STORE, COUNT);
  }

  /**
   * Runs {@link Customers#greet(Session)}
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  CompletableFuture<Void> greet() {
    return support.submitWork(GREET, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        handlers.greet(context.get(Session.class));
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
   * Runs {@link Customers#forget(Session, Long)}
   * on the executor "default", with the database "default".
   *
   * <p>A call makes up to 3 attempts.
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  CompletableFuture<Void> forget(Long key) {
    return support.submitWork(FORGET, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        handlers.forget(context.get(Session.class), key);
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
   * Runs {@link Customers#find(Session, Object)}
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  CompletableFuture<Optional<String>> find(Long key) {
    return support.submit(FIND, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        Optional<String> result = handlers.find(context.get(Session.class), key);
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
   * Runs {@link Customers#store(Session, List)}
   * on the executor "default", with the database "default".
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  CompletableFuture<Void> store(List<? extends String> entities) {
    return support.submitWork(STORE, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        handlers.store(context.get(Session.class), entities);
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
   * Runs {@link Customers#count(Session, Class)}
   * on the executor "default", with the database "default".
   *
   * <p>A call only reads.
   *
   * @return completes after the commit, or with the failure after the rollback
   */
  public CompletableFuture<Long> count(Class<String> type) {
    return support.submit(COUNT, attempt -> {
      // 1. Create the context; nothing is acquired yet.
      HandlerContext context = attempt.openContext();
      try {
        // 2. Run the handler.
        long result = handlers.count(context.get(Session.class), type);
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
