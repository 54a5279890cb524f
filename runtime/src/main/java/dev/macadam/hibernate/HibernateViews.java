package dev.macadam.hibernate;

import dev.macadam.spi.ContextAccess;
import dev.macadam.spi.Views;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one context. The first one is opened on the context's connection, and a second
 * one shares the first one's transaction, so that Hibernate commits both at once.
 */
final class HibernateViews implements Views {

  private final HibernateDatabase database;
  private final ContextAccess context;
  private @Nullable SessionImplementor session;
  private @Nullable ContextSession sessionView;
  private @Nullable StatelessSession stateless;
  private @Nullable ContextStatelessSession statelessView;

  /** The first session, whose transaction it is. */
  private @Nullable SharedSessionContract first;

  private @Nullable ContextTransaction transaction;

  HibernateViews(HibernateDatabase database, ContextAccess context) {
    this.database = database;
    this.context = context;
  }

  @Override
  public <V> V get(Class<V> type) {
    return type.cast(type == StatelessSession.class ? stateless() : session());
  }

  private Session session() {
    ContextSession view = sessionView;
    if (view == null) {
      SessionImplementor opened =
          (SessionImplementor)
              (stateless == null
                  ? database
                      .sessionFactory()
                      .withOptions()
                      .autoClose(false)
                      .connection(context.connection())
                      .openSession()
                  : stateless.sessionWithOptions().autoClose(false).connection().open());
      session = opened;
      opened.setDefaultReadOnly(context.readOnly());
      view = new ContextSession(opened, transactionOf(opened), context);
      sessionView = view;
    }
    return view;
  }

  private StatelessSession stateless() {
    ContextStatelessSession view = statelessView;
    if (view == null) {
      StatelessSession opened =
          session == null
              ? database
                  .sessionFactory()
                  .withStatelessOptions()
                  .connection(context.connection())
                  .openStatelessSession()
              : session.statelessWithOptions().connection().open();
      stateless = opened;
      view = new ContextStatelessSession(opened, transactionOf(opened), context);
      statelessView = view;
    }
    return view;
  }

  private ContextTransaction transactionOf(SharedSessionContract opened) {
    ContextTransaction shared = transaction;
    if (shared == null) {
      first = opened;
      shared = new ContextTransaction(opened.beginTransaction());
      transaction = shared;
    }
    return shared;
  }

  private Transaction transaction() {
    if (transaction == null) {
      throw new IllegalStateException("No session was opened.");
    }
    return transaction.delegate();
  }

  @Override
  public void flush() {
    if (isRollbackOnly()) {
      return;
    }
    if (session != null) {
      session.flush();
    }
    if (stateless instanceof SharedSessionContractImplementor batching) {
      batching.getJdbcCoordinator().executeBatch();
    }
  }

  @Override
  public boolean isRollbackOnly() {
    return transaction().getStatus() != TransactionStatus.ACTIVE;
  }

  @Override
  public void commit() {
    transaction().commit();
  }

  @Override
  public void rollback() {
    if (transaction().getStatus().canRollback()) {
      transaction().rollback();
    }
  }

  @Override
  public void begin() {
    if (first != null && transaction != null) {
      transaction.follow(first.beginTransaction());
    }
  }

  /** The second session before the first one, whose transaction it shares. */
  @Override
  public void close() {
    SharedSessionContract second = first == session ? stateless : session;
    try {
      if (second != null) {
        second.close();
      }
    } finally {
      if (first != null) {
        first.close();
      }
    }
  }
}
