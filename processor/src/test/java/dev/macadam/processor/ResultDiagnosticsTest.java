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
}
