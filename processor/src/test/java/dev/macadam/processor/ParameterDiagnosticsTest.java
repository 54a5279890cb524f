package dev.macadam.processor;

import static dev.macadam.processor.Mistakes.reports;
import static dev.macadam.processor.Mistakes.reportsNothing;

import dev.macadam.processor.report.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What surprises about parameters, and what only looks like it. */
class ParameterDiagnosticsTest {

  @Test
  void fromContextOnAConstructor() {
    reports(
        Diagnostic.FROM_CONTEXT_WITHOUT_HANDLER,
        "parameter 'archive' of a constructor, which|Fix: remove @FromContext.",
        """
        class Accounts {
          Accounts(@FromContext("archive") Connection /*!*/archive) {}
        }
        """);
  }

  @Test
  void sessionsInVarargs() {
    reports(
        Diagnostic.PASSED_BY_CALLER,
        "Parameter 'sessions' of handler 'load' is of type Session[], which the caller has to pass.",
        """
        class Accounts {
          @ContextHandler void load(Session... /*!*/sessions) {}
        }
        """);
  }

  @Test
  void connectionsInAnArray() {
    reports(
        Diagnostic.PASSED_BY_CALLER,
        "of type Connection[][],",
        """
        class Accounts {
          @ContextHandler void load(Connection[][] /*!*/connections) {}
        }
        """);
  }

  @Test
  void contextsInVarargs() {
    reports(
        Diagnostic.PASSED_BY_CALLER,
        "of type Context[],",
        """
        class Accounts {
          @ContextHandler void load(Context... /*!*/contexts) {}
        }
        """);
  }

  @Test
  void subtypeOfSession() {
    reports(
        Diagnostic.PASSED_BY_CALLER,
        "of type Accounts.Audited,",
        """
        class Accounts {
          interface Audited extends Session {}
          @ContextHandler void load(Audited /*!*/session) {}
        }
        """);
  }

  @Test
  void supertypeOfBothSessions() {
    reports(
        Diagnostic.PASSED_BY_CALLER,
        "of type SharedSessionContract,",
        """
        class Accounts {
          @ContextHandler void load(org.hibernate.SharedSessionContract /*!*/session) {}
        }
        """);
  }

  @Test
  void typeVariableBoundToASession() {
    reports(
        Diagnostic.PASSED_BY_CALLER,
        "of type S,",
        """
        class Accounts {
          @ContextHandler <S extends Comparable<S> & Session> void load(S /*!*/session) {}
        }
        """);
  }

  @Test
  void resultSet() {
    reports(
        Diagnostic.PASSED_BY_CALLER,
        "of type ResultSet,",
        """
        class Accounts {
          @ContextHandler void load(Session session, ResultSet /*!*/rows) {}
        }
        """);
  }

  @Test
  void statement() {
    reports(
        Diagnostic.PASSED_BY_CALLER,
        "of type CallableStatement,",
        """
        class Accounts {
          @ContextHandler void load(CallableStatement /*!*/call) {}
        }
        """);
  }

  @Test
  void query() {
    reports(
        Diagnostic.PASSED_BY_CALLER,
        "of type Query<String>,",
        """
        class Accounts {
          @ContextHandler void load(org.hibernate.query.Query<String> /*!*/query) {}
        }
        """);
  }

  @Test
  void transaction() {
    reports(
        Diagnostic.PASSED_BY_CALLER,
        "of type Transaction,",
        """
        class Accounts {
          @ContextHandler void load(org.hibernate.Transaction /*!*/transaction) {}
        }
        """);
  }

  @Test
  void connectionsOfAStage() {
    reports(
        Diagnostic.PASSED_BY_CALLER,
        "of type Connection[],",
        """
        class Accounts {
          @ContextHandler CompletionStage<String> load(Context context, Connection... /*!*/all) { return null; }
        }
        """);
  }

  @Test
  void inputStreamForTwoAttempts() {
    reports(
        Diagnostic.READ_ONCE,
        "Parameter 'photo' of handler 'store' is of type FileInputStream, and the handler makes up to 2 attempts.",
        """
        class Accounts {
          @ContextHandler(attempts = 2) void store(Session session, FileInputStream /*!*/photo) {}
        }
        """);
  }

  @Test
  void readersForSeveralAttempts() {
    reports(
        Diagnostic.READ_ONCE,
        "of type Reader[], and the handler makes up to 3 attempts.",
        """
        class Accounts {
          @ContextHandler(attempts = 3) void store(Session session, Reader... /*!*/texts) {}
        }
        """);
  }

  @Test
  void iteratorForSeveralAttempts() {
    reports(
        Diagnostic.READ_ONCE,
        "of type Iterator<String>,",
        """
        class Accounts {
          @ContextHandler(attempts = 2) void store(Session session, Iterator<String> /*!*/names) {}
        }
        """);
  }

  @Test
  void streamForSeveralAttempts() {
    reports(
        Diagnostic.READ_ONCE,
        "of type Stream<String>,",
        """
        class Accounts {
          @ContextHandler(attempts = 2) void store(Session session, java.util.stream.Stream<String> /*!*/names) {}
        }
        """);
  }

  @Test
  void channelForSeveralAttempts() {
    reports(
        Diagnostic.READ_ONCE,
        "of type SocketChannel,",
        """
        class Accounts {
          @ContextHandler(attempts = 2) void store(Session session, java.nio.channels.SocketChannel /*!*/bytes) {}
        }
        """);
  }

  @Test
  void oneSessionTwice() {
    reports(
        Diagnostic.SAME_PARAMETER_TWICE,
        "Parameter 'to' of handler 'copy' is the same Session as parameter 'from'.",
        """
        class Accounts {
          @ContextHandler void copy(Session from, Session /*!*/to) {}
        }
        """);
  }

  @Test
  void oneConnectionWithAndWithoutItsName() {
    reports(
        Diagnostic.SAME_PARAMETER_TWICE,
        "Parameter 'to' of handler 'copy' is the same Connection as parameter 'from'.",
        """
        class Accounts {
          @ContextHandler(database = "archive") void copy(Connection from, @FromContext("archive") Connection /*!*/to) {}
        }
        """);
  }

  @Test
  void oneResourceTwice() {
    reports(
        Diagnostic.SAME_PARAMETER_TWICE,
        "is the same Runnable as parameter 'a'.",
        """
        class Accounts {
          @ContextHandler void copy(@FromContext("x") Runnable a, String s, @FromContext("x") Runnable /*!*/b) {}
        }
        """);
  }

  @Test
  void parametersThatAreNotOfAContext() {
    reportsNothing(
        List.of(),
        """
        class Accounts {
          @ContextHandler void a(Session session, javax.sql.DataSource source, org.hibernate.SessionFactory factory) {}
          @ContextHandler <T> T b(Session session, ContextFunction<Session, T, SQLException> work) { return null; }
          @ContextHandler void c(Session session, Function<Connection, String> work, Class<? extends Session> type) {}
          @ContextHandler void d(Session session, javax.sql.rowset.CachedRowSet rows, Blob blob, Savepoint none) {}
          @SuppressWarnings("MACADAM207") @ContextHandler void e(Session... sessions) {}
          @ContextHandler <T extends Comparable<T>> void f(Session session, T value) {}
        }
        """);
  }

  @Test
  void parametersThatCanBeReadAgain() {
    reportsNothing(
        List.of(),
        """
        class Accounts {
          @ContextHandler(attempts = 2) void a(Session session, List<String> names, byte[] photo, Iterable<String> all) {}
          @ContextHandler(attempts = 2) void b(Session session, Supplier<InputStream> photo, java.nio.channels.FileChannel file) {}
          @ContextHandler void c(Session session, InputStream photo) {}
          @SuppressWarnings("MACADAM208") @ContextHandler(attempts = 2) void d(Session session, InputStream photo) {}
        }
        """);
  }

  @Test
  void parametersThatAreDifferent() {
    reportsNothing(
        List.of(),
        """
        class Accounts {
          @ContextHandler void a(Session session, StatelessSession stateless, Connection connection, Context context) {}
          @ContextHandler void b(Connection from, @FromContext("archive") Connection to) {}
          @ContextHandler void c(@FromContext Runnable a, @FromContext("x") Runnable b, @FromContext("x") Readable c) {}
          @ContextHandler(database = "archive") void d(Connection from, @FromContext("default") Connection to) {}
        }
        """);
  }
}
