package dev.macadam.internal;

import dev.macadam.PartialCommitException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commits the databases of a unit in their order, and says what a failure means. */
final class Commits {

  private final UnitOfWork unit;
  private final Invocation invocation;

  private Commits(UnitOfWork unit, Invocation invocation) {
    this.unit = unit;
    this.invocation = invocation;
  }

  /**
   * Commits everything and gives the connections back, or throws.
   *
   * @param last the transaction that was opened last, or null if there is none
   */
  static void of(UnitOfWork unit, Invocation invocation, @Nullable DatabaseTransaction last) {
    if (last == null) {
      invocation.beginCommit();
      return;
    }
    Commits commits = new Commits(unit, invocation);
    if (last.before == null) {
      last.flush();
      commits.requireSound(last);
      commits.commit(last, List.of(), List.of(last));
      last.release(null);
    } else {
      commits.commitSeveral(last);
    }
  }

  /**
   * All flushes come first: what a database can refuse, it should refuse before another commits.
   */
  private void commitSeveral(DatabaseTransaction last) {
    List<DatabaseTransaction> all = new ArrayList<>();
    for (DatabaseTransaction each = last; each != null; each = each.before) {
      all.add(0, each);
    }
    all.forEach(DatabaseTransaction::flush);
    all.forEach(this::requireSound);
    all.sort(Comparator.comparingInt(DatabaseTransaction::acquisition));
    for (int index = 0; index < all.size(); index++) {
      commit(all.get(index), all.subList(0, index), all.subList(index, all.size()));
    }
    all.forEach(transaction -> transaction.release(null));
  }

  private void requireSound(DatabaseTransaction transaction) {
    invocation.throwIfStopped();
    if (transaction.isBroken()) {
      throw Messages.transactionBroken(unit.name(), transaction);
    }
  }

  /**
   * Commits one database and decides what its failure means for the caller.
   *
   * @param before those that have committed
   * @param rest this one and those after it
   */
  private void commit(
      DatabaseTransaction transaction,
      List<DatabaseTransaction> before,
      List<DatabaseTransaction> rest) {
    Throwable refusal = null;
    try {
      transaction.commitAll();
    } catch (Throwable thrown) {
      refusal = thrown;
    }
    if (transaction.end() == DatabaseTransaction.End.COMMITTED) {
      if (wasUsed(transaction)) {
        invocation.committed();
      }
      if (refusal != null) {
        unit.events().closeFailed(unit.name(), refusal);
      }
      return;
    }
    Throwable explained = Messages.commitFailure(unit, transaction, refusal);
    if (before.stream().anyMatch(Commits::wasUsed)) {
      throw partial(explained, transaction, before, rest);
    }
    if (transaction.end() != DatabaseTransaction.End.UNKNOWN) {
      invocation.commitFailed();
    }
    if (explained instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) explained;
  }

  private static boolean wasUsed(DatabaseTransaction transaction) {
    return transaction.acquisition() > 0;
  }

  private PartialCommitException partial(
      Throwable cause,
      DatabaseTransaction failed,
      List<DatabaseTransaction> before,
      List<DatabaseTransaction> rest) {
    boolean unknown = failed.end() == DatabaseTransaction.End.UNKNOWN;
    return Messages.partialCommit(
        unit.name(),
        cause,
        names(before),
        names(unknown ? rest.subList(1, rest.size()) : rest),
        unknown ? List.of(failed.database.name()) : List.of());
  }

  private static List<String> names(List<DatabaseTransaction> transactions) {
    return transactions.stream()
        .filter(Commits::wasUsed)
        .map(transaction -> transaction.database.name())
        .toList();
  }
}
