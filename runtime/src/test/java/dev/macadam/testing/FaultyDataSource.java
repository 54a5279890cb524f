package dev.macadam.testing;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A real data source whose connections fail where a test says so, and which remembers the calls.
 * For the faults that no real database has on demand.
 */
public final class FaultyDataSource implements DataSource {

  /** What happens instead of a call, or before it. */
  @FunctionalInterface
  public interface Fault {
    /** Throws instead of the call, or returns so that the call takes place. */
    void strike() throws Throwable;
  }

  private final DataSource delegate;
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final AtomicInteger acquired = new AtomicInteger();

  /** Wraps a real one. */
  public FaultyDataSource(DataSource delegate) {
    this.delegate = delegate;
  }

  /** From now on this method of the connections, or {@code getConnection}, has a fault. */
  public void at(String method, Fault fault) {
    faults.put(method, fault);
  }

  /** From now on this method of the connections, or {@code getConnection}, fails. */
  public void failAt(String method, Throwable failure) {
    at(
        method,
        () -> {
          throw failure;
        });
  }

  /** No more faults. */
  public void heal() {
    faults.clear();
  }

  /** The names of the methods that were called on the connections, in order. */
  public List<String> calls() {
    return calls;
  }

  /** How many connections were handed out. */
  public int acquired() {
    return acquired.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    strike("getConnection");
    Connection connection = delegate.getConnection();
    acquired.incrementAndGet();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              strike(method.getName());
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
              }
            });
  }

  private void strike(String method) throws SQLException {
    Fault fault = faults.get(method);
    if (fault == null) {
      return;
    }
    try {
      fault.strike();
    } catch (SQLException | RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("Wraps nothing.");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
