package dev.macadam.internal;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The one connection of a context and a database, as user code and Hibernate see it: nothing is
 * acquired before the first statement, statements report back, and what would interfere with the
 * unit of work is refused. What it means to begin and to end is the business of the subclass.
 */
abstract class ContextConnection implements Connection {

  /** The physical connection, for a call of the current thread; acquired if need be. */
  abstract Connection physical() throws SQLException;

  /** The physical connection if there is one; not checked, for what is harmless on any thread. */
  abstract @Nullable Connection physicalOrNull();

  /** Notes a failure of the driver. */
  abstract SQLException failed(SQLException failure);

  /** The statements belong to this. */
  abstract DatabaseTransaction transaction();

  /** Refuses a call that is the context's to make. */
  abstract IllegalStateException refused(String call, String instead);

  /** A call of the driver. */
  @FunctionalInterface
  interface DriverCall<T> {
    T call(Connection connection) throws SQLException;
  }

  private <T> T onDriver(DriverCall<T> call) throws SQLException {
    Connection connection = physical();
    try {
      return call.call(connection);
    } catch (SQLException failure) {
      throw failed(failure);
    } catch (Throwable failure) {
      transaction().usedDirectly();
      throw failure;
    }
  }

  private ContextPreparedStatement<PreparedStatement> prepared(DriverCall<PreparedStatement> call)
      throws SQLException {
    return new ContextPreparedStatement<>(transaction(), onDriver(call));
  }

  // --- Statements ------------------------------------------------------------------------------

  @Override
  public Statement createStatement() throws SQLException {
    return new ContextStatement<>(transaction(), onDriver(Connection::createStatement));
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    return new ContextStatement<>(
        transaction(), onDriver(connection -> connection.createStatement(type, concurrency)));
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    return new ContextStatement<>(
        transaction(),
        onDriver(connection -> connection.createStatement(type, concurrency, holdability)));
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return prepared(connection -> connection.prepareStatement(sql));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int generatedKeys) throws SQLException {
    return prepared(connection -> connection.prepareStatement(sql, generatedKeys));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
    return prepared(connection -> connection.prepareStatement(sql, columns));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
    return prepared(connection -> connection.prepareStatement(sql, columns));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    return prepared(connection -> connection.prepareStatement(sql, type, concurrency));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    return prepared(connection -> connection.prepareStatement(sql, type, concurrency, holdability));
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    return new ContextCallableStatement(
        transaction(), onDriver(connection -> connection.prepareCall(sql)));
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
    return new ContextCallableStatement(
        transaction(), onDriver(connection -> connection.prepareCall(sql, type, concurrency)));
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    return new ContextCallableStatement(
        transaction(),
        onDriver(connection -> connection.prepareCall(sql, type, concurrency, holdability)));
  }

  // --- What is the context's to do -------------------------------------------------------------

  /** A transaction is always under way, though it may not have begun at the database yet. */
  @Override
  public boolean getAutoCommit() {
    return false;
  }

  /** JDBC says that setting the mode that there is does nothing. */
  @Override
  public void setAutoCommit(boolean autoCommit) {
    if (autoCommit) {
      throw refused(
          "setAutoCommit(true)", "The context commits; context.commit() does so at once.");
    }
  }

  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    if (readOnly != isReadOnly()) {
      throw refused("setReadOnly", "Say @ContextHandler(readOnly = " + readOnly + ").");
    }
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    if (level != getTransactionIsolation()) {
      throw refused("setTransactionIsolation", "Say @ContextHandler(isolation = …).");
    }
  }

  @Override
  public void abort(Executor executor) {
    throw refused("abort", "Cancel the future of the call, or throw.");
  }

  // --- Savepoints ------------------------------------------------------------------------------

  @Override
  public Savepoint setSavepoint() throws SQLException {
    return onDriver(Connection::setSavepoint);
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    return onDriver(connection -> connection.setSavepoint(name));
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    onDriver(
        connection -> {
          connection.releaseSavepoint(savepoint);
          return savepoint;
        });
  }

  // --- Plain delegation ------------------------------------------------------------------------

  /** For a call whose failure is not seen here, though it may break the transaction. */
  private Connection direct() throws SQLException {
    Connection connection = physical();
    transaction().usedDirectly();
    return connection;
  }

  @Override
  public String nativeSQL(String sql) throws SQLException {
    return direct().nativeSQL(sql);
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    return direct().getMetaData();
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    return direct().getTransactionIsolation();
  }

  @Override
  public boolean isValid(int timeout) throws SQLException {
    return direct().isValid(timeout);
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    Connection connection = physicalOrNull();
    return connection == null ? null : connection.getWarnings();
  }

  @Override
  public void clearWarnings() throws SQLException {
    Connection connection = physicalOrNull();
    if (connection != null) {
      connection.clearWarnings();
    }
  }

  @Override
  public String getCatalog() throws SQLException {
    return direct().getCatalog();
  }

  @Override
  public void setCatalog(String catalog) throws SQLException {
    direct().setCatalog(catalog);
  }

  @Override
  public String getSchema() throws SQLException {
    return direct().getSchema();
  }

  @Override
  public void setSchema(String schema) throws SQLException {
    direct().setSchema(schema);
  }

  @Override
  public int getHoldability() throws SQLException {
    return direct().getHoldability();
  }

  @Override
  public void setHoldability(int holdability) throws SQLException {
    direct().setHoldability(holdability);
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    return direct().getNetworkTimeout();
  }

  @Override
  public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
    direct().setNetworkTimeout(executor, milliseconds);
  }

  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    return direct().getTypeMap();
  }

  @Override
  public void setTypeMap(Map<String, Class<?>> types) throws SQLException {
    direct().setTypeMap(types);
  }

  @Override
  public String getClientInfo(String name) throws SQLException {
    return direct().getClientInfo(name);
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    return direct().getClientInfo();
  }

  @Override
  public void setClientInfo(String name, String value) throws SQLClientInfoException {
    physicalForClientInfo().setClientInfo(name, value);
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    physicalForClientInfo().setClientInfo(properties);
  }

  private Connection physicalForClientInfo() throws SQLClientInfoException {
    try {
      return direct();
    } catch (SQLException failure) {
      throw new SQLClientInfoException(Map.of(), failure);
    }
  }

  @Override
  public Clob createClob() throws SQLException {
    return direct().createClob();
  }

  @Override
  public Blob createBlob() throws SQLException {
    return direct().createBlob();
  }

  @Override
  public NClob createNClob() throws SQLException {
    return direct().createNClob();
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    return direct().createSQLXML();
  }

  @Override
  public Array createArrayOf(String type, Object[] elements) throws SQLException {
    return direct().createArrayOf(type, elements);
  }

  @Override
  public Struct createStruct(String type, Object[] attributes) throws SQLException {
    return direct().createStruct(type, attributes);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    return direct().unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || direct().isWrapperFor(type);
  }
}
