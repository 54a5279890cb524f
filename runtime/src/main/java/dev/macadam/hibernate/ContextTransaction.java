package dev.macadam.hibernate;

import jakarta.transaction.Synchronization;
import org.hibernate.Transaction;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/** The transaction of a context's sessions: it can be looked at and marked, but not ended. */
final class ContextTransaction implements Transaction {

  private Transaction delegate;

  ContextTransaction(Transaction delegate) {
    this.delegate = delegate;
  }

  /** The transaction itself, for the context. */
  Transaction delegate() {
    return delegate;
  }

  /** After a commit, the next one. */
  void follow(Transaction next) {
    this.delegate = next;
  }

  @Override
  public void begin() {
    throw Refusals.refused("Transaction.begin()", "A transaction is under way.");
  }

  @Override
  public void commit() {
    throw Refusals.refused("Transaction.commit()", "It is committed with the context.");
  }

  @Override
  public void rollback() {
    throw Refusals.refused("Transaction.rollback()", "It is rolled back with the context.");
  }

  @Override
  public TransactionStatus getStatus() {
    return delegate.getStatus();
  }

  @Override
  public boolean isActive() {
    return delegate.isActive();
  }

  @Override
  public void setRollbackOnly() {
    delegate.setRollbackOnly();
  }

  @Override
  public void markRollbackOnly() {
    delegate.markRollbackOnly();
  }

  @Override
  public boolean getRollbackOnly() {
    return delegate.getRollbackOnly();
  }

  @Override
  public void registerSynchronization(Synchronization synchronization) {
    delegate.registerSynchronization(synchronization);
  }

  @Override
  public void setTimeout(@Nullable Integer seconds) {
    delegate.setTimeout(seconds);
  }

  @Override
  public void setTimeout(int seconds) {
    delegate.setTimeout(seconds);
  }

  @Override
  public @Nullable Integer getTimeout() {
    return delegate.getTimeout();
  }
}
