package dev.macadam.hibernate;

import dev.macadam.jdbc.DataSourceConnections;
import dev.macadam.spi.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;

/** The connections of a session factory that there is already. */
final class SessionFactoryConnections {

  private SessionFactoryConnections() {}

  static ConnectionSource of(SessionFactory sessionFactory, int permits) {
    SessionFactoryImplementor factory = sessionFactory.unwrap(SessionFactoryImplementor.class);
    if (factory.getSessionFactoryOptions().isMultiTenancyEnabled()) {
      throw new IllegalStateException(
          "The session factory is multi-tenant, and its connections depend on the tenant. Make a"
              + " database for each tenant, with a data source of its own.");
    }
    if (factory.getServiceRegistry().requireService(TransactionCoordinatorBuilder.class).isJta()) {
      throw new IllegalStateException(
          "The session factory takes its transactions from JTA, where another one commits. Make one with"
              + " resource-local transactions.");
    }
    ConnectionProvider provider =
        factory.getServiceRegistry().requireService(ConnectionProvider.class);
    if (provider.isUnwrappableAs(DataSource.class)) {
      return DataSourceConnections.of(provider.unwrap(DataSource.class), permits);
    }
    if (permits == 0) {
      throw new IllegalStateException(
          "How many connections "
              + provider.getClass().getName()
              + " can give at once is not known. Say so with HibernateDatabase.of(sessionFactory,"
              + " permits), or make the session factory from a HikariDataSource, which knows.");
    }
    return new ProviderConnections(provider, permits);
  }

  /** A provider of Hibernate's that is not a data source. */
  private record ProviderConnections(ConnectionProvider provider, int size)
      implements ConnectionSource {

    @Override
    public Connection acquire() throws SQLException {
      return provider.getConnection();
    }

    @Override
    public void release(Connection connection) throws SQLException {
      provider.closeConnection(connection);
    }

    @Override
    public void discard(Connection connection) throws SQLException {
      // H2 does nothing when told to abort, so it is closed as well.
      try {
        connection.abort(Runnable::run);
      } finally {
        provider.closeConnection(connection);
      }
    }

    @Override
    public String toString() {
      return provider.getClass().getName();
    }
  }
}
