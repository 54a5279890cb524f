package dev.macadam.internal;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Admission to one database: as many units of work at once as it has connections, the others in a
 * bounded queue, first come first served. Never blocks a thread: whoever waits is called back.
 *
 * <p>Each executor has a lane with a limit of its own. A call whose lane is full lets those of
 * other lanes pass; among the rest the order of arrival decides.
 *
 * <p>While a permit is free no call waits that could have it; so a newcomer that finds a permit may
 * take it without overtaking anyone.
 */
final class Gate {

  /** What waits for a permit. */
  interface Entrant {
    /** Called inside the gate's lock, before anyone can be called back. */
    void queued(Place place);

    /**
     * Called once a permit has been taken for this entrant, by the thread that gave one back.
     *
     * @return false if it is not wanted any more; the permit goes to the next
     */
    boolean admitted();
  }

  /** How an entrant fared. */
  enum Admission {
    /** It has a permit. */
    ADMITTED,
    /** It will be called back. */
    WAITING,
    /** Too many are waiting. */
    FULL
  }

  /** One executor's share, with its queue as a linked list, so that giving up costs no search. */
  private static final class Lane {
    final int limit;
    int running;
    @Nullable Place first;
    @Nullable Place last;

    Lane(int limit) {
      this.limit = limit;
    }
  }

  /** A place in the queue. */
  static final class Place {
    private final Entrant entrant;
    private final int lane;
    private final long ticket;
    private @Nullable Place before;
    private @Nullable Place after;
    private boolean queued = true;

    private Place(Entrant entrant, int lane, long ticket) {
      this.entrant = entrant;
      this.lane = lane;
      this.ticket = ticket;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Lane[] lanes;
  private final int permits;
  private final int maxWaiting;
  private int free;
  private int waiting;
  private long tickets;

  /**
   * Opens a gate.
   *
   * @param permits how many may be inside
   * @param maxWaiting how many may wait
   * @param limits the limit of each lane
   */
  Gate(int permits, int maxWaiting, int[] limits) {
    this.permits = permits;
    this.free = permits;
    this.maxWaiting = maxWaiting;
    this.lanes = new Lane[limits.length];
    for (int lane = 0; lane < limits.length; lane++) {
      lanes[lane] = new Lane(limits[lane]);
    }
  }

  /** Takes a permit if that is possible at once. */
  boolean tryEnter(int lane) {
    lock.lock();
    try {
      return take(lanes[lane]);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a permit or a place in the queue.
   *
   * @param unbounded whether the length of the queue does not matter, as for another attempt
   */
  Admission enter(int lane, Entrant entrant, boolean unbounded) {
    lock.lock();
    try {
      Lane own = lanes[lane];
      if (take(own)) {
        return Admission.ADMITTED;
      }
      if (waiting >= maxWaiting && !unbounded) {
        return Admission.FULL;
      }
      Place queued = new Place(entrant, lane, tickets++);
      entrant.queued(queued);
      queued.before = own.last;
      if (own.last == null) {
        own.first = queued;
      } else {
        own.last.after = queued;
      }
      own.last = queued;
      waiting++;
      return Admission.WAITING;
    } finally {
      lock.unlock();
    }
  }

  /** Gives up a place; nothing happens if it was called already. */
  void abandon(Place place) {
    lock.lock();
    try {
      remove(place);
    } finally {
      lock.unlock();
    }
  }

  /** Gives a permit back and calls the next entrant that wants it. */
  void leave(int lane) {
    int freed = lane;
    while (true) {
      Place next;
      lock.lock();
      try {
        lanes[freed].running--;
        free++;
        next = next();
        if (next == null) {
          return;
        }
        remove(next);
        take(lanes[next.lane]);
      } finally {
        lock.unlock();
      }
      if (next.entrant.admitted()) {
        return;
      }
      freed = next.lane;
    }
  }

  /** How many hold a permit. */
  int running() {
    lock.lock();
    try {
      return permits - free;
    } finally {
      lock.unlock();
    }
  }

  /** How many wait. */
  int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  int permits() {
    return permits;
  }

  int maxWaiting() {
    return maxWaiting;
  }

  private boolean take(Lane lane) {
    if (free == 0 || lane.running == lane.limit) {
      return false;
    }
    free--;
    lane.running++;
    return true;
  }

  private @Nullable Place next() {
    Place earliest = null;
    for (Lane lane : lanes) {
      Place first = lane.first;
      if (first != null
          && lane.running < lane.limit
          && (earliest == null || first.ticket < earliest.ticket)) {
        earliest = first;
      }
    }
    return earliest;
  }

  private void remove(Place place) {
    if (!place.queued) {
      return;
    }
    place.queued = false;
    Lane lane = lanes[place.lane];
    if (place.before == null) {
      lane.first = place.after;
    } else {
      place.before.after = place.after;
    }
    if (place.after == null) {
      lane.last = place.before;
    } else {
      place.after.before = place.before;
    }
    place.before = null;
    place.after = null;
    waiting--;
  }
}
