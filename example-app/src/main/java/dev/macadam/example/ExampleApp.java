package dev.macadam.example;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.ContextFactory;
import dev.macadam.hibernate.HibernateDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.logging.LogManager;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The command line: reads options and settings, opens the database, and turns failures into exit
 * codes.
 */
public final class ExampleApp {

  private static final int UNEXPECTED_FAILURE = 1;

  private static final String WRAPPER =
      "example-app/target/generated-sources/annotations/dev/macadam/example/PeopleInContext.java";

  private ExampleApp() {}

  /**
   * Runs the example.
   *
   * @param arguments see {@code --help}
   * @throws IOException if the bundled logging configuration cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    configureLogging();
    int exitCode =
        run(Output.standard(), Settings.from(System.getenv(), System.getProperties()), arguments);
    if (exitCode != 0) {
      // Not by an exception: Maven, in whose JVM this may run, would report it as a failure of its
      // own.
      System.exit(exitCode);
    }
  }

  /**
   * Runs the example.
   *
   * @param output where to write
   * @param settings which database to use
   * @param arguments the command line
   * @return the exit code: 0 if all went well, 1 for a failure, 2 for wrong arguments
   */
  static int run(Output output, Settings settings, String... arguments) {
    try {
      Options options = Options.parse(arguments);
      if (options.help()) {
        output.out().print(Options.HELP);
      } else {
        run(output, settings, options);
      }
      return 0;
    } catch (ExampleException e) {
      report(output, e.getMessage(), e, arguments);
      return e.exitCode();
    } catch (SQLException | RuntimeException e) {
      String description = "Unexpected " + Failures.description(e) + ". --stack-trace tells more.";
      report(output, description, e, arguments);
      return UNEXPECTED_FAILURE;
    } finally {
      output.out().flush();
      output.err().flush();
    }
  }

  private static void run(Output output, Settings settings, Options options)
      throws ExampleException, SQLException {
    long start = System.nanoTime();
    PeopleFile file = readFile(options.file());
    try (HikariDataSource dataSource = settings.openDataSource();
        ContextFactory contexts = openContexts(dataSource)) {
      Report report = new Report(output.out());
      new Demonstration(contexts, output, report)
          .run(file, options.batchSize(), settings.safeUrl());
      report.footer("Done in %,d ms. The wrapper behind the calls:", Report.millisSince(start));
      report.line("%s", WRAPPER);
    }
  }

  private static PeopleFile readFile(@Nullable Path path) throws ExampleException {
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    return path == null ? PeopleFile.readBundled(today) : PeopleFile.read(path, today);
  }

  /**
   * Opens the contexts of the example and creates its table anew.
   *
   * @param dataSource stays open when the contexts are closed
   * @return contexts with sessions that know {@link Person}
   */
  static ContextFactory openContexts(DataSource dataSource) {
    return ContextFactory.builder()
        .database(
            HibernateDatabase.builder(dataSource)
                .entities(Person.class)
                .property("hibernate.hbm2ddl.auto", "create")
                .property("hibernate.hbm2ddl.halt_on_error", "true")
                .property("hibernate.jdbc.batch_size", "50")
                .build())
        .build();
  }

  private static void report(
      Output output, @Nullable String message, Throwable failure, String... arguments) {
    output.out().flush();
    output.err().println("macadam-example: " + message);
    if (List.of(arguments).contains("--stack-trace")) {
      failure.printStackTrace(output.err());
    }
  }

  /** Takes the bundled configuration unless the user has named another one in the usual way. */
  private static void configureLogging() throws IOException {
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    try (InputStream configuration = ExampleApp.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(configuration);
    }
  }
}
