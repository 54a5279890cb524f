package dev.macadam.hibernate;

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

/** A stateless session of a context: all of it, but for what is the context's to do. */
// Hibernate's own interface is what is raw, deprecated, and serializable in name.
@SuppressWarnings({"deprecation", "rawtypes", "serial"})
final class ContextStatelessSession implements StatelessSession {

  private final StatelessSession delegate;
  private final ContextTransaction transaction;

  ContextStatelessSession(StatelessSession delegate, ContextTransaction transaction) {
    this.delegate = delegate;
    this.transaction = transaction;
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
    return transaction;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return type.isInstance(this) ? type.cast(this) : delegate.unwrap(type);
  }

  @Override
  public <T> RootGraph<T> createEntityGraph(Class<T> type) {
    return delegate.createEntityGraph(type);
  }

  @Override
  public <T> RootGraph<T> createEntityGraph(Class<T> type, String name) {
    return delegate.createEntityGraph(type, name);
  }

  @Override
  public RootGraph<?> createEntityGraph(String name) {
    return delegate.createEntityGraph(name);
  }

  @Override
  public MutationQuery createMutationQuery(CriteriaDelete criteriaDelete) {
    return delegate.createMutationQuery(criteriaDelete);
  }

  @Override
  public MutationQuery createMutationQuery(CriteriaUpdate criteriaUpdate) {
    return delegate.createMutationQuery(criteriaUpdate);
  }

  @Override
  public MutationQuery createMutationQuery(String query) {
    return delegate.createMutationQuery(query);
  }

  @Override
  public MutationQuery createMutationQuery(JpaCriteriaInsert jpaCriteriaInsert) {
    return delegate.createMutationQuery(jpaCriteriaInsert);
  }

  @Override
  public MutationQuery createNamedMutationQuery(String name) {
    return delegate.createNamedMutationQuery(name);
  }

  @Override
  @Deprecated
  public Query createNamedQuery(String name) {
    return delegate.createNamedQuery(name);
  }

  @Override
  public <R> Query<R> createNamedQuery(String name, Class<R> type) {
    return delegate.createNamedQuery(name, type);
  }

  @Override
  @Deprecated
  public SelectionQuery<?> createNamedSelectionQuery(String name) {
    return delegate.createNamedSelectionQuery(name);
  }

  @Override
  public <R> SelectionQuery<R> createNamedSelectionQuery(String name, Class<R> type) {
    return delegate.createNamedSelectionQuery(name, type);
  }

  @Override
  public ProcedureCall createNamedStoredProcedureQuery(String name) {
    return delegate.createNamedStoredProcedureQuery(name);
  }

  @Override
  public MutationQuery createNativeMutationQuery(String query) {
    return delegate.createNativeMutationQuery(query);
  }

  @Override
  @Deprecated
  public NativeQuery createNativeQuery(String query) {
    return delegate.createNativeQuery(query);
  }

  @Override
  public <R> NativeQuery<R> createNativeQuery(String query, Class<R> type) {
    return delegate.createNativeQuery(query, type);
  }

  @Override
  public <R> NativeQuery<R> createNativeQuery(String query, Class<R> type, String mapping) {
    return delegate.createNativeQuery(query, type, mapping);
  }

  @Override
  @Deprecated
  public NativeQuery createNativeQuery(String query, String mapping) {
    return delegate.createNativeQuery(query, mapping);
  }

  @Override
  public <R> NativeQuery<R> createNativeQuery(String query, String mapping, Class<R> type) {
    return delegate.createNativeQuery(query, mapping, type);
  }

  @Override
  public <R> Query<R> createQuery(TypedQueryReference<R> typedQueryReference) {
    return delegate.createQuery(typedQueryReference);
  }

  @Override
  @Deprecated
  public Query createQuery(CriteriaDelete criteriaDelete) {
    return delegate.createQuery(criteriaDelete);
  }

  @Override
  public <R> Query<R> createQuery(CriteriaQuery<R> criteriaQuery) {
    return delegate.createQuery(criteriaQuery);
  }

  @Override
  @Deprecated
  public Query createQuery(CriteriaUpdate criteriaUpdate) {
    return delegate.createQuery(criteriaUpdate);
  }

  @Override
  @Deprecated
  public Query createQuery(String query) {
    return delegate.createQuery(query);
  }

  @Override
  public <R> Query<R> createQuery(String query, Class<R> type) {
    return delegate.createQuery(query, type);
  }

  @Override
  public <R> SelectionQuery<R> createSelectionQuery(CriteriaQuery<R> criteriaQuery) {
    return delegate.createSelectionQuery(criteriaQuery);
  }

  @Override
  @Deprecated
  public SelectionQuery<?> createSelectionQuery(String query) {
    return delegate.createSelectionQuery(query);
  }

  @Override
  public <R> SelectionQuery<R> createSelectionQuery(String query, EntityGraph<R> entityGraph) {
    return delegate.createSelectionQuery(query, entityGraph);
  }

  @Override
  public <R> SelectionQuery<R> createSelectionQuery(String query, Class<R> type) {
    return delegate.createSelectionQuery(query, type);
  }

  @Override
  public ProcedureCall createStoredProcedureCall(String name) {
    return delegate.createStoredProcedureCall(name);
  }

  @Override
  public ProcedureCall createStoredProcedureCall(String name, Class<?>... type) {
    return delegate.createStoredProcedureCall(name, type);
  }

  @Override
  public ProcedureCall createStoredProcedureCall(String name, String... names) {
    return delegate.createStoredProcedureCall(name, names);
  }

  @Override
  public ProcedureCall createStoredProcedureQuery(String query) {
    return delegate.createStoredProcedureQuery(query);
  }

  @Override
  public ProcedureCall createStoredProcedureQuery(String query, Class<?>... type) {
    return delegate.createStoredProcedureQuery(query, type);
  }

  @Override
  public ProcedureCall createStoredProcedureQuery(String query, String... names) {
    return delegate.createStoredProcedureQuery(query, names);
  }

  @Override
  public void deleteMultiple(List<?> values) {
    delegate.deleteMultiple(values);
  }

  @Override
  public void delete(Object entity) {
    delegate.delete(entity);
  }

  @Override
  public void delete(String name, Object entity) {
    delegate.delete(name, entity);
  }

  @Override
  public void disableFilter(String name) {
    delegate.disableFilter(name);
  }

  @Override
  public <T> T doReturningWork(ReturningWork<T> work) {
    return delegate.doReturningWork(work);
  }

  @Override
  public void doWork(Work work) {
    delegate.doWork(work);
  }

  @Override
  public Filter enableFilter(String name) {
    return delegate.enableFilter(name);
  }

  @Override
  public void fetch(Object entity) {
    delegate.fetch(entity);
  }

  @Override
  public CacheMode getCacheMode() {
    return delegate.getCacheMode();
  }

  @Override
  public HibernateCriteriaBuilder getCriteriaBuilder() {
    return delegate.getCriteriaBuilder();
  }

  @Override
  public Filter getEnabledFilter(String name) {
    return delegate.getEnabledFilter(name);
  }

  @Override
  public RootGraph<?> getEntityGraph(String name) {
    return delegate.getEntityGraph(name);
  }

  @Override
  public <T> List<EntityGraph<? super T>> getEntityGraphs(Class<T> type) {
    return delegate.getEntityGraphs(type);
  }

  @Override
  public SessionFactory getFactory() {
    return delegate.getFactory();
  }

  @Override
  public Object getIdentifier(Object entity) {
    return delegate.getIdentifier(entity);
  }

  @Override
  public Integer getJdbcBatchSize() {
    return delegate.getJdbcBatchSize();
  }

  @Override
  public <T> List<T> getMultiple(EntityGraph<T> entityGraph, List<?> values) {
    return delegate.getMultiple(entityGraph, values);
  }

  @Override
  public <T> List<T> getMultiple(
      EntityGraph<T> entityGraph, GraphSemantic graphSemantic, List<?> values) {
    return delegate.getMultiple(entityGraph, graphSemantic, values);
  }

  @Override
  public <T> List<T> getMultiple(Class<T> type, List<?> values) {
    return delegate.getMultiple(type, values);
  }

  @Override
  public <T> List<T> getMultiple(Class<T> type, List<?> values, LockMode lockMode) {
    return delegate.getMultiple(type, values, lockMode);
  }

  @Override
  @Deprecated
  public NativeQuery getNamedNativeQuery(String name) {
    return delegate.getNamedNativeQuery(name);
  }

  @Override
  @Deprecated
  public NativeQuery getNamedNativeQuery(String name, String mapping) {
    return delegate.getNamedNativeQuery(name, mapping);
  }

  @Override
  public ProcedureCall getNamedProcedureCall(String name) {
    return delegate.getNamedProcedureCall(name);
  }

  @Override
  @Deprecated
  public Query getNamedQuery(String name) {
    return delegate.getNamedQuery(name);
  }

  @Override
  public String getTenantIdentifier() {
    return delegate.getTenantIdentifier();
  }

  @Override
  public Object getTenantIdentifierValue() {
    return delegate.getTenantIdentifierValue();
  }

  @Override
  public <T> T get(EntityGraph<T> entityGraph, Object id) {
    return delegate.get(entityGraph, id);
  }

  @Override
  public <T> T get(EntityGraph<T> entityGraph, Object id, LockMode lockMode) {
    return delegate.get(entityGraph, id, lockMode);
  }

  @Override
  public <T> T get(EntityGraph<T> entityGraph, GraphSemantic graphSemantic, Object id) {
    return delegate.get(entityGraph, graphSemantic, id);
  }

  @Override
  public <T> T get(
      EntityGraph<T> entityGraph, GraphSemantic graphSemantic, Object id, LockMode lockMode) {
    return delegate.get(entityGraph, graphSemantic, id, lockMode);
  }

  @Override
  public <T> T get(Class<T> type, Object id) {
    return delegate.get(type, id);
  }

  @Override
  public <T> T get(Class<T> type, Object id, LockMode lockMode) {
    return delegate.get(type, id, lockMode);
  }

  @Override
  public Object get(String name, Object id) {
    return delegate.get(name, id);
  }

  @Override
  public Object get(String name, Object id, LockMode lockMode) {
    return delegate.get(name, id, lockMode);
  }

  @Override
  public void insertMultiple(List<?> values) {
    delegate.insertMultiple(values);
  }

  @Override
  public Object insert(Object entity) {
    return delegate.insert(entity);
  }

  @Override
  public Object insert(String name, Object entity) {
    return delegate.insert(name, entity);
  }

  @Override
  public boolean isConnected() {
    return delegate.isConnected();
  }

  @Override
  public boolean isJoinedToTransaction() {
    return delegate.isJoinedToTransaction();
  }

  @Override
  public boolean isOpen() {
    return delegate.isOpen();
  }

  @Override
  public void joinTransaction() {
    delegate.joinTransaction();
  }

  @Override
  public void refresh(Object entity) {
    delegate.refresh(entity);
  }

  @Override
  public void refresh(Object entity, LockMode lockMode) {
    delegate.refresh(entity, lockMode);
  }

  @Override
  public void refresh(String name, Object entity) {
    delegate.refresh(name, entity);
  }

  @Override
  public void refresh(String name, Object entity, LockMode lockMode) {
    delegate.refresh(name, entity, lockMode);
  }

  @Override
  public SharedSessionBuilder sessionWithOptions() {
    return delegate.sessionWithOptions();
  }

  @Override
  public void setCacheMode(CacheMode cacheMode) {
    delegate.setCacheMode(cacheMode);
  }

  @Override
  public void setJdbcBatchSize(Integer size) {
    delegate.setJdbcBatchSize(size);
  }

  @Override
  public SharedStatelessSessionBuilder statelessWithOptions() {
    return delegate.statelessWithOptions();
  }

  @Override
  public void updateMultiple(List<?> values) {
    delegate.updateMultiple(values);
  }

  @Override
  public void update(Object entity) {
    delegate.update(entity);
  }

  @Override
  public void update(String name, Object entity) {
    delegate.update(name, entity);
  }

  @Override
  public void upsertMultiple(List<?> values) {
    delegate.upsertMultiple(values);
  }

  @Override
  public void upsert(Object entity) {
    delegate.upsert(entity);
  }

  @Override
  public void upsert(String name, Object entity) {
    delegate.upsert(name, entity);
  }
}
