package dev.macadam.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javax.annotation.processing.Processor;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.processor.HibernateProcessor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hibernate's own processor makes repositories and the static metamodel in the very compilation in
 * which handlers mention them, and what comes out runs on H2.
 */
class HibernateProcessorTest {

  private static final String BOOK =
      """
      package shop;
      import jakarta.persistence.Entity;
      import jakarta.persistence.GeneratedValue;
      import jakarta.persistence.Id;
      @Entity
      public class Book {
        @Id @GeneratedValue Long id;
        String title;
        protected Book() {}
        public Book(String title) { this.title = title; }
        public String title() { return title; }
      }
      """;

  private static final String LIBRARY =
      """
      package shop;
      import jakarta.data.repository.Insert;
      import jakarta.data.repository.Query;
      import jakarta.data.repository.Repository;
      import java.util.List;
      @Repository
      public interface Library {
        @Insert void add(Book book);
        @Query("where title like :pattern order by title") List<Book> like(String pattern);
      }
      """;

  private static final String COLUMN =
      """
      package HOME;
      public @interface Column { String value(); }
      """;

  /** Mentions what is generated in a parameter, in a result, and in the value of an annotation. */
  private static final String LOANS =
      """
      package HOME;
      import dev.macadam.ContextHandler;
      import dev.macadam.FromContext;
      import java.util.List;
      import org.hibernate.StatelessSession;
      import shop.*;
      public class Loans {
        @ContextHandler
        public void add(@FromContext Library_ library, @Column(Book_.TITLE) String title) {
          library.add(new Book(title));
        }
        @ContextHandler(readOnly = true)
        public List<String> like(@FromContext Library_ library, String pattern) {
          return library.like(pattern).stream().map(Book::title).toList();
        }
        @ContextHandler
        public Class<? extends Library_> kind(StatelessSession session) {
          return new Library_(session).getClass();
        }
      }
      """;

  /** Has a generated superclass, and the attributes that it declares. */
  private static final String TITLES =
      """
      package HOME;
      import dev.macadam.ContextHandler;
      import java.util.List;
      import org.hibernate.Session;
      import shop.*;
      public class Titles extends Book_ {
        @ContextHandler(readOnly = true)
        public List<String> all(Session session) {
          var builder = session.getCriteriaBuilder();
          var query = builder.createQuery(String.class);
          var book = query.from(Book.class);
          query.select(book.get(title)).orderBy(builder.desc(book.get(Book_.title)));
          return session.createQuery(query).getResultList();
        }
      }
      """;

  private static final String MAIN =
      """
      package HOME;
      import dev.macadam.ContextFactory;
      import dev.macadam.hibernate.HibernateDatabase;
      import java.util.ArrayList;
      import java.util.List;
      import java.util.function.Function;
      import javax.sql.DataSource;
      import org.hibernate.StatelessSession;
      import shop.*;
      public class Main implements Function<DataSource, List<String>> {
        @Override public List<String> apply(DataSource dataSource) {
          try (ContextFactory contexts =
              ContextFactory.builder()
                  .database(
                      HibernateDatabase.builder(dataSource)
                          .entities(Book.class)
                          .property("hibernate.hbm2ddl.auto", "create")
                          .permits(2)
                          .build())
                  .resource(
                      Library_.class, context -> new Library_(context.get(StatelessSession.class)))
                  .build()) {
            LoansInContext loans = new LoansInContext(contexts, new Loans());
            loans.add("Momo").join();
            loans.add("Emma").join();
            List<String> titles = new ArrayList<>(loans.like("%mm%").join());
            titles.addAll(new TitlesInContext(contexts, new Titles()).all().join());
            titles.add(loans.kind().join().getSimpleName());
            return titles;
          }
        }
      }
      """;

  private final Path folder;

  HibernateProcessorTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static List<Arguments> ordersAndPackages() {
    return List.of(
        Arguments.of(List.of(HibernateProcessor.class, ContextHandlerProcessor.class), "shop"),
        Arguments.of(List.of(HibernateProcessor.class, ContextHandlerProcessor.class), "lending"),
        Arguments.of(List.of(ContextHandlerProcessor.class, HibernateProcessor.class), "shop"),
        Arguments.of(List.of(ContextHandlerProcessor.class, HibernateProcessor.class), "lending"));
  }

  private Build build(String home) {
    Build build = new Build(folder).withoutContainers();
    for (String source : List.of(BOOK, LIBRARY, COLUMN, LOANS, TITLES, MAIN)) {
      build.source(source.replace("HOME", home));
    }
    return build;
  }

  private static void runs(Build build, String home) throws Exception {
    assertThat(build.generated(home + ".LoansInContext"))
        .contains("add(@Column(\"title\") String title)")
        .contains("CompletableFuture<Class<? extends Library_>> kind()");
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setUrl("jdbc:h2:mem:books" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader classes = build.load()) {
      thread.setContextClassLoader(classes); // Hibernate finds entities by their names.
      @SuppressWarnings("unchecked")
      var main =
          (Function<DataSource, List<String>>)
              classes.loadClass(home + ".Main").getConstructor().newInstance();
      assertThat(main.apply(dataSource)).containsExactly("Emma", "Momo", "Emma", "Library_");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @ParameterizedTest
  @MethodSource("ordersAndPackages")
  void handlersWaitForWhatHibernateGenerates(
      List<Class<? extends Processor>> processors, String home) throws Exception {
    runs(build(home).javac(processors), home);
  }

  @ParameterizedTest
  @MethodSource("ordersAndPackages")
  void handlersWaitInEclipsesCompilerToo(List<Class<? extends Processor>> processors, String home)
      throws Exception {
    runs(build(home).eclipse(processors), home);
  }
}
