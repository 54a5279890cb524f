package app;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.ContextFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;

/** What the documents' blocks find around them that are no class of their own. */
abstract class Surroundings {
  HikariDataSource dataSource;
  HikariDataSource archive;
  SessionFactory existing;
  ContextFactory contexts;
  ContextFactory.Builder builder;
  PeopleInContext people;
  Executor reportExecutor;
  Executor eventLoop;
  List<List<String>> batches;
  CompletableFuture<Integer> call;
  Payments payments;
  Remote remote;

  record Order(long priceId) {}

  record Price(long cents) {}

  record Charge(String number) {}

  record Receipt(Order order, Charge charge) {}

  interface Payments {
    CompletionStage<Charge> charge(Price price);
  }

  interface Remote {
    CompletionStage<String> send(String name);
  }

  void createTables(DataSource pool) {}

  void show(Object result) {}

  void publish(String message) {}

  void release(Throwable failure) {}
}
