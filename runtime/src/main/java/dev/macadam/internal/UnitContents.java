package dev.macadam.internal;

import dev.macadam.Context;
import dev.macadam.ContextHandler;
import dev.macadam.Isolation;
import dev.macadam.spi.Database;
import dev.macadam.support.HandlerContext;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of work has: a transaction for each database that was asked for, values, and
 * resources. Each is made when something asks for it. Confined to the unit's worker, but for the
 * methods that say otherwise.
 */
abstract class UnitContents implements HandlerContext {

  final Invocation invocation;

  private volatile @Nullable DatabaseTransaction last;
  private int acquisitions;

  /** Other threads look for values in it. */
  private volatile @Nullable UnitResources resources;

  UnitContents(Invocation invocation) {
    this.invocation = invocation;
  }

  /** The unit that has all this. */
  abstract UnitOfWork unit();

  /** Whether it may be used now, by this thread. */
  abstract void checkUse();

  abstract boolean isOpen();

  final String name() {
    return invocation.name();
  }

  final RegisteredDatabase ownDatabase() {
    return invocation.handler.database();
  }

  final boolean isReadOnly() {
    return invocation.handler.definition().isReadOnly();
  }

  final Isolation isolation() {
    return invocation.handler.definition().isolation();
  }

  final int lane() {
    return invocation.handler.workers().lane();
  }

  final Events events() {
    return invocation.handler.factory().events();
  }

  // --- Databases -------------------------------------------------------------------------------

  private DatabaseTransaction transaction(RegisteredDatabase database) {
    for (DatabaseTransaction each = last; each != null; each = each.before) {
      if (each.database == database) {
        return each;
      }
    }
    DatabaseTransaction added = new DatabaseTransaction(unit(), database, last);
    last = added;
    return added;
  }

  /** How many connections were taken since the last commit, this one included. */
  final int nextAcquisition() {
    return ++acquisitions;
  }

  final boolean hasAcquired() {
    return acquisitions > 0;
  }

  /** Commits everything and gives the connections back, or throws. */
  final void commitAll() {
    Commits.of(unit(), invocation, last);
  }

  /** Makes ready for the next transactions, after a commit. */
  final void beginNext() {
    acquisitions = 0;
    for (DatabaseTransaction each = last; each != null; each = each.before) {
      each.beginNext();
    }
  }

  /** Rolls back what is not committed, and gives the connections back. */
  final void rollbackAll(Throwable cause) {
    for (DatabaseTransaction each = last; each != null; each = each.before) {
      each.rollbackAll(cause);
    }
  }

  /** Closes the views and gives back the permits, when the connections are back. */
  final void closeAll() {
    for (DatabaseTransaction each = last; each != null; each = each.before) {
      each.closeAll();
    }
  }

  /** Cancels on the server what the worker executes; called by other threads. */
  final void cancelStatements() {
    for (DatabaseTransaction each = last; each != null; each = each.before) {
      try {
        each.cancelStatement();
      } catch (SQLException | RuntimeException refused) {
        events().closeFailed(name(), refused);
      }
    }
  }

  /** Throws the connections away, whatever the worker does with them; called by other threads. */
  final void discardConnections() {
    for (DatabaseTransaction each = last; each != null; each = each.before) {
      try {
        each.discardConnection();
      } catch (SQLException | RuntimeException refused) {
        events().closeFailed(name(), refused);
      }
      each.releasePermit();
    }
  }

  // --- What can be asked for -------------------------------------------------------------------

  @Override
  public <R> R get(Class<R> type) {
    return type == Context.class ? type.cast(context()) : get(type, null, ownDatabase());
  }

  /** The context that user code sees. */
  abstract Context context();

  @Override
  public final <R> R get(Class<R> type, String name) {
    Objects.requireNonNull(name, "name");
    return get(type, name, invocation.handler.factory().databaseOrNull(name));
  }

  private <R> R get(Class<R> type, @Nullable String name, @Nullable RegisteredDatabase database) {
    if (database != null && database.provides(type)) {
      checkUse();
      return transaction(database).get(type);
    }
    return resource(type, name);
  }

  /** A value, which any thread may ask for, or what is made for this unit. */
  private <R> R resource(Class<R> type, @Nullable String name) {
    DefaultContextFactory factory = invocation.handler.factory();
    ResourceKey key = new ResourceKey(type, name == null ? ContextHandler.DEFAULT : name);
    UnitResources own = resources;
    Object found = own == null ? factory.resources().value(key) : own.value(key);
    if (found == null) {
      found = resources().own(key);
    } else if (!isOpen()) {
      throw Messages.closed(name());
    }
    if (found == null) {
      throw factory.missing(name(), type, name, ownDatabase(), resources().keys());
    }
    return type.cast(found);
  }

  /**
   * A view of the database that is meant, whatever its name: the handler's own if that is one, else
   * the first one; null if there is none.
   */
  public final <V> @Nullable V find(Class<V> type, Predicate<? super Database> which) {
    checkUse();
    RegisteredDatabase own = ownDatabase();
    RegisteredDatabase found =
        which.test(own.database()) ? own : invocation.handler.factory().find(which);
    return found == null ? null : transaction(found).get(type);
  }

  // --- Values and resources --------------------------------------------------------------------

  /** What is registered on this context and made for it; made when something is. */
  private UnitResources resources() {
    checkUse();
    UnitResources own = resources;
    if (own == null) {
      own = UnitResources.of(unit(), invocation.handler.factory().resources());
      resources = own;
    }
    return own;
  }

  /** Lets a child see what is registered here, now or later. */
  final void shareValuesWith(UnitContents child) {
    child.resources = resources().forChild(child.unit());
  }

  /** See {@link Context#register(String, Class, Object)}. */
  final void register(String name, Class<?> type, Object value) {
    Objects.requireNonNull(value, "value");
    UnitResources own = resources();
    own.register(invocation.handler.factory().keyToRegister(name, type), value);
  }

  /** Lets the resources prepare for a commit. */
  final void prepareResources() {
    UnitResources told = resources;
    if (told != null) {
      invocation.throwIfStopped();
      told.beforeCommit();
    }
  }

  /** Tells the resources of a commit in the middle. */
  final void tellResources() {
    UnitResources told = resources;
    if (told != null) {
      told.committed();
    }
  }

  /** Refuses to end the unit in a method of one of its resources. */
  final void refuseInsideResource(String call) {
    UnitResources own = resources;
    if (own != null) {
      own.refuseInside(call);
    }
  }

  /** Tells the resources how the unit has ended, and lets go of everything. */
  final void letGo(boolean committed, @Nullable Throwable failure) {
    UnitResources told = resources;
    if (told != null) {
      told.end(committed, failure);
      resources = null;
    }
    last = null;
  }
}
