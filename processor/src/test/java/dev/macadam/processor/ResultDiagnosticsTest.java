package dev.macadam.processor;

import static dev.macadam.processor.Mistakes.reports;
import static dev.macadam.processor.Mistakes.reportsNothing;

import dev.macadam.processor.report.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What surprises about results, and what only looks like it. */
class ResultDiagnosticsTest {

  @Test
  void inputStream() {
    reports(
        Diagnostic.RESULT_READS_LATER,
        "@ContextHandler method 'load' of Accounts returns InputStream, and InputStream is read after the context is closed.|return a byte[]",
        """
        class Accounts {
          @ContextHandler InputStream /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void readerInAnOptional() {
    reports(
        Diagnostic.RESULT_READS_LATER,
        "returns Optional<BufferedReader>, and BufferedReader is read|return a String",
        """
        class Accounts {
          @ContextHandler Optional<BufferedReader> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void stageThatCompletesWithAnInputStream() {
    reports(
        Diagnostic.RESULT_READS_LATER,
        "returns CompletionStage<InputStream>,",
        """
        class Accounts {
          @ContextHandler CompletionStage<InputStream> /*!*/load(Context c) { return null; }
        }
        """);
  }

  @Test
  void errorIsNotHiddenByAWarning() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and ResultSet lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler Map<InputStream, ResultSet> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultsThatHaveAllTheirContent() {
    reportsNothing(
        List.of(),
        """
        class Accounts {
          @ContextHandler ByteArrayInputStream a(Session s) { return null; }
          @ContextHandler List<StringReader> b(Session s) { return null; }
          @ContextHandler javax.sql.rowset.CachedRowSet c(Connection connection) { return null; }
          @ContextHandler javax.sql.rowset.serial.SerialBlob d(Connection connection) { return null; }
          @SuppressWarnings("MACADAM308") @ContextHandler InputStream e(Session s) { return null; }
        }
        """);
  }

  @Test
  void sessionInARecord() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "returns Optional<Accounts.Page>, and Session in Accounts.Page.session lives no longer",
        """
        class Accounts {
          record Page(List<String> rows, Session session) {}
          @ContextHandler Optional<Page> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void streamDeepInRecords() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and Stream in Accounts.Outer.pages.rows lives no longer",
        """
        class Accounts {
          record Page<T>(T rows) {}
          record Outer(Page<java.util.stream.Stream<String>>[] pages) {}
          @ContextHandler Outer /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultSetInABeanWithAGetter() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and ResultSet in Accounts.Page.rows lives no longer",
        """
        class Accounts {
          static class Page { private ResultSet rows; public ResultSet getRows() { return rows; } }
          @ContextHandler List<? extends Page> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void connectionInAnInheritedField() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and Connection in Accounts.Sub.held lives no longer",
        """
        class Accounts {
          static class Base<T> { T held; }
          static class Sub extends Base<Connection> {}
          @ContextHandler Sub /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void futureInABean() {
    reports(
        Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
        "and CompletableFuture in Accounts.Page.rest does its work after the handler has returned.",
        """
        class Accounts {
          static class Page { public CompletableFuture<String> rest; }
          @ContextHandler Page /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void permittedRecord() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and Iterator in Accounts.Rows.rows lives no longer",
        """
        class Accounts {
          sealed interface Answer permits Rows, Nothing {}
          record Rows(Iterator<String> rows) implements Answer {}
          record Nothing() implements Answer {}
          @ContextHandler Answer /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void wildcardWithABoundOfItsClass() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "returns Accounts.Page<?>, and Session lives no longer",
        """
        class Accounts {
          interface Page<S extends Session> {}
          @ContextHandler Page<?> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resourceOfTheContext() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "returns List<Accounts.SmtpMailer>, and SmtpMailer lives no longer than the context.",
        """
        class Accounts {
          interface Mailer {}
          interface SmtpMailer extends Mailer {}
          @ContextHandler void send(@FromContext Mailer mailer) {}
          @ContextHandler List<SmtpMailer> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void stageThatCompletesWithARecordOfASession() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "returns CompletionStage<Accounts.Page>, and Session in Accounts.Page.session lives no longer",
        """
        class Accounts {
          record Page(Session session) {}
          @ContextHandler CompletionStage<Page> /*!*/load(Context c) { return null; }
        }
        """);
  }

  @Test
  void whatAClassKeepsToItselfAndValuesOfResources() {
    reportsNothing(
        List.of(),
        """
        class Accounts {
          static class Total {
            private Connection used;
            static Session last;
            private List<String> rows;
            public java.util.stream.Stream<String> getRows() { return rows.stream(); }
          }
          record Tenant(String name) {}
          enum Mode { FAST }
          record Row(Row parent, Class<Session> type, Function<Session, String> reader) {}
          @ContextHandler Total a(Session s) { return null; }
          @ContextHandler Row b(Session s) { return null; }
          @ContextHandler Tenant c(Session s, @FromContext Tenant tenant) { return null; }
          @ContextHandler Mode d(Session s, @FromContext Mode mode) { return null; }
          @ContextHandler Integer e(Session s, @FromContext Comparable tenant) { return null; }
        }
        """);
  }
}
