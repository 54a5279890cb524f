package dev.macadam.hibernate;

import org.hibernate.Transaction;
import org.hibernate.engine.spi.SessionDelegatorBaseImpl;
import org.hibernate.engine.spi.SessionImplementor;

/** A session of a context: all of it, but for what is the context's to do. */
// Sessions are serializable in name only; the unchecked conversion is in the superclass.
@SuppressWarnings({"serial", "unchecked"})
final class ContextSession extends SessionDelegatorBaseImpl {

  private final ContextTransaction transaction;

  ContextSession(SessionImplementor delegate, ContextTransaction transaction) {
    super(delegate);
    this.transaction = transaction;
  }

  @Override
  public void close() {
    throw Refusals.refused("Session.close()", "It is closed when the work is done.");
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return type.isInstance(this) ? type.cast(this) : super.unwrap(type);
  }

  @Override
  public Transaction beginTransaction() {
    throw Refusals.refused("Session.beginTransaction()", "A transaction is under way.");
  }

  @Override
  public Transaction getTransaction() {
    return transaction;
  }

  @Override
  public Transaction accessTransaction() {
    return transaction;
  }

  @Override
  public Transaction getCurrentTransaction() {
    return transaction;
  }
}
