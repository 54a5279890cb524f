package dev.macadam.internal;

import org.jspecify.annotations.Nullable;

/**
 * The calls that were begun inside of a unit of work, on its thread, and have not ended: children,
 * contexts that were opened by hand, handlers that run in their caller. Changed by that thread
 * alone; others read it to stop them all.
 */
final class InnerCalls {

  /** The last one first. */
  private record Entry(DirectInvocation call, @Nullable Entry before) {

    @Nullable Entry without(DirectInvocation ended) {
      if (call == ended) {
        return before;
      }
      return before == null ? this : new Entry(call, before.without(ended));
    }
  }

  private volatile @Nullable Entry last;

  void add(DirectInvocation call) {
    last = new Entry(call, last);
  }

  void remove(DirectInvocation call) {
    Entry all = last;
    if (all != null) {
      last = all.without(call);
    }
  }

  /** Stops them, as the unit around them was stopped. */
  void stop(RuntimeException cause) {
    for (Entry each = last; each != null; each = each.before) {
      each.call.stop(cause);
    }
  }

  /** A child that is open, for people, or null. */
  @Nullable String openChild() {
    for (Entry each = last; each != null; each = each.before) {
      UnitOfWork unit = each.call.unit();
      if (unit != null && unit.isChild()) {
        return unit.name();
      }
    }
    return null;
  }

  /** Closes the contexts that were left open, the last one first. */
  void close() {
    for (Entry each = last; each != null; each = each.before) {
      UnitOfWork unit = each.call.unit();
      if (unit != null) {
        unit.end();
      }
    }
  }
}
