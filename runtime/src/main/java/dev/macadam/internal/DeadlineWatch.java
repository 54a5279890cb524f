package dev.macadam.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Knows all invocations that are not finished, and wakes each at its time.
 *
 * <p>There are few of them at any time (those that run, at most as many as there are connections,
 * and those that wait, a bounded number) and nearly all finish long before their time. So they
 * stand in a plain linked list, which costs each call two short critical sections and no object,
 * and the one thread looks through the list only when the earliest time that it knows has come.
 */
final class DeadlineWatch {

  private static final long NEVER = Long.MAX_VALUE;
  private static final long TRY_AGAIN_AFTER = TimeUnit.MILLISECONDS.toNanos(100);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition emptied = lock.newCondition();
  private final long origin = System.nanoTime();

  /**
   * Runs what an invocation does at its time, which may block. Not virtual threads: work that
   * computes without a pause, as H2's does, keeps their carriers busy, and could then not be
   * stopped.
   */
  private final ExecutorService wakers = Workers.platformThreads("macadam-waker-");

  private final Thread thread;
  private @Nullable Invocation first;
  private long nextWake = NEVER;
  private boolean accepting = true;
  private boolean ended;

  /** Starts the thread. */
  DeadlineWatch() {
    this.thread = Workers.platformThread(this::watch, "macadam-deadlines");
    thread.start();
  }

  /**
   * Nanoseconds since this watch was made: small positive numbers, which compare without wrapping.
   */
  long now() {
    return System.nanoTime() - origin;
  }

  /** Begins to watch; false if this factory is closed. */
  boolean add(Invocation invocation) {
    return add(invocation, false);
  }

  /** Begins to watch a child, also while this factory waits for the call that it belongs to. */
  boolean addChild(Invocation child) {
    return add(child, true);
  }

  private boolean add(Invocation invocation, boolean belongsToOther) {
    lock.lock();
    try {
      if (!accepting && !belongsToOther) {
        return false;
      }
      invocation.watchedAfter = first;
      if (first != null) {
        first.watchedBefore = invocation;
      }
      first = invocation;
      invocation.watched = true;
      expect(invocation.wakeAt);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sees to it that an invocation is woken at a time, or before: it looks itself what it is time
   * for. So two threads that ask for different times cannot cancel each other's. Nothing happens if
   * it is not watched any more.
   */
  void wakeBy(Invocation invocation, long time) {
    lock.lock();
    try {
      if (invocation.watched && time < invocation.wakeAt) {
        invocation.wakeAt = time;
        expect(time);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets an invocation, which is finished. */
  void remove(Invocation invocation) {
    lock.lock();
    try {
      if (!invocation.watched) {
        return;
      }
      invocation.watched = false;
      if (invocation.watchedBefore == null) {
        first = invocation.watchedAfter;
      } else {
        invocation.watchedBefore.watchedAfter = invocation.watchedAfter;
      }
      if (invocation.watchedAfter != null) {
        invocation.watchedAfter.watchedBefore = invocation.watchedBefore;
      }
      invocation.watchedBefore = null;
      invocation.watchedAfter = null;
      if (first == null) {
        emptied.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** From now on {@link #add} says no. */
  void refuse() {
    lock.lock();
    try {
      accepting = false;
    } finally {
      lock.unlock();
    }
  }

  /** Those that are watched now. */
  List<Invocation> all() {
    lock.lock();
    try {
      List<Invocation> all = new ArrayList<>();
      for (Invocation each = first; each != null; each = each.watchedAfter) {
        all.add(each);
      }
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is watched any more; false if the time was over first. */
  boolean awaitEmpty(long nanos) throws InterruptedException {
    long left = nanos;
    lock.lock();
    try {
      while (first != null) {
        if (left <= 0) {
          return false;
        }
        left = emptied.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the threads. */
  void end() {
    lock.lock();
    try {
      ended = true;
    } finally {
      lock.unlock();
    }
    LockSupport.unpark(thread);
  }

  private void expect(long time) {
    if (time < nextWake) {
      nextWake = time;
      LockSupport.unpark(thread);
    }
  }

  private void watch() {
    List<Invocation> due = new ArrayList<>();
    while (true) {
      long pause;
      lock.lock();
      try {
        if (ended) {
          wakers.shutdown();
          return;
        }
        long now = now();
        if (nextWake <= now) {
          nextWake = collectDue(now, due);
        }
        pause = nextWake == NEVER ? TimeUnit.HOURS.toNanos(1) : nextWake - now;
      } finally {
        lock.unlock();
      }
      due.forEach(this::wake);
      due.clear();
      if (pause > 0) {
        LockSupport.parkNanos(this, pause);
      }
    }
  }

  /** Runs something on a thread that does nothing else and carries nothing. */
  void elsewhere(Runnable task) {
    try {
      wakers.execute(task);
    } catch (Throwable noThread) {
      task.run();
    }
  }

  private void wake(Invocation invocation) {
    try {
      wakers.execute(invocation::wake);
    } catch (Throwable noThread) {
      // Out of threads, or of memory: this thread must outlive that, or no deadline would be kept.
      wakeBy(invocation, now() + TRY_AGAIN_AFTER);
    }
  }

  private long collectDue(long now, List<Invocation> due) {
    long earliest = NEVER;
    for (Invocation each = first; each != null; each = each.watchedAfter) {
      if (each.wakeAt <= now) {
        each.wakeAt = NEVER;
        due.add(each);
      } else if (each.wakeAt < earliest) {
        earliest = each.wakeAt;
      }
    }
    return earliest;
  }
}
