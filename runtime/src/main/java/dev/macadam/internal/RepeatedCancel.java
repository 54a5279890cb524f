package dev.macadam.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Cancels what a connection executes once more. PostgreSQL's server drops a cancel that arrives
 * before the statement, and its driver passes {@code Statement.cancel()} on only once; but its
 * connection has a method of its own that always sends one. The driver is not a dependency of this
 * runtime, so that method is found by name.
 */
final class RepeatedCancel {

  private static final String POSTGRESQL = "org.postgresql.PGConnection";

  /** {@code PGConnection.cancelQuery()}; null for the classes of other drivers. */
  private static final ClassValue<@Nullable MethodHandle> CANCEL =
      new ClassValue<>() {
        @Override
        protected @Nullable MethodHandle computeValue(Class<?> type) {
          Class<?> found = find(type);
          try {
            return found == null
                ? null
                : MethodHandles.publicLookup()
                    .findVirtual(found, "cancelQuery", MethodType.methodType(void.class))
                    .asType(MethodType.methodType(void.class, Connection.class));
          } catch (ReflectiveOperationException otherVersion) {
            return null;
          }
        }
      };

  private RepeatedCancel() {}

  /** Sends a cancel if the driver is known to need that; does nothing for others. */
  static void send(Connection connection) throws SQLException {
    // What a pool wraps around it is not the driver's.
    Connection driver = connection.unwrap(Connection.class);
    MethodHandle cancel = CANCEL.get(driver.getClass());
    if (cancel == null) {
      return;
    }
    try {
      cancel.invokeExact(driver);
    } catch (SQLException | RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new SQLException(impossible);
    }
  }

  private static @Nullable Class<?> find(@Nullable Class<?> type) {
    if (type == null || type.getName().equals(POSTGRESQL)) {
      return type;
    }
    for (Class<?> each : type.getInterfaces()) {
      Class<?> found = find(each);
      if (found != null) {
        return found;
      }
    }
    return find(type.getSuperclass());
  }
}
