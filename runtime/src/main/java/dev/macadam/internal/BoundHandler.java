package dev.macadam.internal;

import dev.macadam.support.HandlerDefinition;

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
}
