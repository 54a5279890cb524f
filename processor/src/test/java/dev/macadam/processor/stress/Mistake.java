package dev.macadam.processor.stress;

import dev.macadam.processor.report.Diagnostic;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Something wrong that is added to a class.
 *
 * @param code what the processor has to say about it, and nothing else
 * @param members what is added to its body
 * @param inInterface whether it can stand in an interface
 */
record Mistake(Diagnostic code, boolean inInterface, String members) {

  private static final String BODY = " { throw new java.lang.UnsupportedOperationException(); }\n";
  private static final String HANDLER = "@dev.macadam.ContextHandler";

  static final List<Mistake> ALL =
      List.of(
          of(
              Diagnostic.PRIVATE_HANDLER,
              HANDLER + " private void mistake(org.hibernate.Session s)"),
          inClass(
              Diagnostic.UNREACHABLE_CLASS,
              "private static class Secret { " + HANDLER + " void mistake()" + BODY + "}"),
          inClass(
              Diagnostic.UNREACHABLE_CLASS,
              "private record Secret() { interface Inside { " + HANDLER + " void mistake(); } }"),
          inClass(
              Diagnostic.INNER_CLASS_OF_GENERIC_CLASS,
              "static class Wide<W> { class Inside { "
                  + HANDLER
                  + " void mistake()"
                  + BODY
                  + "} }"),
          inClass(
              Diagnostic.INACCESSIBLE_TYPE,
              "private static class Hidden {} "
                  + HANDLER
                  + " void mistake(java.util.List<? extends Hidden[]> hidden)"
                  + BODY),
          inClass(
              Diagnostic.INACCESSIBLE_BOUND,
              "private interface Hidden {} static class Bound<B extends Hidden> { "
                  + HANDLER
                  + " void mistake(B b)"
                  + BODY
                  + "}"),
          inClass(
              Diagnostic.INACCESSIBLE_INHERITED_HANDLER,
              "static class Heir extends stress.parts.Parts.Guarded { "
                  + HANDLER
                  + " void mistake()"
                  + BODY
                  + "}"),
          inClass(
              Diagnostic.WRAPPER_NAME_SHARED,
              "static class Same { static class Name { "
                  + HANDLER
                  + " void mistake()"
                  + BODY
                  + "} } static class Same_Name { "
                  + HANDLER
                  + " void mistake()"
                  + BODY
                  + "}"),
          inClass(
              Diagnostic.CONTRADICTORY_DECLARATIONS,
              "interface Left { "
                  + HANDLER
                  + "(readOnly = true) void mistake(); } interface Right { "
                  + HANDLER
                  + " void mistake(); } interface Both extends Left, Right { "
                  + HANDLER
                  + " void own(); }"),
          of(
              Diagnostic.CLASHING_HANDLERS,
              HANDLER
                  + " void mistake(org.hibernate.Session s, java.util.List<java.lang.String> x)",
              HANDLER
                  + " void mistake(java.sql.Connection c, java.util.List<java.lang.Integer> x)"),
          of(Diagnostic.CLASH_WITH_OBJECT, HANDLER + " void notify(org.hibernate.Session s)"),
          of(Diagnostic.CLASH_WITH_OBJECT, HANDLER + " int hashCode(java.sql.Connection c)"),
          of(
              Diagnostic.TOO_MANY_PARAMETERS,
              HANDLER + " void mistake(long p" + String.join(", long p", numbers(127)) + ")"),
          option(Diagnostic.UNREADABLE_TIMEOUT, "timeout = \"soon\""),
          option(Diagnostic.TIMEOUT_NOT_POSITIVE, "timeout = \"0s\""),
          option(Diagnostic.TIMEOUT_TOO_LONG, "timeout = \"200000d\""),
          option(Diagnostic.TIMEOUT_TOO_SHORT, "timeout = \"1us\""),
          option(Diagnostic.ATTEMPTS_BELOW_ONE, "attempts = 0"),
          option(Diagnostic.RETRY_WITHOUT_ATTEMPTS, "retryOn = java.io.IOException.class"),
          option(
              Diagnostic.KEPT_EXCEPTION_NEVER_THROWN, "dontRollbackOn = java.io.IOException.class"),
          option(Diagnostic.KEEPS_EVERYTHING, "dontRollbackOn = java.lang.Throwable.class"),
          option(
              Diagnostic.KEPT_AND_RETRIED,
              "attempts = 2, retryOn = java.lang.RuntimeException.class,"
                  + " dontRollbackOn = java.lang.IllegalStateException.class"),
          option(Diagnostic.BLANK_NAME, "database = \" \""),
          option(Diagnostic.LISTS_ERRORS, "dontRollbackOn = java.lang.Error.class"),
          option(Diagnostic.ALMOST_CALLER, "executor = \"Caller\""),
          parameter(
              Diagnostic.UNUSABLE_CONTEXT_TYPE, "@dev.macadam.FromContext java.util.List<?> l"),
          parameter(
              Diagnostic.BLANK_RESOURCE_NAME, "@dev.macadam.FromContext(\" \") java.util.List l"),
          parameter(
              Diagnostic.NAMED_CONTEXT, "@dev.macadam.FromContext(\"a\") dev.macadam.Context c"),
          parameter(Diagnostic.PASSED_BY_CALLER, "java.sql.ResultSet rows"),
          parameter(
              Diagnostic.SAME_PARAMETER_TWICE, "java.sql.Connection c, java.sql.Connection d"),
          of(Diagnostic.READ_ONCE, HANDLER + "(attempts = 2) void mistake(java.io.InputStream in)"),
          of(
              Diagnostic.FROM_CONTEXT_WITHOUT_HANDLER,
              "void mistake(@dev.macadam.FromContext java.lang.String s)"),
          result(
              Diagnostic.RESULT_DIES_WITH_CONTEXT,
              "java.util.Map<?, ? extends java.util.stream.Stream<?>[]>"),
          result(
              Diagnostic.RESULT_DIES_WITH_CONTEXT,
              "<R extends java.lang.Object & java.util.Iterator<R>> R"),
          result(Diagnostic.RESULT_DIES_WITH_CONTEXT, "org.hibernate.Session"),
          result(Diagnostic.RESULT_RUNS_AFTER_CONTEXT, "java.util.concurrent.Future<?>"),
          result(Diagnostic.RESULT_READS_LATER, "java.io.InputStream"),
          result(
              Diagnostic.STAGE_WITHOUT_CONTEXT,
              "java.util.concurrent.CompletionStage<java.lang.Void>"),
          of(
              Diagnostic.STAGE_PARAMETER,
              HANDLER + " java.util.concurrent.CompletionStage<?> mistake(java.sql.Connection c)"),
          of(
              Diagnostic.STAGE_OPTION,
              HANDLER
                  + "(attempts = 2) java.util.concurrent.CompletionStage<?>"
                  + " mistake(dev.macadam.Context c)"));

  private static List<String> numbers(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
  }

  private static Mistake inClass(Diagnostic code, String members) {
    return new Mistake(code, false, members);
  }

  private static Mistake of(Diagnostic code, String... methods) {
    StringBuilder members = new StringBuilder();
    for (String method : methods) {
      members.append(method).append(BODY);
    }
    return new Mistake(code, true, members.toString());
  }

  private static Mistake option(Diagnostic code, String options) {
    return of(code, HANDLER + "(" + options + ") void mistake(java.lang.String s)");
  }

  private static Mistake parameter(Diagnostic code, String parameters) {
    return of(code, HANDLER + " void mistake(" + parameters + ")");
  }

  private static Mistake result(Diagnostic code, String result) {
    return of(code, HANDLER + " " + result + " mistake()");
  }

  boolean isIn(String source) {
    return source.contains(membersIn(false)) || source.contains(membersIn(true));
  }

  /** What is added, as members of a class or of an interface. */
  String membersIn(boolean isInterface) {
    String text = members;
    if (isInterface && !text.contains(" private ")) {
      text = text.replace(HANDLER, "default " + HANDLER);
      if (code == Diagnostic.FROM_CONTEXT_WITHOUT_HANDLER) {
        text = "default " + text;
      }
    }
    return text;
  }
}
