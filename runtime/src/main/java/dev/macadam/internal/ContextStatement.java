package dev.macadam.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a context's connection. It reports what is executing, so that it can be cancelled,
 * and what fails, because some failures end the transaction.
 *
 * @param <S> the kind of statement
 */
class ContextStatement<S extends Statement> implements Statement {

  final DatabaseTransaction transaction;
  final S delegate;

  ContextStatement(DatabaseTransaction transaction, S delegate) {
    this.transaction = transaction;
    this.delegate = delegate;
  }

  /** Null where the driver has none. */
  @SuppressWarnings("NullAway") // JDBC's own methods may return null, and do not say so.
  final ResultSet wrapped(@Nullable ResultSet rows) {
    return rows == null ? null : new ContextResultSet(this, rows);
  }

  @Override
  public final Connection getConnection() {
    return transaction;
  }

  @Override
  public final void close() throws SQLException {
    delegate.close();
  }

  /** Callable by any thread, as JDBC has it. */
  @Override
  public final void cancel() throws SQLException {
    transaction.cancelSent();
    delegate.cancel();
  }

  @Override
  public final <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    transaction.usedDirectly();
    return delegate.unwrap(type);
  }

  @Override
  public final boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || delegate.isWrapperFor(type);
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    return transaction.execute(delegate, statement -> statement.execute(sql));
  }

  @Override
  public boolean execute(String sql, int generatedKeys) throws SQLException {
    return transaction.execute(delegate, statement -> statement.execute(sql, generatedKeys));
  }

  @Override
  public boolean execute(String sql, int[] columns) throws SQLException {
    return transaction.execute(delegate, statement -> statement.execute(sql, columns));
  }

  @Override
  public boolean execute(String sql, String[] columns) throws SQLException {
    return transaction.execute(delegate, statement -> statement.execute(sql, columns));
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return transaction.execute(delegate, Statement::executeBatch);
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    return transaction.execute(delegate, Statement::executeLargeBatch);
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    return transaction.execute(delegate, statement -> statement.executeLargeUpdate(sql));
  }

  @Override
  public long executeLargeUpdate(String sql, int generatedKeys) throws SQLException {
    return transaction.execute(
        delegate, statement -> statement.executeLargeUpdate(sql, generatedKeys));
  }

  @Override
  public long executeLargeUpdate(String sql, int[] columns) throws SQLException {
    return transaction.execute(delegate, statement -> statement.executeLargeUpdate(sql, columns));
  }

  @Override
  public long executeLargeUpdate(String sql, String[] columns) throws SQLException {
    return transaction.execute(delegate, statement -> statement.executeLargeUpdate(sql, columns));
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    return wrapped(transaction.execute(delegate, statement -> statement.executeQuery(sql)));
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return transaction.execute(delegate, statement -> statement.executeUpdate(sql));
  }

  @Override
  public int executeUpdate(String sql, int generatedKeys) throws SQLException {
    return transaction.execute(delegate, statement -> statement.executeUpdate(sql, generatedKeys));
  }

  @Override
  public int executeUpdate(String sql, int[] columns) throws SQLException {
    return transaction.execute(delegate, statement -> statement.executeUpdate(sql, columns));
  }

  @Override
  public int executeUpdate(String sql, String[] columns) throws SQLException {
    return transaction.execute(delegate, statement -> statement.executeUpdate(sql, columns));
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return transaction.execute(delegate, Statement::getMoreResults);
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    return transaction.execute(delegate, statement -> statement.getMoreResults(current));
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    delegate.addBatch(sql);
  }

  @Override
  public void clearBatch() throws SQLException {
    delegate.clearBatch();
  }

  @Override
  public void clearWarnings() throws SQLException {
    delegate.clearWarnings();
  }

  @Override
  public void closeOnCompletion() throws SQLException {
    delegate.closeOnCompletion();
  }

  @Override
  public String enquoteIdentifier(String text, boolean alwaysQuote) throws SQLException {
    return delegate.enquoteIdentifier(text, alwaysQuote);
  }

  @Override
  public String enquoteLiteral(String text) throws SQLException {
    return delegate.enquoteLiteral(text);
  }

  @Override
  public String enquoteNCharLiteral(String text) throws SQLException {
    return delegate.enquoteNCharLiteral(text);
  }

  @Override
  public int getFetchDirection() throws SQLException {
    return delegate.getFetchDirection();
  }

  @Override
  public int getFetchSize() throws SQLException {
    return delegate.getFetchSize();
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    return wrapped(delegate.getGeneratedKeys());
  }

  @Override
  public long getLargeMaxRows() throws SQLException {
    return delegate.getLargeMaxRows();
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    return delegate.getLargeUpdateCount();
  }

  @Override
  public int getMaxFieldSize() throws SQLException {
    return delegate.getMaxFieldSize();
  }

  @Override
  public int getMaxRows() throws SQLException {
    return delegate.getMaxRows();
  }

  @Override
  public int getQueryTimeout() throws SQLException {
    return delegate.getQueryTimeout();
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return wrapped(delegate.getResultSet());
  }

  @Override
  public int getResultSetConcurrency() throws SQLException {
    return delegate.getResultSetConcurrency();
  }

  @Override
  public int getResultSetHoldability() throws SQLException {
    return delegate.getResultSetHoldability();
  }

  @Override
  public int getResultSetType() throws SQLException {
    return delegate.getResultSetType();
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return delegate.getUpdateCount();
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    return delegate.getWarnings();
  }

  @Override
  public boolean isCloseOnCompletion() throws SQLException {
    return delegate.isCloseOnCompletion();
  }

  @Override
  public boolean isClosed() throws SQLException {
    return delegate.isClosed();
  }

  @Override
  public boolean isPoolable() throws SQLException {
    return delegate.isPoolable();
  }

  @Override
  public boolean isSimpleIdentifier(String text) throws SQLException {
    return delegate.isSimpleIdentifier(text);
  }

  @Override
  public void setCursorName(String value) throws SQLException {
    delegate.setCursorName(value);
  }

  @Override
  public void setEscapeProcessing(boolean value) throws SQLException {
    delegate.setEscapeProcessing(value);
  }

  @Override
  public void setFetchDirection(int value) throws SQLException {
    delegate.setFetchDirection(value);
  }

  @Override
  public void setFetchSize(int value) throws SQLException {
    delegate.setFetchSize(value);
  }

  @Override
  public void setLargeMaxRows(long value) throws SQLException {
    delegate.setLargeMaxRows(value);
  }

  @Override
  public void setMaxFieldSize(int value) throws SQLException {
    delegate.setMaxFieldSize(value);
  }

  @Override
  public void setMaxRows(int value) throws SQLException {
    delegate.setMaxRows(value);
  }

  @Override
  public void setPoolable(boolean value) throws SQLException {
    delegate.setPoolable(value);
  }

  @Override
  public void setQueryTimeout(int value) throws SQLException {
    delegate.setQueryTimeout(value);
  }
}
