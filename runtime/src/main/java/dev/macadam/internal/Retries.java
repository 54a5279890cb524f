package dev.macadam.internal;

import dev.macadam.CommitOutcomeUnknownException;
import dev.macadam.PartialCommitException;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Decides which failures are worth another attempt, and after which pause. */
final class Retries {

  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

  /** Chains of causes may be circular. */
  private static final int DEEPEST_CAUSE = 32;

  private Retries() {}

  static boolean isWorthAnotherAttempt(Throwable failure, BoundHandler handler) {
    boolean worth = false;
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof CommitOutcomeUnknownException
          || cause instanceof PartialCommitException) {
        return false;
      }
      worth |=
          (cause instanceof SQLException sql && isTransactionConflict(sql))
              || handler.database().database().isWorthAnotherAttempt(cause);
      cause = cause.getCause();
    }
    return worth
        || handler.definition().retryOn().stream().anyMatch(type -> type.isInstance(failure));
  }

  /** Serialization failure and deadlock; not 40003, after which nobody knows what happened. */
  private static boolean isTransactionConflict(SQLException failure) {
    return "40001".equals(failure.getSQLState()) || "40P01".equals(failure.getSQLState());
  }

  /**
   * Exponential back-off, of which one half is random, so that those who collided do not collide
   * again.
   *
   * @param attempt the attempt that failed, from 1
   * @return nanoseconds
   */
  static long pause(int attempt) {
    long longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(attempt - 1, 10));
    return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2);
  }
}
