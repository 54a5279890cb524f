package dev.macadam.internal;

import org.jspecify.annotations.Nullable;

/**
 * What this runtime does on each thread: the innermost unit of work, the handler whose task runs,
 * and the one whose callbacks run when its unit is closed. In an array that stays, because setting
 * and removing the thread-local itself would cost each call an object; and an array of {@code
 * Object} pins no class loader.
 */
final class ThreadSlot {

  private static final int UNIT = 0;
  private static final int TASK = 1;
  private static final int CALLBACKS = 2;

  private static final ThreadLocal<@Nullable Object[]> SLOTS =
      ThreadLocal.withInitial(() -> new Object[3]);

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

  /** From now on this thread calls back for a handler; returns whom it called back for before. */
  static @Nullable BoundHandler beginCallbacks(@Nullable Object[] slot, BoundHandler handler) {
    BoundHandler before = (BoundHandler) slot[CALLBACKS];
    slot[CALLBACKS] = handler;
    return before;
  }

  static void endCallbacks(@Nullable Object[] slot, @Nullable BoundHandler before) {
    slot[CALLBACKS] = before;
  }

  /** Which call of this factory is not over as long as this thread waits, or null. */
  static @Nullable String unfinished(DefaultContextFactory factory) {
    @Nullable Object[] slot = mine();
    UnitOfWork innermost = unit(slot);
    UnitOfWork unit = innermost == null ? null : innermost.nearestOf(factory);
    if (unit != null) {
      return unit.name();
    }
    BoundHandler calledBack = (BoundHandler) slot[CALLBACKS];
    return calledBack != null && calledBack.factory() == factory ? calledBack.name() : null;
  }

  /** Whom this thread works for, or null if it is no worker of this factory at the moment. */
  static @Nullable String workOf(DefaultContextFactory factory) {
    String unfinished = unfinished(factory);
    if (unfinished != null) {
      return unfinished;
    }
    BoundHandler task = (BoundHandler) mine()[TASK];
    return task != null && task.factory() == factory ? task.name() : null;
  }
}
