package dev.macadam.processor;

import static dev.macadam.processor.Mistakes.reports;
import static dev.macadam.processor.Mistakes.reportsNothing;

import dev.macadam.processor.report.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What surprises about options, and what only looks like it. */
class OptionDiagnosticsTest {

  @Test
  void timeoutOfMicroseconds() {
    reports(
        Diagnostic.TIMEOUT_TOO_SHORT,
        "The timeout \"500us\" of @ContextHandler method 'load' is shorter than a millisecond.",
        """
        class Accounts {
          @ContextHandler(timeout = /*!*/"500us") void load(Session s) {}
        }
        """);
  }

  @Test
  void timeoutOfIsoNanoseconds() {
    reports(
        Diagnostic.TIMEOUT_TOO_SHORT,
        "The timeout \"PT0.0009S\"",
        """
        class Accounts {
          @ContextHandler(timeout = /*!*/"PT0.0009S") void load(Session s) {}
        }
        """);
  }

  @Test
  void errorsThatAreKept() {
    reports(
        Diagnostic.LISTS_ERRORS,
        "@ContextHandler method 'load' lists Error in dontRollbackOn.|the work is half done.",
        """
        class Accounts {
          @ContextHandler(dontRollbackOn = Error/*!*/.class) void load(Session s) {}
        }
        """);
  }

  @Test
  void lackOfMemoryThatIsKept() {
    reports(
        Diagnostic.LISTS_ERRORS,
        "lists OutOfMemoryError in dontRollbackOn.",
        """
        class Accounts {
          @ContextHandler(dontRollbackOn = OutOfMemoryError/*!*/.class) void load(Session s) {}
        }
        """);
  }

  @Test
  void everythingThatIsRetried() {
    reports(
        Diagnostic.LISTS_ERRORS,
        "lists Throwable in retryOn.|another attempt makes things worse.",
        """
        class Accounts {
          @ContextHandler(attempts = 2, retryOn = Throwable/*!*/.class) void load(Session s) {}
        }
        """);
  }

  @Test
  void errorsThatAreRetried() {
    reports(
        Diagnostic.LISTS_ERRORS,
        "lists Error in retryOn.",
        """
        class Accounts {
          @ContextHandler(attempts = 2, retryOn = {SQLException.class, Error/*!*/.class}) void load(Session s) {}
        }
        """);
  }

  @Test
  void callerInCapitals() {
    reports(
        Diagnostic.ALMOST_CALLER,
        "@ContextHandler method 'load' runs on the executor \"CALLER\", which is not the calling thread.",
        """
        class Accounts {
          @ContextHandler(executor = /*!*/"CALLER") void load(Session s) {}
        }
        """);
  }

  @Test
  void callerWithASpace() {
    reports(
        Diagnostic.ALMOST_CALLER,
        "runs on the executor \"caller \",",
        """
        class Accounts {
          @ContextHandler(executor = /*!*/"caller ") void load(Session s) {}
        }
        """);
  }

  @Test
  void optionsThatMakeSense() {
    reportsNothing(
        List.of(),
        """
        class Accounts {
          @ContextHandler(timeout = "1ms") void a(Session s) {}
          @ContextHandler(timeout = "1ms1ns") void b(Session s) {}
          @ContextHandler(attempts = 2, retryOn = {Exception.class, AssertionError.class}) void c(Session s) {}
          @ContextHandler(dontRollbackOn = {Exception.class, AssertionError.class}) void d(Session s) {}
          @ContextHandler(executor = "callers") void e(Session s) {}
          @ContextHandler(readOnly = true, dontRollbackOn = IllegalStateException.class) void f(Session s) {}
          @ContextHandler(dontRollbackOn = {IllegalStateException.class, RuntimeException.class, RuntimeException.class}) void g(Session s) {}
          @SuppressWarnings({"MACADAM410", "MACADAM411", "MACADAM412"}) @ContextHandler(timeout = "1us", dontRollbackOn = Error.class, executor = "Caller") void h(Session s) {}
        }
        """);
  }
}
