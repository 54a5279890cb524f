package dev.macadam.internal;

import org.jspecify.annotations.Nullable;

/**
 * What this runtime does on each thread: the innermost unit of work, and the handler whose task
 * runs. In an array that stays, because setting and removing the thread-local itself would cost
 * each call an object; and an array of {@code Object} pins no class loader.
 */
final class ThreadSlot {

  private static final int UNIT = 0;
  private static final int TASK = 1;

  private static final ThreadLocal<@Nullable Object[]> SLOTS =
      ThreadLocal.withInitial(() -> new Object[2]);

  private ThreadSlot() {}

  /** The slot of this thread. */
  static @Nullable Object[] mine() {
    return SLOTS.get();
  }

  static @Nullable UnitOfWork unit(@Nullable Object[] slot) {
    return (UnitOfWork) slot[UNIT];
  }

  static void setUnit(@Nullable Object[] slot, @Nullable UnitOfWork unit) {
    slot[UNIT] = unit;
  }

  /** The innermost unit of work of this thread, or null. */
  static @Nullable UnitOfWork unit() {
    return unit(mine());
  }

  /** From now on this thread works for a handler; returns what it worked for before. */
  static @Nullable BoundHandler beginTask(@Nullable Object[] slot, BoundHandler handler) {
    BoundHandler before = (BoundHandler) slot[TASK];
    slot[TASK] = handler;
    return before;
  }

  static void endTask(@Nullable Object[] slot, @Nullable BoundHandler before) {
    slot[TASK] = before;
  }

  /** Whom this thread works for, or null if it is no worker of this factory at the moment. */
  static @Nullable String workOf(DefaultContextFactory factory) {
    @Nullable Object[] slot = mine();
    UnitOfWork innermost = unit(slot);
    UnitOfWork unit = innermost == null ? null : innermost.nearestOf(factory);
    if (unit != null) {
      return unit.name();
    }
    BoundHandler task = (BoundHandler) slot[TASK];
    return task != null && task.factory() == factory ? task.name() : null;
  }
}
