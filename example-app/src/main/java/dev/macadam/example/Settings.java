package dev.macadam.example;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Which database to use.
 *
 * @param url its JDBC URL
 * @param user null to let the driver decide
 * @param password null if none is needed
 */
record Settings(String url, @Nullable String user, @Nullable String password) {

  private static final String H2_IN_MEMORY = "jdbc:h2:mem:macadam_example";

  private static final int CONNECTIONS = 4;

  /** The SQLState by which PostgreSQL's driver says that it needs a password and has none. */
  private static final String PASSWORD_MISSING = "08004";

  /**
   * Reads the settings.
   *
   * @param environment has {@code MACADAM_JDBC_URL}, {@code MACADAM_JDBC_USER} and {@code
   *     MACADAM_JDBC_PASSWORD}, or not
   * @param properties has {@code jdbc.url}, {@code jdbc.user} and {@code jdbc.password}, or not;
   *     what is here goes before the environment
   * @return H2 in memory if there is no URL
   */
  static Settings from(Map<String, String> environment, Properties properties) {
    String url = setting(environment, "MACADAM_JDBC_URL", properties, "jdbc.url");
    return new Settings(
        url == null ? H2_IN_MEMORY : url,
        setting(environment, "MACADAM_JDBC_USER", properties, "jdbc.user"),
        setting(environment, "MACADAM_JDBC_PASSWORD", properties, "jdbc.password"));
  }

  private static @Nullable String setting(
      Map<String, String> environment, String variable, Properties properties, String property) {
    String value = properties.getProperty(property, environment.get(variable));
    return value == null || value.isBlank() ? null : value;
  }

  /**
   * Opens a pool and connects, so that a wrong setting shows at once.
   *
   * @return an open pool
   * @throws ExampleException if there is no connection to be had
   */
  HikariDataSource openDataSource() throws ExampleException {
    HikariConfig configuration = new HikariConfig();
    configuration.setMaximumPoolSize(CONNECTIONS);
    if (url.startsWith("jdbc:postgresql:")) {
      // The driver would wait for a server that does not answer, some of it without end. In
      // seconds;
      // what the URL says goes before.
      configuration.addDataSourceProperty("connectTimeout", "5");
      configuration.addDataSourceProperty("loginTimeout", "5");
      configuration.addDataSourceProperty("cancelSignalTimeout", "2");
      configuration.addDataSourceProperty("socketTimeout", "60");
    }
    try {
      configuration.setJdbcUrl(url);
      configuration.setUsername(user);
      configuration.setPassword(password);
      return new HikariDataSource(configuration);
    } catch (RuntimeException e) {
      throw ExampleException.failure(
          "Cannot connect to %s %s: %s. %s"
              .formatted(
                  safeUrl(),
                  user == null ? "without a user" : "as '" + user + "'",
                  withoutPasswords(Failures.reason(e)),
                  advice(e)),
          e);
    }
  }

  /**
   * The URL for people's eyes.
   *
   * @return the URL without the passwords that it may contain
   */
  String safeUrl() {
    return withoutPasswords(url);
  }

  @Override
  public String toString() {
    return safeUrl();
  }

  private static String withoutPasswords(String text) {
    return text.replaceAll("(?i)(password=)[^&;\\s]*", "$1***")
        .replaceAll("//[^/@\\s]*@", "//***@");
  }

  private static String advice(Throwable failure) {
    String state = Failures.sqlState(failure);
    if (Failures.reason(failure).contains("No suitable driver")) {
      return "MACADAM_JDBC_URL must begin with jdbc:postgresql: or jdbc:h2: here.";
    }
    if (state.startsWith("28") || state.equals(PASSWORD_MISSING)) {
      return "Check MACADAM_JDBC_USER and MACADAM_JDBC_PASSWORD.";
    }
    return state.startsWith("08")
        ? "Check MACADAM_JDBC_URL, and that the server runs."
        : "Check MACADAM_JDBC_URL.";
  }
}
