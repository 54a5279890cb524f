package dev.macadam.hibernate;

import dev.macadam.spi.ContextAccess;
import jakarta.persistence.TypedQueryReference;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.CriteriaSelect;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.Interceptor;
import org.hibernate.LockMode;
import org.hibernate.LockOptions;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.hibernate.audit.spi.AuditWorkQueue;
import org.hibernate.bytecode.enhance.spi.interceptor.SessionAssociationMarkers;
import org.hibernate.cache.spi.CacheTransactionSynchronization;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.extension.spi.Extension;
import org.hibernate.engine.jdbc.LobCreator;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.engine.spi.CollectionKey;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.ExceptionConverter;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionEventListenerManager;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SessionLazyDelegator;
import org.hibernate.engine.spi.TransactionCompletionCallbacks;
import org.hibernate.engine.spi.TransactionCompletionCallbacksImplementor;
import org.hibernate.event.monitor.spi.EventMonitor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.graph.spi.RootGraphImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.spi.QueryImplementor;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.sql.spi.NativeQueryImplementor;
import org.hibernate.resource.jdbc.spi.JdbcSessionContext;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.type.format.FormatMapper;
import org.jspecify.annotations.Nullable;

/**
 * A session of a context: all of it, but for what is the context's to do, and for the context's
 * thread alone. The superclass asks for the session at each call, which is where that is looked at;
 * what is written out here is what Hibernate asks of a session beyond its public interface.
 */
// Hibernate's own interface is what is raw, deprecated, and serializable in name.
@SuppressWarnings({"deprecation", "rawtypes", "removal", "serial", "unchecked"})
final class ContextSession extends SessionLazyDelegator implements SessionImplementor {

  private final Checked session;
  private final ContextTransaction transaction;

  ContextSession(
      SessionImplementor delegate, ContextTransaction transaction, ContextAccess context) {
    this(new Checked(delegate, context), transaction);
  }

  private ContextSession(Checked session, ContextTransaction transaction) {
    super(session);
    this.session = session;
    this.transaction = transaction;
  }

  /** The session, for a call of the current thread. */
  private record Checked(SessionImplementor delegate, ContextAccess context)
      implements Supplier<Session> {

    @Override
    public SessionImplementor get() {
      context.checkUse();
      return delegate;
    }
  }

  // --- What is the context's to do -------------------------------------------------------------

  @Override
  public void close() {
    throw Refusals.refused("Session.close()", "It is closed when the work is done.");
  }

  @Override
  public boolean isOpen() {
    return !session.context().isClosed() && super.isOpen();
  }

  @Override
  public boolean isClosed() {
    return !isOpen();
  }

  @Override
  public Transaction beginTransaction() {
    throw Refusals.refused("Session.beginTransaction()", "A transaction is under way.");
  }

  @Override
  public Transaction getTransaction() {
    session.context().checkUse();
    return transaction;
  }

  @Override
  public Transaction accessTransaction() {
    return getTransaction();
  }

  @Override
  public Transaction getCurrentTransaction() {
    return getTransaction();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return type.isInstance(this) ? type.cast(this) : session.get().unwrap(type);
  }

  @Override
  public Object getDelegate() {
    return this;
  }

  @Override
  public SessionImplementor getSession() {
    return this;
  }

  // --- Plain delegation ------------------------------------------------------------------------

  @Override
  public <T> T execute(Callback<T> callback) {
    return session.get().execute(callback);
  }

  @Override
  public AuditWorkQueue getAuditWorkQueue() {
    return session.get().getAuditWorkQueue();
  }

  @Override
  public UUID getSessionIdentifier() {
    return session.get().getSessionIdentifier();
  }

  @Override
  public JdbcConnectionAccess getJdbcConnectionAccess() {
    return session.get().getJdbcConnectionAccess();
  }

  @Override
  public EntityKey generateEntityKey(Object id, EntityPersister persister) {
    return session.get().generateEntityKey(id, persister);
  }

  @Override
  public CollectionKey generateCollectionKey(CollectionPersister persister, Object key) {
    return session.get().generateCollectionKey(persister, key);
  }

  @Override
  public Interceptor getInterceptor() {
    return session.get().getInterceptor();
  }

  @Override
  public boolean isTransactionInProgress() {
    return session.get().isTransactionInProgress();
  }

  @Override
  public void checkTransactionNeededForUpdateOperation(String exceptionMessage) {
    session.get().checkTransactionNeededForUpdateOperation(exceptionMessage);
  }

  @Override
  public void initializeCollection(PersistentCollection<?> collection, boolean writing) {
    session.get().initializeCollection(collection, writing);
  }

  @Override
  public Object internalLoad(String entityName, Object id, boolean eager, boolean nullable) {
    return session.get().internalLoad(entityName, id, eager, nullable);
  }

  @Override
  public Object immediateLoad(String entityName, Object id) {
    return session.get().immediateLoad(entityName, id);
  }

  @Override
  public SessionFactoryImplementor getFactory() {
    return session.get().getFactory();
  }

  @Override
  public EntityPersister getEntityPersister(@Nullable String entityName, Object object) {
    return session.get().getEntityPersister(entityName, object);
  }

  @Override
  public Object getEntityUsingInterceptor(EntityKey key) {
    return session.get().getEntityUsingInterceptor(key);
  }

  @Override
  public Object getContextEntityIdentifier(Object object) {
    return session.get().getContextEntityIdentifier(object);
  }

  @Override
  public String bestGuessEntityName(Object object) {
    return session.get().bestGuessEntityName(object);
  }

  @Override
  public String guessEntityName(Object entity) {
    return session.get().guessEntityName(entity);
  }

  @Override
  @Deprecated
  public Object instantiate(String entityName, Object id) {
    return session.get().instantiate(entityName, id);
  }

  @Override
  public PersistenceContext getPersistenceContext() {
    return session.get().getPersistenceContext();
  }

  @Override
  public void setCriteriaCopyTreeEnabled(boolean enabled) {
    session.get().setCriteriaCopyTreeEnabled(enabled);
  }

  @Override
  public boolean isCriteriaCopyTreeEnabled() {
    return session.get().isCriteriaCopyTreeEnabled();
  }

  @Override
  public boolean isCriteriaPlanCacheEnabled() {
    return session.get().isCriteriaPlanCacheEnabled();
  }

  @Override
  public void setCriteriaPlanCacheEnabled(boolean enabled) {
    session.get().setCriteriaPlanCacheEnabled(enabled);
  }

  @Override
  public boolean getNativeJdbcParametersIgnored() {
    return session.get().getNativeJdbcParametersIgnored();
  }

  @Override
  public void setNativeJdbcParametersIgnored(boolean ignored) {
    session.get().setNativeJdbcParametersIgnored(ignored);
  }

  @Override
  public void checkOpen(boolean markForRollbackIfClosed) {
    session.get().checkOpen(markForRollbackIfClosed);
  }

  @Override
  public void markForRollbackOnly() {
    session.get().markForRollbackOnly();
  }

  @Override
  public boolean isEventSource() {
    return session.get().isEventSource();
  }

  @Override
  public EventSource asEventSource() {
    return session.get().asEventSource();
  }

  @Override
  public void afterScrollOperation() {
    session.get().afterScrollOperation();
  }

  @Override
  public TransactionCoordinator getTransactionCoordinator() {
    return session.get().getTransactionCoordinator();
  }

  @Override
  public JdbcCoordinator getJdbcCoordinator() {
    return session.get().getJdbcCoordinator();
  }

  @Override
  public JdbcServices getJdbcServices() {
    return session.get().getJdbcServices();
  }

  @Override
  public JdbcSessionContext getJdbcSessionContext() {
    return session.get().getJdbcSessionContext();
  }

  @Override
  public void checkOpen() {
    session.get().checkOpen();
  }

  @Override
  public boolean isOpenOrWaitingForAutoClose() {
    return session.get().isOpenOrWaitingForAutoClose();
  }

  @Override
  public boolean shouldAutoJoinTransaction() {
    return session.get().shouldAutoJoinTransaction();
  }

  @Override
  public boolean isAutoCloseSessionEnabled() {
    return session.get().isAutoCloseSessionEnabled();
  }

  @Override
  public LoadQueryInfluencers getLoadQueryInfluencers() {
    return session.get().getLoadQueryInfluencers();
  }

  @Override
  public ExceptionConverter getExceptionConverter() {
    return session.get().getExceptionConverter();
  }

  @Override
  public PersistenceContext getPersistenceContextInternal() {
    return session.get().getPersistenceContextInternal();
  }

  @Override
  public boolean autoFlushIfRequired(Set<String> querySpaces) {
    return session.get().autoFlushIfRequired(querySpaces);
  }

  @Override
  public boolean autoFlushIfRequired(Set<String> querySpaces, boolean skipPreFlush) {
    return session.get().autoFlushIfRequired(querySpaces, skipPreFlush);
  }

  @Override
  public boolean autoPreFlushIfRequired(QueryParameterBindings parameterBindings) {
    return session.get().autoPreFlushIfRequired(parameterBindings);
  }

  @Override
  public void afterOperation(boolean success) {
    session.get().afterOperation(success);
  }

  @Override
  public SessionEventListenerManager getEventListenerManager() {
    return session.get().getEventListenerManager();
  }

  @Override
  public void startTransactionBoundary() {
    session.get().startTransactionBoundary();
  }

  @Override
  public CacheTransactionSynchronization getCacheTransactionSynchronization() {
    return session.get().getCacheTransactionSynchronization();
  }

  @Override
  public Object getCurrentChangesetIdentifier() {
    return session.get().getCurrentChangesetIdentifier();
  }

  @Override
  public void afterTransactionBegin() {
    session.get().afterTransactionBegin();
  }

  @Override
  public void beforeTransactionCompletion() {
    session.get().beforeTransactionCompletion();
  }

  @Override
  public void afterTransactionCompletion(boolean successful, boolean delayed) {
    session.get().afterTransactionCompletion(successful, delayed);
  }

  @Override
  public void flushBeforeTransactionCompletion() {
    session.get().flushBeforeTransactionCompletion();
  }

  @Override
  public <T> RootGraphImplementor<T> createEntityGraph(Class<T> rootType) {
    return session.get().createEntityGraph(rootType);
  }

  @Override
  public RootGraphImplementor<?> createEntityGraph(String graphName) {
    return session.get().createEntityGraph(graphName);
  }

  @Override
  public RootGraphImplementor<?> getEntityGraph(String graphName) {
    return session.get().getEntityGraph(graphName);
  }

  @Override
  public <T extends Extension> T getExtension(Class<T> extension) {
    return session.get().getExtension(extension);
  }

  @Override
  public <T> QueryImplementor<T> createQuery(CriteriaSelect<T> selectQuery) {
    return session.get().createQuery(selectQuery);
  }

  @Override
  public <T> QueryImplementor<T> createQuery(CriteriaQuery<T> criteriaQuery) {
    return session.get().createQuery(criteriaQuery);
  }

  @Override
  @Deprecated
  public QueryImplementor createQuery(CriteriaUpdate updateQuery) {
    return (QueryImplementor) session.get().createQuery(updateQuery);
  }

  @Override
  @Deprecated
  public QueryImplementor createQuery(CriteriaDelete deleteQuery) {
    return (QueryImplementor) session.get().createQuery(deleteQuery);
  }

  @Override
  public <T> QueryImplementor<T> createQuery(TypedQueryReference<T> typedQueryReference) {
    return session.get().createQuery(typedQueryReference);
  }

  @Override
  public QueryImplementor getNamedQuery(String name) {
    return session.get().getNamedQuery(name);
  }

  @Override
  @Deprecated
  public NativeQueryImplementor getNamedNativeQuery(String name) {
    return session.get().getNamedNativeQuery(name);
  }

  @Override
  @Deprecated
  public NativeQueryImplementor getNamedNativeQuery(String name, String resultSetMapping) {
    return session.get().getNamedNativeQuery(name, resultSetMapping);
  }

  @Override
  @Deprecated
  public QueryImplementor createQuery(String queryString) {
    return session.get().createQuery(queryString);
  }

  @Override
  public <T> QueryImplementor<T> createQuery(String queryString, Class<T> resultType) {
    return session.get().createQuery(queryString, resultType);
  }

  @Override
  @Deprecated
  public QueryImplementor createNamedQuery(String name) {
    return session.get().createNamedQuery(name);
  }

  @Override
  public <T> QueryImplementor<T> createNamedQuery(String name, Class<T> resultClass) {
    return session.get().createNamedQuery(name, resultClass);
  }

  @Override
  @Deprecated
  public NativeQueryImplementor createNativeQuery(String sqlString) {
    return session.get().createNativeQuery(sqlString);
  }

  @Override
  public NativeQueryImplementor createNativeQuery(String sqlString, Class resultClass) {
    return session.get().createNativeQuery(sqlString, resultClass);
  }

  @Override
  public <T> NativeQueryImplementor<T> createNativeQuery(
      String sqlString, Class<T> resultClass, String tableAlias) {
    return session.get().createNativeQuery(sqlString, resultClass, tableAlias);
  }

  @Override
  @Deprecated
  public NativeQueryImplementor createNativeQuery(String sqlString, String resultSetMappingName) {
    return session.get().createNativeQuery(sqlString, resultSetMappingName);
  }

  @Override
  public <T> NativeQueryImplementor<T> createNativeQuery(
      String sqlString, String resultSetMappingName, Class<T> resultClass) {
    return session.get().createNativeQuery(sqlString, resultSetMappingName, resultClass);
  }

  @Override
  public void prepareForQueryExecution(boolean requiresTxn) {
    session.get().prepareForQueryExecution(requiresTxn);
  }

  @Override
  public SessionFactoryImplementor getSessionFactory() {
    return session.get().getSessionFactory();
  }

  @Override
  public boolean isManaged(Object entity) {
    return session.get().isManaged(entity);
  }

  @Override
  public void lock(String entityName, Object object, LockOptions lockOptions) {
    session.get().lock(entityName, object, lockOptions);
  }

  @Override
  @Deprecated
  public ActionQueue getActionQueue() {
    return session.get().getActionQueue();
  }

  @Override
  public TransactionCompletionCallbacks getTransactionCompletionCallbacks() {
    return session.get().getTransactionCompletionCallbacks();
  }

  @Override
  public TransactionCompletionCallbacksImplementor getTransactionCompletionCallbacksImplementor() {
    return session.get().getTransactionCompletionCallbacksImplementor();
  }

  @Override
  public Object instantiate(EntityPersister persister, Object id) {
    return session.get().instantiate(persister, id);
  }

  @Override
  public void forceFlush(EntityEntry e) {
    session.get().forceFlush(e);
  }

  @Override
  public void forceFlush(EntityKey e) {
    session.get().forceFlush(e);
  }

  @Override
  public boolean useStreamForLobBinding() {
    return session.get().useStreamForLobBinding();
  }

  @Override
  public int getPreferredSqlTypeCodeForBoolean() {
    return session.get().getPreferredSqlTypeCodeForBoolean();
  }

  @Override
  public boolean useLanguageTagForLocale() {
    return session.get().useLanguageTagForLocale();
  }

  @Override
  public LobCreator getLobCreator() {
    return session.get().getLobCreator();
  }

  @Override
  public EventMonitor getEventMonitor() {
    return session.get().getEventMonitor();
  }

  @Override
  public TimeZone getJdbcTimeZone() {
    return session.get().getJdbcTimeZone();
  }

  @Override
  public FormatMapper getJsonFormatMapper() {
    return session.get().getJsonFormatMapper();
  }

  @Override
  public FormatMapper getXmlFormatMapper() {
    return session.get().getXmlFormatMapper();
  }

  @Override
  public Object loadFromSecondLevelCache(
      EntityPersister persister, EntityKey entityKey, Object instanceToLoad, LockMode lockMode) {
    return session.get().loadFromSecondLevelCache(persister, entityKey, instanceToLoad, lockMode);
  }

  @Override
  public SessionAssociationMarkers getSessionAssociationMarkers() {
    return session.get().getSessionAssociationMarkers();
  }

  @Override
  public boolean isIdentifierRollbackEnabled() {
    return session.get().isIdentifierRollbackEnabled();
  }

  @Override
  public void afterObtainConnection(Connection connection) throws SQLException {
    session.get().afterObtainConnection(connection);
  }

  @Override
  public void beforeReleaseConnection(Connection connection) throws SQLException {
    session.get().beforeReleaseConnection(connection);
  }
}
