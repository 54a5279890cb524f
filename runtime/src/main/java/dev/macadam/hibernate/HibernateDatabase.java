package dev.macadam.hibernate;

import dev.macadam.StartUpStep;
import dev.macadam.internal.OwnedDataSource;
import dev.macadam.jdbc.DataSourceConnections;
import dev.macadam.spi.ConnectionSource;
import dev.macadam.spi.ContextAccess;
import dev.macadam.spi.Database;
import dev.macadam.spi.Views;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.hibernate.dialect.lock.OptimisticEntityLockException;
import org.jspecify.annotations.Nullable;

/**
 * A database whose contexts provide Hibernate's {@link Session} and {@link StatelessSession}, JPA's
 * {@link EntityManager} (the same object as the session), and the {@link Connection} that they all
 * run on.
 *
 * <p>Sessions are opened on the context's own connection, which is taken from the pool at the first
 * statement. Hibernate asks the pool itself for nothing but its start-up and identifiers that come
 * from a table ({@code GenerationType.TABLE}), which it fetches on a connection of their own: leave
 * the pool room for these, or use sequences.
 */
public final class HibernateDatabase implements Database {

  private static final Set<Class<?>> VIEW_TYPES =
      Set.of(Session.class, EntityManager.class, StatelessSession.class);

  private final SessionFactory sessionFactory;
  private final boolean owned;
  private final ConnectionSource connections;
  private final List<StartUpStep<? super SessionFactory>> ready;
  private final @Nullable OwnedDataSource dataSource;

  private HibernateDatabase(SessionFactory sessionFactory, ConnectionSource connections) {
    this.sessionFactory = sessionFactory;
    this.owned = false;
    this.connections = connections;
    this.ready = List.of();
    this.dataSource = null;
  }

  HibernateDatabase(
      SessionFactory sessionFactory,
      ConnectionSource connections,
      List<StartUpStep<? super SessionFactory>> ready,
      @Nullable OwnedDataSource dataSource) {
    this.sessionFactory = sessionFactory;
    this.owned = true;
    this.connections = connections;
    this.ready = List.copyOf(ready);
    this.dataSource = dataSource;
  }

  /**
   * Begins to describe a database with a session factory of its own, which is closed with the
   * context factory. The data source stays open, unless {@link HibernateDatabaseBuilder#owned}.
   *
   * @param dataSource a {@code HikariDataSource}, something that wraps one, or any other data
   *     source, which should pool its connections and needs {@link
   *     HibernateDatabaseBuilder#permits}
   * @return a builder
   */
  public static HibernateDatabaseBuilder builder(DataSource dataSource) {
    return new HibernateDatabaseBuilder(Objects.requireNonNull(dataSource, "dataSource"));
  }

  /**
   * A database around a session factory that there is already; its connections come from where they
   * come from otherwise. It stays open when the context factory is closed. Its {@code
   * getCurrentSession()} is what its own settings say; see {@link MacadamSessionContext}.
   *
   * @param sessionFactory made from a data source of HikariCP
   * @return a database, to be registered with one context factory
   * @throws IllegalStateException if the session factory's connections do not come from HikariCP;
   *     use {@link #of(SessionFactory, int)}
   */
  public static HibernateDatabase of(SessionFactory sessionFactory) {
    return around(sessionFactory, 0);
  }

  /**
   * A database around a session factory that there is already, as {@link #of(SessionFactory)}.
   *
   * @param sessionFactory made from anything that Hibernate takes connections from
   * @param permits how many connections it can have at once; at most the size of the pool
   * @return a database, to be registered with one context factory
   * @throws IllegalArgumentException if the number is below 1
   * @throws IllegalStateException if it is more than the pool's size
   */
  public static HibernateDatabase of(SessionFactory sessionFactory, int permits) {
    return around(sessionFactory, DataSourceConnections.requirePermits(permits));
  }

  private static HibernateDatabase around(SessionFactory sessionFactory, int permits) {
    return new HibernateDatabase(
        sessionFactory, SessionFactoryConnections.of(sessionFactory, permits));
  }

  /**
   * The session factory, for what is not a unit of work: statistics, the cache, the metamodel.
   *
   * @return the one that was handed in or built
   */
  public SessionFactory sessionFactory() {
    return sessionFactory;
  }

  @Override
  public ConnectionSource connections() {
    return connections;
  }

  @Override
  public Set<Class<?>> viewTypes() {
    return VIEW_TYPES;
  }

  @Override
  public Views openViews(ContextAccess context) {
    return new HibernateViews(this, context);
  }

  /** Failed optimistic locks, in Hibernate's terms and in JPA's. */
  @Override
  public boolean isWorthAnotherAttempt(Throwable failure) {
    return failure instanceof StaleStateException
        || failure instanceof OptimisticEntityLockException
        || failure instanceof OptimisticLockException;
  }

  @Override
  public void ready() throws Exception {
    for (StartUpStep<? super SessionFactory> step : ready) {
      step.run(sessionFactory);
    }
  }

  @Override
  public void close() {
    // The data source last, whatever Hibernate throws.
    try (dataSource) {
      if (owned) {
        sessionFactory.close();
      }
    }
  }

  @Override
  public String toString() {
    return "HibernateDatabase on " + connections;
  }
}
