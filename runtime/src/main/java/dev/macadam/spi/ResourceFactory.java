package dev.macadam.spi;

import dev.macadam.Context;
import dev.macadam.ContextListener;

/**
 * Makes a resource for each context that asks for it, and is told how the context ends. Handed to
 * {@code ContextFactory.Builder.resource}; one object serves all contexts, so it must be safe for
 * use by several threads. For one context its methods are called one at a time, on the worker.
 *
 * <p>Of several resources of one context, the one that was made last is always told first, since it
 * may use those that were made before it. While the context is open, none of these methods can end
 * it: {@link Context#commit()}, {@link Context#close()}, {@code inContext} and {@code fromContext}
 * throw {@link IllegalStateException}.
 *
 * <pre>{@code
 * builder.resource(DSLContext.class, context -> DSL.using(context.connection(), SQLDialect.POSTGRES));
 * }</pre>
 *
 * @param <R> the type of the resource
 */
@FunctionalInterface
public interface ResourceFactory<R> {

  /**
   * Makes the resource, at its first use in a context. If this throws, nothing is kept and the next
   * use tries again.
   *
   * @param context the context that asks; other resources, sessions and connections of it may be
   *     used and kept until {@link #close}
   * @return a resource for this context alone, not null
   * @throws Exception if it cannot be made: an unchecked one reaches who asked as it is, a checked
   *     one as the cause of an {@link IllegalStateException}
   */
  R create(Context context) throws Exception;

  /**
   * A commit is about to begin: nothing has been flushed, and the resource may still use its
   * connection. Not called when the context was marked for rollback. A resource that is made by
   * another one's {@code beforeCommit} is told as well; one that is made by the flush that follows,
   * in an entity listener, is not. A child that is opened here is closed here.
   *
   * @param resource made by {@link #create}
   * @throws Exception if the work must not be committed: all of it is rolled back, and the caller
   *     gets an unchecked exception as it is, a checked one as the cause of a {@link
   *     dev.macadam.CommitFailedException}
   */
  default void beforeCommit(R resource) throws Exception {}

  /**
   * All databases of the context have committed and the connections are back. Called for each
   * commit, before what {@link Context#afterCommit} registered. At the end of the work the context
   * is closed; after {@link Context#commit()} in the middle it goes on.
   *
   * @param resource made by {@link #create}
   * @throws Exception goes to {@link ContextListener#callbackFailed} and the log, and changes
   *     nothing
   */
  default void committed(R resource) throws Exception {}

  /**
   * The work ended without a commit, and the connections are back; what had been committed before
   * by {@link Context#commit()} stays. The context is closed. Not called for a context that was
   * opened by hand and closed without a statement since its last commit.
   *
   * @param resource made by {@link #create}
   * @param failure what undid the work: a {@link dev.macadam.RollbackOnlyException} where the work
   *     itself asked for it, a {@link dev.macadam.CommitOutcomeUnknownException} or {@link
   *     dev.macadam.PartialCommitException} where it may be committed all the same
   * @throws Exception goes to {@link ContextListener#callbackFailed} and the log, and changes
   *     nothing
   */
  default void rolledBack(R resource, Throwable failure) throws Exception {}

  /**
   * The context is closed. Called exactly once for each resource, whatever else happened: after all
   * of them were told of the outcome, and before what {@link Context#onClose} registered. The
   * connections are back and cannot be used.
   *
   * @param resource made by {@link #create}
   * @throws Exception goes to {@link ContextListener#callbackFailed} and the log, and changes
   *     nothing
   */
  default void close(R resource) throws Exception {}
}
