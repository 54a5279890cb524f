package dev.macadam.hibernate;

import dev.macadam.StartUpStep;
import dev.macadam.internal.OwnedDataSource;
import dev.macadam.jdbc.DataSourceConnections;
import dev.macadam.spi.ConnectionSource;
import jakarta.persistence.PersistenceConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.Environment;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Describes a {@link HibernateDatabase} with a session factory of its own. Its {@code
 * getCurrentSession()} is the session of the current context, by {@link MacadamSessionContext},
 * unless {@code hibernate.current_session_context_class} is set to something else.
 */
public final class HibernateDatabaseBuilder {

  private static final String CURRENT_SESSION = AvailableSettings.CURRENT_SESSION_CONTEXT_CLASS;
  private static final String OURS = MacadamSessionContext.class.getName();

  private final DataSource dataSource;
  private final List<Class<?>> entities = new ArrayList<>();
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private final List<StartUpStep<? super DataSource>> migrations = new ArrayList<>();
  private final List<StartUpStep<? super SessionFactory>> ready = new ArrayList<>();
  private @Nullable OwnedDataSource owned;
  private @Nullable PersistenceConfiguration jpa;
  private @Nullable Configuration hibernate;
  private int permits;

  HibernateDatabaseBuilder(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Adds classes to be mapped: entities, embeddables, mapped superclasses, converters.
   *
   * @param classes the classes
   * @return this builder
   */
  public HibernateDatabaseBuilder entities(Class<?>... classes) {
    entities.addAll(List.of(classes));
    return this;
  }

  /**
   * Sets a property of Hibernate or JPA, {@code hibernate.hbm2ddl.auto} for example. It wins over
   * the same property in a configuration.
   *
   * @param name the property's name
   * @param value its value
   * @return this builder
   */
  public HibernateDatabaseBuilder property(String name, Object value) {
    properties.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
    return this;
  }

  /**
   * Starts from a configuration in JPA's form, such as Hibernate's {@link
   * HibernatePersistenceConfiguration}. The data source, the entities and the properties of this
   * builder are added to it.
   *
   * @param configuration not used for anything else afterwards
   * @return this builder
   * @throws IllegalStateException if there is a configuration already
   */
  public HibernateDatabaseBuilder configuration(PersistenceConfiguration configuration) {
    requireNoConfiguration();
    this.jpa = Objects.requireNonNull(configuration, "configuration");
    return this;
  }

  /**
   * Starts from a configuration in Hibernate's own form, from {@code hibernate.cfg.xml} for
   * example. The data source, the entities and the properties of this builder are added to it.
   *
   * @param configuration not used for anything else afterwards
   * @return this builder
   * @throws IllegalStateException if there is a configuration already
   */
  public HibernateDatabaseBuilder configuration(Configuration configuration) {
    requireNoConfiguration();
    this.hibernate = Objects.requireNonNull(configuration, "configuration");
    return this;
  }

  private void requireNoConfiguration() {
    if (jpa != null || hibernate != null) {
      throw new IllegalStateException("There is a configuration already. Give one of them.");
    }
  }

  /**
   * How many connections the data source can give at once, which is how many units of work run at
   * once. Required unless the data source is HikariCP's, which says so itself.
   *
   * @param permits at least 1; at most the size of the pool, where that is known
   * @return this builder
   * @throws IllegalArgumentException if it is below 1
   */
  public HibernateDatabaseBuilder permits(int permits) {
    this.permits = DataSourceConnections.requirePermits(permits);
    return this;
  }

  /**
   * Adds what {@link #build()} does before Hibernate starts: migrations of the schema, so that
   * Hibernate can validate it, or find it when it starts. Several steps are done in the order in
   * which they were added.
   *
   * @param step gets the data source; what it throws fails {@link #build()}, later steps are left
   *     out, and Hibernate is not started
   * @return this builder
   */
  public HibernateDatabaseBuilder migrate(StartUpStep<? super DataSource> step) {
    migrations.add(Objects.requireNonNull(step, "step"));
    return this;
  }

  /**
   * Adds what is to be done when the context factory is built, before its first context opens: the
   * schema, initial data. Several steps are done in the order in which they were added.
   *
   * @param step gets the session factory; what it throws fails the build of the context factory,
   *     and later steps are left out
   * @return this builder
   */
  public HibernateDatabaseBuilder ready(StartUpStep<? super SessionFactory> step) {
    ready.add(Objects.requireNonNull(step, "step"));
    return this;
  }

  /**
   * Hands the data source over: it is closed with the context factory, after the session factory,
   * or when that or this database cannot be built. Unless this is called, it stays open.
   *
   * @return this builder
   * @throws IllegalStateException if the data source is no {@link AutoCloseable}
   */
  public HibernateDatabaseBuilder owned() {
    owned = OwnedDataSource.of(dataSource);
    return this;
  }

  /**
   * Builds the session factory, which connects to the database to learn what it is.
   *
   * @return a database, to be registered with one context factory
   * @throws IllegalStateException if {@link #permits} is missing or more than the pool's size, or
   *     there is nothing to map, or a step of {@link #migrate} failed, which is the cause; an
   *     {@link Error} of a step is thrown as it is
   * @throws jakarta.persistence.PersistenceException if Hibernate cannot start
   */
  public HibernateDatabase build() {
    try {
      requireMappings();
      ConnectionSource connections = DataSourceConnections.of(dataSource, permits);
      migrate(connections);
      return new HibernateDatabase(buildSessionFactory(), connections, ready, owned);
    } catch (Throwable failure) {
      OwnedDataSource.closeAfter(failure, owned);
      throw failure;
    }
  }

  private void requireMappings() {
    if (entities.isEmpty() && jpa == null && hibernate == null) {
      throw new IllegalStateException(
          "A HibernateDatabase needs something to map. Call entities(…) or configuration(…); for"
              + " plain JDBC there is JdbcDatabase.");
    }
  }

  private void migrate(ConnectionSource connections) {
    try {
      for (StartUpStep<? super DataSource> step : migrations) {
        step.run(dataSource);
      }
    } catch (Exception failure) {
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw Refusals.notMigrated(connections, failure);
    }
  }

  private SessionFactory buildSessionFactory() {
    if (hibernate != null) {
      Configuration configuration = hibernate;
      entities.forEach(configuration::addAnnotatedClass);
      configuration.getProperties().put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
      configuration.getProperties().putIfAbsent(CURRENT_SESSION, OURS);
      configuration.getProperties().putAll(properties);
      return configuration.buildSessionFactory();
    }
    PersistenceConfiguration configuration =
        jpa != null ? jpa : new HibernatePersistenceConfiguration("macadam");
    entities.forEach(configuration::managedClass);
    configuration.property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
    if (!configuration.properties().containsKey(CURRENT_SESSION)
        && !Environment.getProperties().containsKey(CURRENT_SESSION)) {
      configuration.property(CURRENT_SESSION, OURS);
    }
    configuration.properties(properties);
    return configuration.createEntityManagerFactory().unwrap(SessionFactory.class);
  }
}
