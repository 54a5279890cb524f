package dev.macadam.internal;

import dev.macadam.CommitFailedException;
import dev.macadam.CommitOutcomeUnknownException;
import dev.macadam.HandlerRejectedException;
import dev.macadam.HandlerTimeoutException;
import dev.macadam.PartialCommitException;
import dev.macadam.RollbackOnlyException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Every exception that this runtime makes: where, what, why, and how to fix it. */
final class Messages {

  private Messages() {}

  // --- Names -----------------------------------------------------------------------------------

  static IllegalArgumentException unknown(
      String handler, String kind, String name, Collection<String> known) {
    return new IllegalArgumentException(
        "%s wants the %s '%s', which this ContextFactory does not have: %s"
            .formatted(handler, kind, name, Names.known(name, known)));
  }

  static IllegalArgumentException notProvided(
      String handler,
      Class<?> type,
      RegisteredDatabase database,
      Collection<ResourceKey> registered) {
    return new IllegalArgumentException(
        ("%s wants a %s, which is neither registered nor of the database '%s', which provides %s."
                + " Registered: %s. Register it with ContextFactory.Builder.value(…) or resource(…),"
                + " use a database that provides it, such as a HibernateDatabase for sessions, or ask"
                + " for something else.")
            .formatted(
                handler,
                type.getName(),
                database.name(),
                database.provided(),
                Names.listed(registered)));
  }

  static IllegalArgumentException notRegistered(
      String handler,
      Class<?> type,
      String name,
      Collection<String> databases,
      Collection<ResourceKey> registered) {
    return new IllegalArgumentException(
        ("%s wants a %s named '%s'. Nothing of that type is registered, and there is no database of"
                + " that name. Registered: %s; databases: %s. Register it with"
                + " ContextFactory.Builder.value(…) or resource(…), or correct the name.")
            .formatted(
                handler,
                type.getName(),
                name,
                Names.listed(registered),
                String.join(", ", new TreeSet<>(databases))));
  }

  static IllegalArgumentException unknownResource(
      String handler, Class<?> type, String name, Collection<String> known) {
    return new IllegalArgumentException(
        "%s wants a %s named '%s', which is not registered: %s An unnamed one is called 'default'."
            .formatted(handler, type.getName(), name, Names.known(name, known)));
  }

  // --- Resources -------------------------------------------------------------------------------

  static IllegalArgumentException blankResourceName(Class<?> type) {
    return new IllegalArgumentException(
        "The name for a %s is blank. Give it one, or leave it out for 'default'."
            .formatted(type.getName()));
  }

  static IllegalArgumentException builtInResource(Class<?> type) {
    return new IllegalArgumentException(
        "A %s cannot be registered, because every context has its own. Register a type of your own that has it."
            .formatted(type.getName()));
  }

  static IllegalArgumentException unusableResourceType(Class<?> type) {
    return new IllegalArgumentException(
        "%s cannot be registered: a resource is asked for by a class or an interface, not by a primitive type or an array. Register an object that holds it."
            .formatted(type.getTypeName()));
  }

  static IllegalArgumentException notAnInstance(ResourceKey key, Object value) {
    return new IllegalArgumentException(
        "What is registered as %s is a %s, which is none. Register it under a type that it has."
            .formatted(key, value.getClass().getName()));
  }

  static IllegalArgumentException resourceTaken(String where, ResourceKey key) {
    return new IllegalArgumentException(
        "There is a %s on %s already. Give this one another name.".formatted(key, where));
  }

  static IllegalArgumentException resourceIsView(ResourceKey key, RegisteredDatabase database) {
    return new IllegalArgumentException(
        "%s cannot be registered, because the database '%s' provides that type. Register a type of your own that has it."
            .formatted(key, database.name()));
  }

  static IllegalStateException resourceNotMade(String unit, ResourceKey key, Throwable cause) {
    return new IllegalStateException(
        "%s wants the %s, and the factory registered for it failed. See the cause."
            .formatted(unit, key),
        cause);
  }

  static IllegalStateException resourceUnfit(
      String unit, ResourceKey key, @Nullable Object resource) {
    return new IllegalStateException(
        "%s wants the %s, and the factory registered for it made %s. It has to return a resource of that type."
            .formatted(
                unit, key, resource == null ? "null" : "a " + resource.getClass().getName()));
  }

  static IllegalStateException resourceCircle(
      String unit, List<ResourceKey> making, ResourceKey again) {
    StringBuilder circle = new StringBuilder();
    making.forEach(key -> circle.append(key).append(" → "));
    return new IllegalStateException(
        "%s wants a resource that needs itself: %s%s. Let one of them ask for the other later than in its create."
            .formatted(unit, circle, again));
  }

  static CommitFailedException resourceRefusedCommit(
      String unit, ResourceKey key, Throwable cause) {
    return new CommitFailedException(
        "%s is not committed, because beforeCommit of the %s failed. Nothing of it is committed."
            .formatted(unit, key),
        cause);
  }

  // --- Start and end ---------------------------------------------------------------------------

  static IllegalStateException notReady(String database, Throwable cause) {
    return new IllegalStateException(
        "The ContextFactory was not built, because database '%s' did not get ready: %s. Everything that was opened for it is closed. Mend the cause and build it again."
            .formatted(database, cause),
        cause);
  }

  static IllegalStateException notCloseable(DataSource dataSource) {
    return new IllegalStateException(
        "owned() was called for %s, which cannot be closed, because it is no AutoCloseable. Hand in the pool itself, or leave owned() out and close it after the ContextFactory."
            .formatted(dataSource.getClass().getName()));
  }

  static IllegalStateException notClosed(Object dataSource, Exception cause) {
    return new IllegalStateException(
        "Could not close the data source %s.".formatted(dataSource.getClass().getName()), cause);
  }

  // --- Admission -------------------------------------------------------------------------------

  static HandlerRejectedException queueFull(Invocation call) {
    Gate gate = call.handler.database().gate();
    return new HandlerRejectedException(
        ("%s was rejected: all %d connections of database '%s' are in use and %d calls are waiting"
                + " already, the most that may. Try later, send less, or raise the pool's size or"
                + " maxWaiting.")
            .formatted(
                call.name(), gate.permits(), call.handler.database().name(), gate.maxWaiting()));
  }

  static HandlerRejectedException waitedTooLong(Invocation call) {
    return new HandlerRejectedException(
        ("%s was rejected: it waited %s for one of the %d connections of database '%s', longer than"
                + " maxWait. Try later, send less, or raise the pool's size or maxWait.")
            .formatted(
                call.name(),
                text(call.waitedNanos()),
                call.handler.database().gate().permits(),
                call.handler.database().name()));
  }

  static HandlerRejectedException wouldWaitForItself(Invocation call, String around) {
    return new HandlerRejectedException(
        ("%s was rejected: it runs on the thread of %s, which holds a connection, and none of"
                + " database '%s' is free now. Waiting for one could be waiting for itself. Pass the"
                + " session on to stay in the same unit of work, or call it after %s has returned.")
            .formatted(call.name(), around, call.handler.database().name(), around));
  }

  static HandlerRejectedException noPermitForSecondDatabase(
      UnitOfWork unit, RegisteredDatabase database) {
    return new HandlerRejectedException(
        ("%s was rejected at its first use of database '%s': all %d connections are in use. It"
                + " holds one of database '%s', so it does not wait for another. Try later, or raise"
                + " the pool's size.")
            .formatted(
                unit.name(),
                database.name(),
                database.gate().permits(),
                unit.ownDatabase().name()));
  }

  static HandlerRejectedException executorRefused(
      Invocation call, Workers workers, Throwable refusal) {
    return new HandlerRejectedException(
        "%s was rejected: executor '%s' does not take its task. It has to have room for as many tasks as the database has connections."
            .formatted(call.name(), workers.name()),
        refusal);
  }

  static HandlerRejectedException executorRanInCaller(Invocation call, Workers workers) {
    return new HandlerRejectedException(
        "%s was rejected: executor '%s' ran its task in the thread that submitted it, which would block it. Use one that never does, not even when it is full."
            .formatted(call.name(), workers.name()));
  }

  static HandlerRejectedException captureFailed(
      BoundHandler handler, String setting, Throwable failure) {
    return new HandlerRejectedException(
        "%s was rejected: what the ContextFactory was given as %s threw on thread '%s'."
            .formatted(handler.name(), setting, Thread.currentThread().getName()),
        failure);
  }

  static HandlerRejectedException decoratedTaskDidNotRun(
      Invocation call, @Nullable Throwable failure) {
    HandlerRejectedException rejection =
        new HandlerRejectedException(
            "%s was rejected: the task that taskDecorator made did not run the one that it was given, on its own thread."
                .formatted(call.name()));
    if (failure != null) {
      rejection.initCause(failure);
    }
    return rejection;
  }

  static HandlerRejectedException interrupted(Invocation call) {
    return new HandlerRejectedException(
        "%s was rejected: its thread was interrupted after %s of waiting for a connection of database '%s'."
            .formatted(call.name(), elapsed(call), call.handler.database().name()));
  }

  static HandlerRejectedException factoryClosed(BoundHandler handler) {
    return new HandlerRejectedException(
        "%s was rejected: the ContextFactory is closed.".formatted(handler.name()));
  }

  static IllegalStateException builderUsed() {
    return new IllegalStateException(
        "This builder has built a ContextFactory already, or tried to. What was added to it belongs to that one, which closes it. Make another builder, with databases of its own.");
  }

  static IllegalStateException closedFromInside(String unit) {
    return new IllegalStateException(
        "%s closes the ContextFactory that runs it, and would wait for itself. Close it from another thread."
            .formatted(unit));
  }

  // --- Stops -----------------------------------------------------------------------------------

  static HandlerTimeoutException deadline(Invocation call, boolean waiting) {
    return new HandlerTimeoutException(
        "%s was not done within %s: %s. %s"
            .formatted(
                call.name(),
                text(call.handler.timeoutNanos()),
                waiting
                    ? "it was still waiting for a connection of database '%s'"
                        .formatted(call.handler.database().name())
                    : "it was running",
                notCommitted(call)));
  }

  static CommitOutcomeUnknownException commitAtClose(Invocation call) {
    return new CommitOutcomeUnknownException(
        "%s: the ContextFactory was closed while its commit was on its way, and the connection was cut off. Whether it is committed only the database knows."
            .formatted(call.name()),
        null);
  }

  /** What is true of the work after a stop. */
  private static String notCommitted(Invocation call) {
    return call.hasCommitted()
        ? "What it had committed before stays; the rest is not committed and never will be."
        : "It is not committed and never will be.";
  }

  static CommitOutcomeUnknownException commitOverdue(Invocation call) {
    return new CommitOutcomeUnknownException(
        "%s was not done within %s: its deadline passed while its commit was on its way, and the connection was cut off. Whether it is committed only the database knows."
            .formatted(call.name(), text(call.handler.timeoutNanos())),
        null);
  }

  static CancellationException cancelled(Invocation call) {
    return new CancellationException(
        "%s was cancelled after %s. %s".formatted(call.name(), elapsed(call), notCommitted(call)));
  }

  static CancellationException settledByCaller(Invocation call) {
    return new CancellationException(
        "%s was stopped after %s, because its future was completed from outside. %s"
            .formatted(call.name(), elapsed(call), notCommitted(call)));
  }

  static UnsupportedOperationException outcomeStands() {
    return new UnsupportedOperationException(
        "The future of a handler tells its real outcome, which cannot be replaced. Chain another stage.");
  }

  // --- Use -------------------------------------------------------------------------------------

  static IllegalStateException noCurrentContext() {
    return new IllegalStateException(
        "There is no context on thread '%s'. Context.current() is for code that a handler calls on its own thread."
            .formatted(Thread.currentThread().getName()));
  }

  static IllegalStateException wrongThread(String unit, @Nullable Thread worker) {
    return new IllegalStateException(
        "The context of %s belongs to thread '%s' and was used on thread '%s'. Connections and sessions stay on one thread; take results to the other one, or start a unit of work of its own there."
            .formatted(unit, name(worker), Thread.currentThread().getName()));
  }

  static IllegalStateException outsideOfHop(String unit, @Nullable Thread worker) {
    return new IllegalStateException(
        "The context of %s %s and was used on thread '%s'. Do what needs it in context.call(…) or context.run(…)."
            .formatted(
                unit,
                worker == null
                    ? "is on no thread now"
                    : "is on thread '%s' now".formatted(worker.getName()),
                Thread.currentThread().getName()));
  }

  private static String name(@Nullable Thread thread) {
    return thread == null ? "none" : thread.getName();
  }

  static IllegalStateException stageHasCompleted(String unit) {
    return new IllegalStateException(
        "The stage of %s has completed, and its context ends. Chain what still belongs to it to the stage that the handler returns."
            .formatted(unit));
  }

  static IllegalStateException noStage(String handler) {
    return new IllegalStateException(
        "%s returned null instead of a stage. Nothing tells when it is done, so it is rolled back."
            .formatted(handler));
  }

  static IllegalArgumentException hopInCaller(String handler) {
    return new IllegalArgumentException(
        "%s asks for a hop on the executor 'caller', which is the thread that asks. Name an executor that has threads of its own, or none for the handler's."
            .formatted(handler));
  }

  static IllegalStateException workerWouldWait(String worker, String handler, String call) {
    return new IllegalStateException(
        "%s waits with %s for %s, on the worker thread '%s'. That can be a deadlock: what it waits for may need this thread or its connection. To do the work in the same unit of work, call the handler's method and pass the session on; for a unit of work of its own use context.child(); else chain on the future instead of waiting for it."
            .formatted(worker, call, handler, Thread.currentThread().getName()));
  }

  static IllegalStateException loopWouldWait(String handler, String call) {
    return new IllegalStateException(
        "%s is waited for with %s on thread '%s', where its future is to complete. That is a deadlock. Chain on the future instead of waiting for it."
            .formatted(handler, call, Thread.currentThread().getName()));
  }

  static IllegalStateException endsBeforeChild(String unit, String child) {
    return new IllegalStateException(
        "The work of %s is over, and %s is still open. A child ends before its parent: close it, with try-with-resources, or call child().inContext(…). Both are rolled back."
            .formatted(unit, child));
  }

  static IllegalStateException closedBeforeChild(String unit, String child) {
    return new IllegalStateException(
        "The context of %s was closed while %s was open. A child is closed before its parent. Both are closed now, and what was not committed is rolled back."
            .formatted(unit, child));
  }

  static IllegalStateException closed(String unit) {
    return new IllegalStateException(
        "The context of %s is closed, or its work is over. What came from it cannot be used any more; what is needed later has to be loaded before."
            .formatted(unit));
  }

  static IllegalStateException closedOutOfOrder(String unit) {
    return new IllegalStateException(
        "The context of %s is closed before one that was opened later on the same thread. Close that one first."
            .formatted(unit));
  }

  static IllegalStateException refused(String unit, String call, String instead) {
    return new IllegalStateException(
        "%s called %s, which belongs to its context. %s".formatted(unit, call, instead));
  }

  // --- Outcomes --------------------------------------------------------------------------------

  static RollbackOnlyException rollbackOnlyWasAsked(String unit) {
    return new RollbackOnlyException(
        "%s was rolled back, because it called setRollbackOnly().".formatted(unit), null);
  }

  static RollbackOnlyException commitFailedBefore(String unit, @Nullable Throwable cause) {
    return new RollbackOnlyException(
        "%s cannot be committed: an earlier commit() of it failed, even if that was caught, and it was rolled back. Let that exception out of the body."
            .formatted(unit),
        cause);
  }

  static IllegalStateException neverBegan(
      String unit, RegisteredDatabase database, Throwable cause) {
    return new IllegalStateException(
        "%s cannot use database '%s': its transaction could not begin there. Let the first exception out of the body."
            .formatted(unit, database.name()),
        cause);
  }

  static IllegalStateException committedTwice(String unit) {
    return new IllegalStateException(
        "%s: the commit of its transaction was tried before.".formatted(unit));
  }

  static RollbackOnlyException closedWithoutCommit(String unit) {
    return new RollbackOnlyException(
        "The context of %s was closed without commit() and is rolled back.".formatted(unit), null);
  }

  static RollbackOnlyException transactionBroken(String unit, DatabaseTransaction transaction) {
    return new RollbackOnlyException(
        ("%s cannot be committed: its transaction on database '%s' was broken by a failure before,"
                + " even if that was caught. It is rolled back. Let the exception out of the body, or"
                + " try what may fail behind a savepoint.")
            .formatted(unit, transaction.database.name()),
        transaction.failureSeen());
  }

  static SQLNonTransientConnectionException connectionLost(
      String unit, RegisteredDatabase database) {
    return new SQLNonTransientConnectionException(
        "The connection of %s to database '%s' was lost before the commit."
            .formatted(unit, database.name()),
        "08003");
  }

  /**
   * What a commit that did not succeed means for the caller: an unchecked exception or an error.
   */
  static Throwable commitFailure(
      UnitOfWork unit, DatabaseTransaction transaction, @Nullable Throwable refusal) {
    RuntimeException stop = unit.stopCause();
    if (stop != null) {
      return stop;
    }
    String database = transaction.database.name();
    Throwable cause =
        refusal instanceof DatabaseTransaction.CommitRefusal ? refusal.getCause() : refusal;
    if (transaction.end() == DatabaseTransaction.End.UNKNOWN) {
      return new CommitOutcomeUnknownException(
          ("%s: the connection to database '%s' was lost while the commit was on its way. Whether it"
                  + " took place only the database knows; look there before you repeat the work.")
              .formatted(unit.name(), database),
          cause);
    }
    if (cause == null || transaction.wasBroken() || isOldFailure(cause)) {
      return transactionBroken(unit.name(), transaction);
    }
    if (cause instanceof RuntimeException || cause instanceof Error) {
      return cause;
    }
    return new CommitFailedException(
        "%s: database '%s' refused the commit. Nothing of it is committed."
            .formatted(unit.name(), database),
        cause);
  }

  private static boolean isOldFailure(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql && SqlStates.saysTransactionHasFailed(sql)) {
        return true;
      }
    }
    return false;
  }

  static PartialCommitException partialCommit(
      String unit,
      Throwable cause,
      List<String> committed,
      List<String> notCommitted,
      List<String> unknown) {
    return new PartialCommitException(
        ("%s: the commit failed on one of its databases after others had committed. Committed: %s;"
                + " not committed: %s; unknown: %s. Bring them in line by hand, or keep the work in"
                + " one database.")
            .formatted(unit, committed, notCommitted, unknown),
        cause,
        committed,
        notCommitted,
        unknown);
  }

  // --- Durations -------------------------------------------------------------------------------

  private static String elapsed(Invocation call) {
    return text(call.elapsedNanos());
  }

  private static String text(long nanos) {
    Duration duration = Duration.ofNanos(nanos);
    return duration.toSeconds() >= 10 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
  }
}
