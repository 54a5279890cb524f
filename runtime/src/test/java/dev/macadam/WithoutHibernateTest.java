package dev.macadam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.Sql;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** A program with neither Hibernate nor HikariCP on its class path runs on {@link JdbcDatabase}. */
class WithoutHibernateTest {

  @Test
  void aProgramOnPlainJdbcNeedsNothingButTheRuntimeAndItsDriver() throws Exception {
    String classPath =
        Stream.of(ContextFactory.class, NullMarked.class, org.h2.Driver.class, Program.class)
            .map(WithoutHibernateTest::location)
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    classPath,
                    Program.class.getName()))
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(output).isEqualTo("without Hibernate, without HikariCP: 1 row");
    assertThat(process.exitValue()).isZero();
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The program. */
  public static final class Program {

    private Program() {}

    /** Inserts a row in a context and counts it in another. */
    public static void main(String[] arguments) throws Exception {
      JdbcDataSource dataSource = new JdbcDataSource();
      dataSource.setURL("jdbc:h2:mem:plain;DB_CLOSE_DELAY=-1");
      Sql.createNotes(dataSource);
      try (ContextFactory contexts =
          ContextFactory.builder()
              .database(JdbcDatabase.builder(dataSource).permits(2).build())
              .build()) {
        contexts.inContext(Connection.class, connection -> Sql.insert(connection, "one"));
        int rows =
            contexts.fromContext(
                Connection.class,
                connection -> Sql.number(connection, "select count(*) from note"));
        System.out.println(
            absent("org.hibernate.Session", "Hibernate")
                + ", "
                + absent("com.zaxxer.hikari.HikariDataSource", "HikariCP")
                + ": "
                + rows
                + " row");
      }
    }

    private static String absent(String type, String name) {
      try {
        Class.forName(type);
        return "with " + name;
      } catch (ClassNotFoundException expected) {
        return "without " + name;
      }
    }
  }
}
