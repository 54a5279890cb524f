package dev.macadam.internal;

import dev.macadam.support.HandlerDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A handler of a factory.
 *
 * @param definition what the handler says
 * @param factory the factory
 * @param database the handler's own database
 * @param workers where it runs
 * @param timeoutNanos its budget
 */
record BoundHandler(
    HandlerDefinition definition,
    DefaultContextFactory factory,
    RegisteredDatabase database,
    Workers workers,
    long timeoutNanos) {

  String name() {
    return definition.name();
  }

  /** What a child of a unit of this handler is: without its options, on the same database. */
  BoundHandler forChild(long timeoutNanos) {
    BoundHandler byHand = factory.byHand();
    return new BoundHandler(byHand.definition(), factory, database, byHand.workers(), timeoutNanos);
  }

  /**
   * The executor of a hop.
   *
   * @param executor a name, or null for the handler's own
   * @throws IllegalArgumentException if there is no such executor, or it is the calling thread
   */
  Workers hopWorkers(@Nullable String executor) {
    return executor == null ? workers : factory.hopWorkers(executor, this);
  }
}
