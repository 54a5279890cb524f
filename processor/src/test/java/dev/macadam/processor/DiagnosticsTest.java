package dev.macadam.processor;

import static dev.macadam.processor.Mistakes.reports;
import static dev.macadam.processor.Mistakes.reportsOnJavacAlone;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.macadam.processor.report.Diagnostic;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** The smallest wrong source for each diagnostic about declarations. */
class DiagnosticsTest {

  private static final String FROM_TWO_SIDES =
      "Both inherits the handler 'load' from Left and from Right, which do not say the same";

  @Test
  void privateHandler() {
    reports(
        Diagnostic.PRIVATE_HANDLER,
        "@ContextHandler method 'transfer' of Accounts is private.",
        """
        class Accounts {
          @ContextHandler private void /*!*/transfer(Session s) {}
        }
        """);
  }

  @Test
  void privateClass() {
    reports(
        Diagnostic.UNREACHABLE_CLASS,
        "Outer.Accounts has @ContextHandler methods, but it is private.",
        """
        class Outer {
          private static /*!*/class Accounts { @ContextHandler void a(Session s) {} @ContextHandler void b(Session s) {} }
        }
        """);
  }

  @Test
  void classInsidePrivateClass() {
    reports(
        Diagnostic.UNREACHABLE_CLASS,
        "Outer.Hidden.Accounts has @ContextHandler methods, but the class Outer.Hidden around it is private.",
        """
        class Outer {
          private interface Hidden {
            /*!*/record Accounts() { @ContextHandler void a(Session s) {} }
          }
        }
        """);
  }

  @Test
  void innerClassOfGenericClass() {
    reports(
        Diagnostic.INNER_CLASS_OF_GENERIC_CLASS,
        "Outer.Accounts has @ContextHandler methods and is an inner class of the generic class Outer.",
        """
        class Outer<T> {
          /*!*/class Accounts { @ContextHandler void a(Session s) {} }
        }
        """);
  }

  /** Eclipse's compiler shows no annotations on the elements of an annotation type. */
  @Test
  void annotationType() {
    reportsOnJavacAlone(
        List.of(),
        Kind.ERROR,
        Diagnostic.ANNOTATION_TYPE,
        "@ContextHandler method 'value' is an element of the annotation type Marker.",
        """
        @interface Marker {
          @ContextHandler int /*!*/value();
        }
        """);
  }

  @Test
  void inheritedFromTwoSidesThatDisagree() {
    String plain = "@ContextHandler Object load(Session s, long id);";
    for (String other :
        List.of(
            "@ContextHandler(readOnly = true) Object load(Session s, long id);",
            "@ContextHandler Object load(@FromContext(\"x\") Session s, long id);")) {
      reports(Diagnostic.CONTRADICTORY_DECLARATIONS, FROM_TWO_SIDES, inheritingFrom(plain, other));
    }
  }

  /** To Eclipse's compiler both have the narrower result in the class that inherits them. */
  @Test
  void stageFromOneSideAlone() {
    reportsOnJavacAlone(
        List.of(),
        Kind.ERROR,
        Diagnostic.CONTRADICTORY_DECLARATIONS,
        FROM_TWO_SIDES,
        inheritingFrom(
            "@ContextHandler Object load(Context context);",
            "@ContextHandler CompletableFuture<?> load(Context context);"));
  }

  private static String[] inheritingFrom(String left, String right) {
    return new String[] {
      "abstract /*!*/class Both implements Left, Right { @ContextHandler void own() {} }",
      "interface Left { " + left + " }",
      "interface Right { " + right + " }"
    };
  }

  @Test
  void inheritedHandlerThatIsProtectedElsewhere() {
    reports(
        Diagnostic.INACCESSIBLE_INHERITED_HANDLER,
        "Accounts inherits the handler 'load' from Base, where it is protected, in another package.",
        """
        /*!*/class Accounts extends other.Base {
          @ContextHandler void own(Session s) {}
        }
        """,
        """
        package other;
        public class Base {
          @dev.macadam.ContextHandler protected void load(org.hibernate.Session s) {}
          @dev.macadam.ContextHandler void notInherited(org.hibernate.Session s) {}
        }
        """);
  }

  @Test
  void parameterTypeThatIsPrivate() {
    reports(
        Diagnostic.INACCESSIBLE_TYPE,
        "@ContextHandler method 'store' of Accounts mentions the type Accounts.Row, which its wrapper cannot access.",
        """
        class Accounts {
          private static class Row {}
          @ContextHandler void store(Session s, List<? extends Row[]> /*!*/rows) {}
        }
        """);
  }

  @Test
  void resultTypeThatIsPrivate() {
    reports(
        Diagnostic.INACCESSIBLE_TYPE,
        "mentions the type Accounts.Row,",
        """
        class Accounts {
          private static class Row {}
          @ContextHandler Map<String, Row> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void exceptionTypeThatIsPrivate() {
    reports(
        Diagnostic.INACCESSIBLE_TYPE,
        "mentions the type Accounts.Refused,",
        """
        class Accounts {
          private static class Refused extends Exception {}
          @ContextHandler void /*!*/load(Session s) throws Refused {}
        }
        """);
  }

  @Test
  void boundThatIsPrivate() {
    reports(
        Diagnostic.INACCESSIBLE_TYPE,
        "mentions the type Accounts.Row,",
        """
        class Accounts {
          private interface Row {}
          @ContextHandler <T extends Number & Row> void /*!*/load(Session s) {}
        }
        """);
  }

  @Test
  void keptExceptionThatIsPrivate() {
    reports(
        Diagnostic.INACCESSIBLE_TYPE,
        "mentions the type Accounts.Refused,",
        """
        class Accounts {
          private static class Refused extends RuntimeException {}
          @ContextHandler(dontRollbackOn = {IllegalStateException.class, Refused/*!*/.class}) void load(Session s) {}
        }
        """);
  }

  @Test
  void typeThatIsProtectedInAnotherPackage() {
    reports(
        Diagnostic.INACCESSIBLE_TYPE,
        "mentions the type Base.Row,",
        """
        class Accounts extends other.Base {
          @ContextHandler void store(Session s, Row /*!*/row) {}
        }
        """,
        """
        package other;
        public class Base { protected static class Row {} }
        """);
  }

  @Test
  void boundOfTheClassThatIsPrivate() {
    reports(
        Diagnostic.INACCESSIBLE_BOUND,
        "The type parameters of Outer.Accounts mention the type Outer.Row, which its wrapper cannot access.",
        """
        class Outer {
          private interface Row {}
          static /*!*/class Accounts<T extends Row> { @ContextHandler void a(Session s) {} }
        }
        """);
  }

  @Test
  void moreParametersThanAWrapperCanPassOn() {
    reports(
        Diagnostic.TOO_MANY_PARAMETERS,
        "@ContextHandler method 'store' of Rows has more parameters than its wrapper can pass on.",
        "class Rows {\n  @ContextHandler void /*!*/store(int p"
            + IntStream.rangeClosed(1, 254)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", int p"))
            + ") {}\n}\n");
  }

  @Test
  void handlersThatClash() {
    reports(
        Diagnostic.CLASHING_HANDLERS,
        "@ContextHandler method 'load' of Accounts becomes the wrapper method load(List), and so does another handler of this class.",
        """
        class Accounts {
          @ContextHandler void load(Session s, List<String> names) {}
          @ContextHandler void /*!*/load(StatelessSession s, List<Long> ids) {}
        }
        """);
  }

  @Test
  void inheritedHandlersThatClash() {
    reports(
        Diagnostic.CLASHING_HANDLERS,
        "@ContextHandler method 'load' of Accounts becomes the wrapper method load(),",
        """
        /*!*/class Accounts extends Base {
          @ContextHandler void load(Session s) {}
        }
        """,
        """
        class Base { @ContextHandler void load(Connection c) {} }
        """);
  }

  @Test
  void clashWithFinalMethodOfObject() {
    reports(
        Diagnostic.CLASH_WITH_OBJECT,
        "@ContextHandler method 'wait' of Accounts becomes the wrapper method wait(), which every class has from Object.",
        """
        class Accounts {
          @ContextHandler void /*!*/wait(Session s) {}
        }
        """);
  }

  @Test
  void clashWithEquals() {
    reports(
        Diagnostic.CLASH_WITH_OBJECT,
        "becomes the wrapper method equals(Object),",
        """
        class Accounts {
          @ContextHandler <T> boolean /*!*/equals(Session s, T other) { return true; }
        }
        """);
  }

  @Test
  void wrapperNameThatAUserClassHas() {
    reports(
        Diagnostic.WRAPPER_NAME_TAKEN,
        "The wrapper of Accounts would be called AccountsInContext, and there is a class of that name already.",
        """
        /*!*/class Accounts {
          @ContextHandler void load(Session s) {}
        }
        """,
        """
        class AccountsInContext {}
        """);
  }

  @Test
  void wrapperNameOfTwoClasses() {
    reports(
        Diagnostic.WRAPPER_NAME_SHARED,
        "The wrapper of Outer_Accounts would be called Outer_AccountsInContext, and so would the wrapper of Outer.Accounts.",
        """
        /*!*/class Outer_Accounts {
          @ContextHandler void load(Session s) {}
        }
        """,
        """
        class Outer { static class Accounts { @ContextHandler void load(Session s) {} } }
        """);
  }

  @Test
  void fromContextOnAMethodThatIsNoHandler() {
    reports(
        Diagnostic.FROM_CONTEXT_WITHOUT_HANDLER,
        "@FromContext stands on parameter 'archive' of 'load', which is not a @ContextHandler method.",
        """
        class Accounts {
          void load(@FromContext("archive") Connection /*!*/archive) {}
          @SuppressWarnings("MACADAM201") void quiet(@FromContext("archive") Connection archive) {}
          @SuppressWarnings("macadam") void silent(@FromContext("archive") Connection archive) {}
        }
        """);
  }

  @Test
  void fromContextOnGeneric() {
    reports(
        Diagnostic.UNUSABLE_CONTEXT_TYPE,
        "@FromContext parameter 'thing' of handler 'load' has the type List<String>.",
        """
        class Accounts {
          @ContextHandler <T> void load(@FromContext List<String> /*!*/thing) {}
        }
        """);
  }

  @Test
  void fromContextOnPrimitive() {
    reports(
        Diagnostic.UNUSABLE_CONTEXT_TYPE,
        "@FromContext parameter 'thing' of handler 'load' has the type int.",
        """
        class Accounts {
          @ContextHandler <T> void load(@FromContext int /*!*/thing) {}
        }
        """);
  }

  @Test
  void fromContextOnArray() {
    reports(
        Diagnostic.UNUSABLE_CONTEXT_TYPE,
        "@FromContext parameter 'thing' of handler 'load' has the type Connection[].",
        """
        class Accounts {
          @ContextHandler <T> void load(@FromContext Connection[] /*!*/thing) {}
        }
        """);
  }

  @Test
  void fromContextOnTypeVariable() {
    reports(
        Diagnostic.UNUSABLE_CONTEXT_TYPE,
        "@FromContext parameter 'thing' of handler 'load' has the type T.",
        """
        class Accounts {
          @ContextHandler <T> void load(@FromContext T /*!*/thing) {}
        }
        """);
  }

  @Test
  void fromContextOnVarargs() {
    reports(
        Diagnostic.UNUSABLE_CONTEXT_TYPE,
        "@FromContext parameter 'thing' of handler 'load' has the type Connection[].",
        """
        class Accounts {
          @ContextHandler <T> void load(@FromContext Connection... /*!*/thing) {}
        }
        """);
  }

  @Test
  void blankResourceName() {
    reports(
        Diagnostic.BLANK_RESOURCE_NAME,
        "@FromContext on parameter 'c' of handler 'load' has a blank name.",
        """
        class Accounts {
          @ContextHandler void load(@FromContext(/*!*/" ") Connection c) {}
        }
        """);
  }

  @Test
  void contextOfAnotherDatabase() {
    reports(
        Diagnostic.NAMED_CONTEXT,
        "@FromContext(\"archive\") stands on the Context parameter 'c' of handler 'load'.",
        """
        class Accounts {
          @ContextHandler void load(@FromContext(/*!*/"archive") Context c) {}
        }
        """);
  }

  @Test
  void resultWithContext() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and Context lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> Context /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithSession() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and Session lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> Session /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithStatelessSession() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and StatelessSession lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> StatelessSession /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithEntityManager() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and EntityManager lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> jakarta.persistence.EntityManager /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithConnection() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and Connection lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> Connection /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithStatement() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and PreparedStatement lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> PreparedStatement /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithResultSet() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and ResultSet lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> ResultSet /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithHibernateQuery() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and SelectionQuery lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> org.hibernate.query.SelectionQuery<String> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithJpaQuery() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and TypedQuery lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> jakarta.persistence.TypedQuery<String> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithBlob() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and Blob lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> Blob /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithStream() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and IntStream lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> java.util.stream.IntStream /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithIterator() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and ListIterator lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> ListIterator<String> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithOptionalStream() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and Stream lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> Optional<java.util.stream.Stream<String>> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithNestedSessions() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and Session lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> Map<String, ? extends List<Session[]>> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithBoundedVariable() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and Session lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> S /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithSupplier() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "and Connection lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler <S extends Session> Supplier<Connection> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithPublisher() {
    reports(
        Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
        "and Publisher does its work after the handler has returned.\n|publish its elements when",
        """
        class Accounts {
          @ContextHandler Flow.Publisher<String> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithFuture() {
    reports(
        Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
        "and Future does its work after the handler has returned.\n|CompletableFuture of it",
        """
        class Accounts {
          @ContextHandler Future<String> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithFutureTask() {
    reports(
        Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
        "and FutureTask does its work after the handler has returned.\n|CompletableFuture of it",
        """
        class Accounts {
          @ContextHandler FutureTask<String> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithOptionalStage() {
    reports(
        Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
        "and CompletableFuture does its work after the handler has returned.\n|CompletableFuture of it",
        """
        class Accounts {
          @ContextHandler Optional<CompletableFuture<String>> /*!*/load(Session s) { return null; }
        }
        """);
  }

  @Test
  void resultWithMono() {
    reports(
        Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
        "and Mono does its work after the handler has returned.\n|Mono.fromFuture(() -> wrapper.load(...))",
        """
        class Accounts {
          @ContextHandler reactor.core.publisher.Mono<String> /*!*/load(Session s) { return null; }
        }
        """,
        """
        package reactor.core.publisher;
        public abstract class Mono<T> {}
        """);
  }

  @Test
  void resultWithFlux() {
    reports(
        Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
        "and Flux does its work after the handler has returned.\n|flatMapIterable",
        """
        class Accounts {
          @ContextHandler reactor.core.publisher.Flux<String> /*!*/load(Session s) { return null; }
        }
        """,
        """
        package reactor.core.publisher;
        public abstract class Flux<T> {}
        """);
  }

  @Test
  void resultWithUni() {
    reports(
        Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
        "and Uni does its work after the handler has returned.\n|Uni.createFrom().completionStage(() -> wrapper.load(...))",
        """
        class Accounts {
          @ContextHandler io.smallrye.mutiny.Uni<String> /*!*/load(Session s) { return null; }
        }
        """,
        """
        package io.smallrye.mutiny;
        public interface Uni<T> {}
        """);
  }

  @Test
  void resultWithMulti() {
    reports(
        Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
        "and Multi does its work after the handler has returned.\n|disjoint()",
        """
        class Accounts {
          @ContextHandler io.smallrye.mutiny.Multi<String> /*!*/load(Session s) { return null; }
        }
        """,
        """
        package io.smallrye.mutiny;
        public interface Multi<T> {}
        """);
  }

  @Test
  void resultWithSingle() {
    reports(
        Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
        "and Single does its work after the handler has returned.\n|wrapper.load(...)",
        """
        class Accounts {
          @ContextHandler io.reactivex.rxjava3.core.Single<String> /*!*/load(Session s) { return null; }
        }
        """,
        """
        package io.reactivex.rxjava3.core;
        public interface Single<T> {}
        """);
  }

  @Test
  void resultWithVertxFuture() {
    reports(
        Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
        "and Future does its work after the handler has returned.\n|Future.fromCompletionStage(wrapper.load(...))",
        """
        class Accounts {
          @ContextHandler io.vertx.core.Future<String> /*!*/load(Session s) { return null; }
        }
        """,
        """
        package io.vertx.core;
        public interface Future<T> {}
        """);
  }

  @Test
  void resultWithReactiveStreamsPublisher() {
    reports(
        Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
        "and Publisher does its work after the handler has returned.\n|publish its elements",
        """
        class Accounts {
          @ContextHandler org.reactivestreams.Publisher<String> /*!*/load(Session s) { return null; }
        }
        """,
        """
        package org.reactivestreams;
        public interface Publisher<T> {}
        """);
  }

  @Test
  void stageThatCompletesWithASession() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "@ContextHandler method 'load' of Accounts returns CompletionStage<Session>, and Session lives no longer than the context.",
        """
        class Accounts {
          @ContextHandler CompletionStage<Session> /*!*/load(Context c) { return null; }
        }
        """);
  }

  @Test
  void stageThatCompletesWithAStream() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "returns Accounts.Reply<? extends Stream<String>>, and Stream lives no longer than the context.",
        """
        class Accounts {
          static class Reply<T> extends CompletableFuture<Optional<T>> {}
          @ContextHandler Reply<? extends java.util.stream.Stream<String>> /*!*/load(Context c) { return null; }
        }
        """);
  }

  @Test
  void stageOfAUserThatCompletesWithAConnection() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "returns Accounts.Reply, and Connection lives no longer than the context.",
        """
        class Accounts {
          static class Reply extends CompletableFuture<Optional<Connection>> {}
          @ContextHandler Reply /*!*/load(Context c) { return null; }
        }
        """);
  }

  @Test
  void stageThatCompletesWithAStage() {
    reports(
        Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
        "returns CompletionStage<CompletableFuture<String>>, and CompletableFuture does its work after that stage has completed.\n|Fix: make one stage of the two with thenCompose.",
        """
        class Accounts {
          @ContextHandler CompletionStage<CompletableFuture<String>> /*!*/load(Context c) { return null; }
        }
        """);
  }

  @Test
  void stageThatCompletesWithAFuture() {
    reports(
        Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
        "and Future does its work after that stage has completed.\n|Fix: return the value itself;",
        """
        class Accounts {
          @ContextHandler CompletionStage<? extends Future<String>> /*!*/load(Context c) { return null; }
        }
        """);
  }

  @Test
  void unreadableTimeoutWord() {
    reports(
        Diagnostic.UNREADABLE_TIMEOUT,
        "The timeout \"soon\" of @ContextHandler method 'load' is not a duration.",
        """
        class Accounts {
          @ContextHandler(readOnly = true, timeout = /*!*/"soon") void load(Session s) {}
        }
        """);
  }

  @Test
  void unreadableTimeoutUnitMissing() {
    reports(
        Diagnostic.UNREADABLE_TIMEOUT,
        "The timeout \"10\" of @ContextHandler method 'load' is not a duration.",
        """
        class Accounts {
          @ContextHandler(readOnly = true, timeout = /*!*/"10") void load(Session s) {}
        }
        """);
  }

  @Test
  void unreadableTimeoutWrongOrder() {
    reports(
        Diagnostic.UNREADABLE_TIMEOUT,
        "The timeout \"1s2m\" of @ContextHandler method 'load' is not a duration.",
        """
        class Accounts {
          @ContextHandler(readOnly = true, timeout = /*!*/"1s2m") void load(Session s) {}
        }
        """);
  }

  @Test
  void unreadableTimeoutNegative() {
    reports(
        Diagnostic.UNREADABLE_TIMEOUT,
        "The timeout \"-2s\" of @ContextHandler method 'load' is not a duration.",
        """
        class Accounts {
          @ContextHandler(readOnly = true, timeout = /*!*/"-2s") void load(Session s) {}
        }
        """);
  }

  @Test
  void unreadableTimeoutSpace() {
    reports(
        Diagnostic.UNREADABLE_TIMEOUT,
        "The timeout \"2 s\" of @ContextHandler method 'load' is not a duration.",
        """
        class Accounts {
          @ContextHandler(readOnly = true, timeout = /*!*/"2 s") void load(Session s) {}
        }
        """);
  }

  @Test
  void unreadableTimeoutIso() {
    reports(
        Diagnostic.UNREADABLE_TIMEOUT,
        "The timeout \"PT\" of @ContextHandler method 'load' is not a duration.",
        """
        class Accounts {
          @ContextHandler(readOnly = true, timeout = /*!*/"PT") void load(Session s) {}
        }
        """);
  }

  @Test
  void unreadableTimeoutBlank() {
    reports(
        Diagnostic.UNREADABLE_TIMEOUT,
        "The timeout \" \" of @ContextHandler method 'load' is not a duration.",
        """
        class Accounts {
          @ContextHandler(readOnly = true, timeout = /*!*/" ") void load(Session s) {}
        }
        """);
  }

  @Test
  void unreadableTimeoutTwice() {
    reports(
        Diagnostic.UNREADABLE_TIMEOUT,
        "The timeout \"1s1s\" of @ContextHandler method 'load' is not a duration.",
        """
        class Accounts {
          @ContextHandler(readOnly = true, timeout = /*!*/"1s1s") void load(Session s) {}
        }
        """);
  }

  @Test
  void unreadableTimeoutFraction() {
    reports(
        Diagnostic.UNREADABLE_TIMEOUT,
        "The timeout \"1.5s\" of @ContextHandler method 'load' is not a duration.",
        """
        class Accounts {
          @ContextHandler(readOnly = true, timeout = /*!*/"1.5s") void load(Session s) {}
        }
        """);
  }

  @Test
  void timeoutOfZero() {
    reports(
        Diagnostic.TIMEOUT_NOT_POSITIVE,
        "The timeout \"0s\" of @ContextHandler method 'load' is not positive.",
        """
        class Accounts {
          @ContextHandler(timeout = /*!*/"0s") void load(Session s) {}
        }
        """);
  }

  @Test
  void timeoutOfIsoZero() {
    reports(
        Diagnostic.TIMEOUT_NOT_POSITIVE,
        "The timeout \"PT0S\" of @ContextHandler method 'load' is not positive.",
        """
        class Accounts {
          @ContextHandler(timeout = /*!*/"PT0S") void load(Session s) {}
        }
        """);
  }

  @Test
  void timeoutOfIsoNegative() {
    reports(
        Diagnostic.TIMEOUT_NOT_POSITIVE,
        "The timeout \"-PT2S\" of @ContextHandler method 'load' is not positive.",
        """
        class Accounts {
          @ContextHandler(timeout = /*!*/"-PT2S") void load(Session s) {}
        }
        """);
  }

  @Test
  void timeoutTooLongYears() {
    reports(
        Diagnostic.TIMEOUT_TOO_LONG,
        "The timeout \"106752d\" of @ContextHandler method 'load' is longer than 292 years.",
        """
        class Accounts {
          @ContextHandler(timeout = /*!*/"106752d") void load(Session s) {}
        }
        """);
  }

  @Test
  void timeoutTooLongDigits() {
    reports(
        Diagnostic.TIMEOUT_TOO_LONG,
        "The timeout \"99999999999999999999s\" of @ContextHandler method 'load' is longer than 292 years.",
        """
        class Accounts {
          @ContextHandler(timeout = /*!*/"99999999999999999999s") void load(Session s) {}
        }
        """);
  }

  @Test
  void timeoutTooLongIso() {
    reports(
        Diagnostic.TIMEOUT_TOO_LONG,
        "The timeout \"PT99999999999999999999S\" of @ContextHandler method 'load' is longer than 292 years.",
        """
        class Accounts {
          @ContextHandler(timeout = /*!*/"PT99999999999999999999S") void load(Session s) {}
        }
        """);
  }

  @Test
  void timeoutTooLongSum() {
    reports(
        Diagnostic.TIMEOUT_TOO_LONG,
        "The timeout \"9223372036s900ms\" of @ContextHandler method 'load' is longer than 292 years.",
        """
        class Accounts {
          @ContextHandler(timeout = /*!*/"9223372036s900ms") void load(Session s) {}
        }
        """);
  }

  @Test
  void attemptsOfZero() {
    reports(
        Diagnostic.ATTEMPTS_BELOW_ONE,
        "@ContextHandler method 'load' has attempts = 0.",
        """
        class Accounts {
          @ContextHandler(attempts = /*!*/0) void load(Session s) {}
        }
        """);
  }

  @Test
  void attemptsOfNegative() {
    reports(
        Diagnostic.ATTEMPTS_BELOW_ONE,
        "@ContextHandler method 'load' has attempts = -1.",
        """
        class Accounts {
          @ContextHandler(attempts = /*!*/-1) void load(Session s) {}
        }
        """);
  }

  @Test
  void retryOnWithOneAttempt() {
    reports(
        Diagnostic.RETRY_WITHOUT_ATTEMPTS,
        "@ContextHandler method 'load' names exceptions in retryOn but has one attempt.",
        """
        class Accounts {
          @ContextHandler(retryOn = SQLException/*!*/.class) void load(Session s) {}
        }
        """);
  }

  @Test
  void keptExceptionThatIsNeverThrown() {
    reports(
        Diagnostic.KEPT_EXCEPTION_NEVER_THROWN,
        "@ContextHandler method 'load' lists IOException in dontRollbackOn but cannot throw it.",
        """
        class Accounts {
          @ContextHandler(dontRollbackOn = {IllegalStateException.class, IOException/*!*/.class}) void load(Session s) throws SQLException {}
        }
        """);
  }

  @Test
  void keptExceptionBesideATypeVariable() {
    reports(
        Diagnostic.KEPT_EXCEPTION_NEVER_THROWN,
        "lists IOException in dontRollbackOn but cannot throw it.",
        """
        class Accounts {
          @ContextHandler(dontRollbackOn = IOException/*!*/.class) <X extends Exception> void load(Session s) throws X {}
        }
        """);
  }

  @Test
  void keepingEverything() {
    reports(
        Diagnostic.KEEPS_EVERYTHING,
        "@ContextHandler method 'load' lists Throwable in dontRollbackOn.",
        """
        class Accounts {
          @ContextHandler(dontRollbackOn = Throwable/*!*/.class) void load(Session s) {}
        }
        """);
  }

  @Test
  void exceptionThatIsKeptAndRetried() {
    reports(
        Diagnostic.KEPT_AND_RETRIED,
        "@ContextHandler method 'load' lists IllegalArgumentException in dontRollbackOn and RuntimeException in retryOn.",
        """
        class Accounts {
          @ContextHandler(attempts = 2, retryOn = RuntimeException.class, dontRollbackOn = IllegalArgumentException/*!*/.class) void load(Session s) {}
        }
        """);
  }

  @Test
  void blankExecutor() {
    reports(
        Diagnostic.BLANK_NAME,
        "@ContextHandler method 'load' has a blank name for its executor.",
        """
        class Accounts {
          @ContextHandler(executor = /*!*/"") void load(Session s) {}
        }
        """);
  }

  @Test
  void blankDatabase() {
    reports(
        Diagnostic.BLANK_NAME,
        "@ContextHandler method 'load' has a blank name for its database.",
        """
        class Accounts {
          @ContextHandler(database = /*!*/"") void load(Session s) {}
        }
        """);
  }

  @Test
  void callerOnAStage() {
    reports(
        Diagnostic.STAGE_OPTION,
        "@ContextHandler method 'load' of Accounts returns a stage and sets executor = \"caller\".\n|Fix: remove executor = \"caller\".",
        """
        class Accounts {
          @ContextHandler(executor = ContextHandler/*!*/.CALLER) CompletionStage<String> load(Context c) { return null; }
        }
        """);
  }

  @Test
  void attemptsOnAStage() {
    reports(
        Diagnostic.STAGE_OPTION,
        "@ContextHandler method 'load' of Accounts returns a stage and sets attempts = 2.\n",
        """
        class Accounts {
          @ContextHandler(attempts = /*!*/2) CompletionStage<String> load(Context c) { return null; }
        }
        """);
  }

  @Test
  void retryOnOnAStage() {
    reports(
        Diagnostic.STAGE_OPTION,
        "@ContextHandler method 'load' of Accounts returns a stage and sets retryOn.\n|Fix: remove retryOn.\n",
        """
        class Accounts {
          @ContextHandler(retryOn = SQLException/*!*/.class) CompletionStage<String> load(Context c) { return null; }
        }
        """);
  }

  @Test
  void sessionOfAStage() {
    reports(
        Diagnostic.STAGE_PARAMETER,
        "@ContextHandler method 'load' of Accounts returns a stage and takes the Session 'session'.\n|with context.call(Session.class, session -> ...).",
        """
        class Accounts {
          @ContextHandler CompletionStage<String> load(Context c, String key, Session /*!*/session) { return null; }
        }
        """);
  }

  @Test
  void namedConnectionOfAStage() {
    reports(
        Diagnostic.STAGE_PARAMETER,
        "@ContextHandler method 'load' of Accounts returns a stage and takes the Connection 'archive'.\n|context.call(inside -> { Connection archive = inside.get(Connection.class, \"old\"); ... }).",
        """
        class Accounts {
          @ContextHandler CompletionStage<String> load(@FromContext("old") Connection /*!*/archive) { return null; }
        }
        """);
  }

  @Test
  void resourceOfAStage() {
    reports(
        Diagnostic.STAGE_PARAMETER,
        "@ContextHandler method 'load' of Accounts returns a stage and takes the Runnable 'cache'.\n",
        """
        class Accounts {
          @ContextHandler <F extends CompletableFuture<String>> F load(@FromContext Runnable /*!*/cache) { return null; }
        }
        """);
  }

  @Test
  void sessionOfAStageIsNotAMissingContextToo() {
    Compilation compilation =
        Compiling.leniently(
            List.of(
                Compiling.inApp(
                    "class Accounts { @ContextHandler CompletionStage<String> load(Session s) { return null; } }")));
    assertThat(compilation.diagnostics())
        .filteredOn(each -> each.getMessage(Locale.ROOT).contains("MACADAM"))
        .as(() -> Compiling.describe(compilation))
        .hasSize(1);
  }

  @Test
  void stageWithoutAContext() {
    reports(
        Diagnostic.STAGE_WITHOUT_CONTEXT,
        "@ContextHandler method 'load' of Accounts returns a stage and takes no Context.\n",
        """
        class Accounts {
          @ContextHandler CompletionStage<String> /*!*/load(String key) { return null; }
        }
        """);
  }

  @Test
  void stageForTheTypeArgumentsOfASubclassIsReportedThere() {
    reports(
        Diagnostic.STAGE_PARAMETER,
        "@ContextHandler method 'find' of Sub returns a stage and takes the Session 's'.\n",
        """
        /*!*/class Sub extends Base<CompletionStage<String>> { @ContextHandler void own(Session s) {} }
        """,
        """
        class Base<T> { @ContextHandler T find(Session s) { return null; } }
        """);
  }

  @Test
  void whatIsWrongInASuperclassIsSaidThereAlone() {
    Compilation compilation =
        Compiling.leniently(
            Compiling.inApp(
                "class Base { @ContextHandler(attempts = 0) void wrong(Session s) {} }",
                "class Sub extends Base { @ContextHandler void right(Session s) {} }"));
    assertThat(compilation.errors()).hasSize(1);
  }

  @Test
  void resultThatDiesForTheTypeArgumentsOfASubclassIsReportedThere() {
    reports(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        "@ContextHandler method 'find' of Sub returns Iterator<String>",
        """
        /*!*/class Sub extends Base<Iterator<String>> { @ContextHandler void own(Session s) {} }
        """,
        """
        class Base<T> { @ContextHandler T find(Session s) { return null; } }
        """);
  }

  @Test
  void whatIsWrongInALibraryIsReportedWhereItIsInherited(@TempDir Path library) throws IOException {
    Compilation base =
        Compiler.javac()
            .compile(
                Compiling.source(
                    """
                    package base;
                    public class Base {
                      @dev.macadam.ContextHandler(attempts = 0) public void wrong() {}
                    }
                    """));
    Path file = Files.createDirectories(library.resolve("base")).resolve("Base.class");
    try (InputStream in = base.generatedFiles().get(0).openInputStream()) {
      Files.copy(in, file);
    }
    List<File> path = new ArrayList<>(List.of(library.toFile()));
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      path.add(new File(each));
    }
    Compilation compilation =
        Compiler.javac()
            .withClasspath(path)
            .withProcessors(new ContextHandlerProcessor())
            .compile(
                Compiling.inApp(
                    "class Sub extends base.Base { @ContextHandler void own(Session s) {} }"));
    assertThat(compilation.errors()).hasSize(1);
    assertThat(compilation.errors().get(0).getMessage(Locale.ROOT))
        .startsWith("[" + Diagnostic.ATTEMPTS_BELOW_ONE.code() + "]");
  }

  @Test
  @EnabledForJreRange(minVersion = 25)
  void handlerOutsideOfAnyClass() {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new ContextHandlerProcessor())
            .compile(
                JavaFileObjects.forSourceString(
                    "Script",
                    """
                    @dev.macadam.ContextHandler int find() { return 1; }
                    void main() {}
                    """));
    assertThat(compilation.errors()).hasSize(1);
    String message =
        Verdict.withoutIndentation(compilation.errors().get(0).getMessage(Locale.ROOT));
    assertThat(message).startsWith("[" + Diagnostic.IMPLICIT_CLASS.code() + "]");
    ReviewedMessages.check(Kind.ERROR, message);
  }
}
