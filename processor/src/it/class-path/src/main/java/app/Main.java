package app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.ContextFactory;
import dev.macadam.hibernate.HibernateDatabase;
import java.util.concurrent.CompletionException;

/** Runs handlers and prints what they have left in the database. */
public final class Main {

  public static void main(String[] arguments) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:app");
    config.setAutoCommit(false);
    try (HikariDataSource pool = new HikariDataSource(config);
        ContextFactory contexts =
            ContextFactory.builder()
                .database(
                    HibernateDatabase.builder(pool)
                        .entities(Person.class)
                        .property("hibernate.hbm2ddl.auto", "create")
                        .build())
                .build()) {
      PeopleInContext people = new PeopleInContext(contexts, new People());
      people.add("Ada").join();
      try {
        people.addAndFail("Bob").join();
      } catch (CompletionException failure) {
        System.out.println("Rolled back: " + failure.getCause().getMessage());
      }
      System.out.println("Committed: " + people.names().join());
    }
  }
}
