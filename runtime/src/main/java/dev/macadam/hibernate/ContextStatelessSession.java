package dev.macadam.hibernate;

import dev.macadam.spi.ContextAccess;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.TypedQueryReference;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.util.List;
import org.hibernate.CacheMode;
import org.hibernate.Filter;
import org.hibernate.LockMode;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionBuilder;
import org.hibernate.SharedStatelessSessionBuilder;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.graph.GraphSemantic;
import org.hibernate.graph.RootGraph;
import org.hibernate.jdbc.ReturningWork;
import org.hibernate.jdbc.Work;
import org.hibernate.procedure.ProcedureCall;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.Query;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaInsert;

/**
 * A stateless session of a context: all of it, but for what is the context's to do, and for the
 * context's thread alone.
 */
// Hibernate's own interface is what is raw, deprecated, and serializable in name.
@SuppressWarnings({"deprecation", "rawtypes", "serial"})
final class ContextStatelessSession implements StatelessSession {

  private final StatelessSession delegate;
  private final ContextTransaction transaction;
  private final ContextAccess context;

  ContextStatelessSession(
      StatelessSession delegate, ContextTransaction transaction, ContextAccess context) {
    this.delegate = delegate;
    this.transaction = transaction;
    this.context = context;
  }

  /** The session, for a call of the current thread. */
  private StatelessSession checked() {
    context.checkUse();
    return delegate;
  }

  @Override
  public void close() {
    throw Refusals.refused("StatelessSession.close()", "It is closed when the work is done.");
  }

  @Override
  public Transaction beginTransaction() {
    throw Refusals.refused("StatelessSession.beginTransaction()", "A transaction is under way.");
  }

  @Override
  public Transaction getTransaction() {
    context.checkUse();
    return transaction;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return type.isInstance(this) ? type.cast(this) : checked().unwrap(type);
  }

  @Override
  public <T> RootGraph<T> createEntityGraph(Class<T> type) {
    return checked().createEntityGraph(type);
  }

  @Override
  public <T> RootGraph<T> createEntityGraph(Class<T> type, String name) {
    return checked().createEntityGraph(type, name);
  }

  @Override
  public RootGraph<?> createEntityGraph(String name) {
    return checked().createEntityGraph(name);
  }

  @Override
  public MutationQuery createMutationQuery(CriteriaDelete criteriaDelete) {
    return checked().createMutationQuery(criteriaDelete);
  }

  @Override
  public MutationQuery createMutationQuery(CriteriaUpdate criteriaUpdate) {
    return checked().createMutationQuery(criteriaUpdate);
  }

  @Override
  public MutationQuery createMutationQuery(String query) {
    return checked().createMutationQuery(query);
  }

  @Override
  public MutationQuery createMutationQuery(JpaCriteriaInsert jpaCriteriaInsert) {
    return checked().createMutationQuery(jpaCriteriaInsert);
  }

  @Override
  public MutationQuery createNamedMutationQuery(String name) {
    return checked().createNamedMutationQuery(name);
  }

  @Override
  @Deprecated
  public Query createNamedQuery(String name) {
    return checked().createNamedQuery(name);
  }

  @Override
  public <R> Query<R> createNamedQuery(String name, Class<R> type) {
    return checked().createNamedQuery(name, type);
  }

  @Override
  @Deprecated
  public SelectionQuery<?> createNamedSelectionQuery(String name) {
    return checked().createNamedSelectionQuery(name);
  }

  @Override
  public <R> SelectionQuery<R> createNamedSelectionQuery(String name, Class<R> type) {
    return checked().createNamedSelectionQuery(name, type);
  }

  @Override
  public ProcedureCall createNamedStoredProcedureQuery(String name) {
    return checked().createNamedStoredProcedureQuery(name);
  }

  @Override
  public MutationQuery createNativeMutationQuery(String query) {
    return checked().createNativeMutationQuery(query);
  }

  @Override
  @Deprecated
  public NativeQuery createNativeQuery(String query) {
    return checked().createNativeQuery(query);
  }

  @Override
  public <R> NativeQuery<R> createNativeQuery(String query, Class<R> type) {
    return checked().createNativeQuery(query, type);
  }

  @Override
  public <R> NativeQuery<R> createNativeQuery(String query, Class<R> type, String mapping) {
    return checked().createNativeQuery(query, type, mapping);
  }

  @Override
  @Deprecated
  public NativeQuery createNativeQuery(String query, String mapping) {
    return checked().createNativeQuery(query, mapping);
  }

  @Override
  public <R> NativeQuery<R> createNativeQuery(String query, String mapping, Class<R> type) {
    return checked().createNativeQuery(query, mapping, type);
  }

  @Override
  public <R> Query<R> createQuery(TypedQueryReference<R> typedQueryReference) {
    return checked().createQuery(typedQueryReference);
  }

  @Override
  @Deprecated
  public Query createQuery(CriteriaDelete criteriaDelete) {
    return checked().createQuery(criteriaDelete);
  }

  @Override
  public <R> Query<R> createQuery(CriteriaQuery<R> criteriaQuery) {
    return checked().createQuery(criteriaQuery);
  }

  @Override
  @Deprecated
  public Query createQuery(CriteriaUpdate criteriaUpdate) {
    return checked().createQuery(criteriaUpdate);
  }

  @Override
  @Deprecated
  public Query createQuery(String query) {
    return checked().createQuery(query);
  }

  @Override
  public <R> Query<R> createQuery(String query, Class<R> type) {
    return checked().createQuery(query, type);
  }

  @Override
  public <R> SelectionQuery<R> createSelectionQuery(CriteriaQuery<R> criteriaQuery) {
    return checked().createSelectionQuery(criteriaQuery);
  }

  @Override
  @Deprecated
  public SelectionQuery<?> createSelectionQuery(String query) {
    return checked().createSelectionQuery(query);
  }

  @Override
  public <R> SelectionQuery<R> createSelectionQuery(String query, EntityGraph<R> entityGraph) {
    return checked().createSelectionQuery(query, entityGraph);
  }

  @Override
  public <R> SelectionQuery<R> createSelectionQuery(String query, Class<R> type) {
    return checked().createSelectionQuery(query, type);
  }

  @Override
  public ProcedureCall createStoredProcedureCall(String name) {
    return checked().createStoredProcedureCall(name);
  }

  @Override
  public ProcedureCall createStoredProcedureCall(String name, Class<?>... type) {
    return checked().createStoredProcedureCall(name, type);
  }

  @Override
  public ProcedureCall createStoredProcedureCall(String name, String... names) {
    return checked().createStoredProcedureCall(name, names);
  }

  @Override
  public ProcedureCall createStoredProcedureQuery(String query) {
    return checked().createStoredProcedureQuery(query);
  }

  @Override
  public ProcedureCall createStoredProcedureQuery(String query, Class<?>... type) {
    return checked().createStoredProcedureQuery(query, type);
  }

  @Override
  public ProcedureCall createStoredProcedureQuery(String query, String... names) {
    return checked().createStoredProcedureQuery(query, names);
  }

  @Override
  public void deleteMultiple(List<?> values) {
    checked().deleteMultiple(values);
  }

  @Override
  public void delete(Object entity) {
    checked().delete(entity);
  }

  @Override
  public void delete(String name, Object entity) {
    checked().delete(name, entity);
  }

  @Override
  public void disableFilter(String name) {
    checked().disableFilter(name);
  }

  @Override
  public <T> T doReturningWork(ReturningWork<T> work) {
    return checked().doReturningWork(work);
  }

  @Override
  public void doWork(Work work) {
    checked().doWork(work);
  }

  @Override
  public Filter enableFilter(String name) {
    return checked().enableFilter(name);
  }

  @Override
  public void fetch(Object entity) {
    checked().fetch(entity);
  }

  @Override
  public CacheMode getCacheMode() {
    return checked().getCacheMode();
  }

  @Override
  public HibernateCriteriaBuilder getCriteriaBuilder() {
    return checked().getCriteriaBuilder();
  }

  @Override
  public Filter getEnabledFilter(String name) {
    return checked().getEnabledFilter(name);
  }

  @Override
  public RootGraph<?> getEntityGraph(String name) {
    return checked().getEntityGraph(name);
  }

  @Override
  public <T> List<EntityGraph<? super T>> getEntityGraphs(Class<T> type) {
    return checked().getEntityGraphs(type);
  }

  @Override
  public SessionFactory getFactory() {
    return checked().getFactory();
  }

  @Override
  public Object getIdentifier(Object entity) {
    return checked().getIdentifier(entity);
  }

  @Override
  public Integer getJdbcBatchSize() {
    return checked().getJdbcBatchSize();
  }

  @Override
  public <T> List<T> getMultiple(EntityGraph<T> entityGraph, List<?> values) {
    return checked().getMultiple(entityGraph, values);
  }

  @Override
  public <T> List<T> getMultiple(
      EntityGraph<T> entityGraph, GraphSemantic graphSemantic, List<?> values) {
    return checked().getMultiple(entityGraph, graphSemantic, values);
  }

  @Override
  public <T> List<T> getMultiple(Class<T> type, List<?> values) {
    return checked().getMultiple(type, values);
  }

  @Override
  public <T> List<T> getMultiple(Class<T> type, List<?> values, LockMode lockMode) {
    return checked().getMultiple(type, values, lockMode);
  }

  @Override
  @Deprecated
  public NativeQuery getNamedNativeQuery(String name) {
    return checked().getNamedNativeQuery(name);
  }

  @Override
  @Deprecated
  public NativeQuery getNamedNativeQuery(String name, String mapping) {
    return checked().getNamedNativeQuery(name, mapping);
  }

  @Override
  public ProcedureCall getNamedProcedureCall(String name) {
    return checked().getNamedProcedureCall(name);
  }

  @Override
  @Deprecated
  public Query getNamedQuery(String name) {
    return checked().getNamedQuery(name);
  }

  @Override
  public String getTenantIdentifier() {
    return checked().getTenantIdentifier();
  }

  @Override
  public Object getTenantIdentifierValue() {
    return checked().getTenantIdentifierValue();
  }

  @Override
  public <T> T get(EntityGraph<T> entityGraph, Object id) {
    return checked().get(entityGraph, id);
  }

  @Override
  public <T> T get(EntityGraph<T> entityGraph, Object id, LockMode lockMode) {
    return checked().get(entityGraph, id, lockMode);
  }

  @Override
  public <T> T get(EntityGraph<T> entityGraph, GraphSemantic graphSemantic, Object id) {
    return checked().get(entityGraph, graphSemantic, id);
  }

  @Override
  public <T> T get(
      EntityGraph<T> entityGraph, GraphSemantic graphSemantic, Object id, LockMode lockMode) {
    return checked().get(entityGraph, graphSemantic, id, lockMode);
  }

  @Override
  public <T> T get(Class<T> type, Object id) {
    return checked().get(type, id);
  }

  @Override
  public <T> T get(Class<T> type, Object id, LockMode lockMode) {
    return checked().get(type, id, lockMode);
  }

  @Override
  public Object get(String name, Object id) {
    return checked().get(name, id);
  }

  @Override
  public Object get(String name, Object id, LockMode lockMode) {
    return checked().get(name, id, lockMode);
  }

  @Override
  public void insertMultiple(List<?> values) {
    checked().insertMultiple(values);
  }

  @Override
  public Object insert(Object entity) {
    return checked().insert(entity);
  }

  @Override
  public Object insert(String name, Object entity) {
    return checked().insert(name, entity);
  }

  @Override
  public boolean isConnected() {
    return checked().isConnected();
  }

  @Override
  public boolean isJoinedToTransaction() {
    return checked().isJoinedToTransaction();
  }

  @Override
  public boolean isOpen() {
    return !context.isClosed() && checked().isOpen();
  }

  @Override
  public void joinTransaction() {
    checked().joinTransaction();
  }

  @Override
  public void refresh(Object entity) {
    checked().refresh(entity);
  }

  @Override
  public void refresh(Object entity, LockMode lockMode) {
    checked().refresh(entity, lockMode);
  }

  @Override
  public void refresh(String name, Object entity) {
    checked().refresh(name, entity);
  }

  @Override
  public void refresh(String name, Object entity, LockMode lockMode) {
    checked().refresh(name, entity, lockMode);
  }

  @Override
  public SharedSessionBuilder sessionWithOptions() {
    return checked().sessionWithOptions();
  }

  @Override
  public void setCacheMode(CacheMode cacheMode) {
    checked().setCacheMode(cacheMode);
  }

  @Override
  public void setJdbcBatchSize(Integer size) {
    checked().setJdbcBatchSize(size);
  }

  @Override
  public SharedStatelessSessionBuilder statelessWithOptions() {
    return checked().statelessWithOptions();
  }

  @Override
  public void updateMultiple(List<?> values) {
    checked().updateMultiple(values);
  }

  @Override
  public void update(Object entity) {
    checked().update(entity);
  }

  @Override
  public void update(String name, Object entity) {
    checked().update(name, entity);
  }

  @Override
  public void upsertMultiple(List<?> values) {
    checked().upsertMultiple(values);
  }

  @Override
  public void upsert(Object entity) {
    checked().upsert(entity);
  }

  @Override
  public void upsert(String name, Object entity) {
    checked().upsert(name, entity);
  }
}
