package dev.macadam.processor.report;

import java.util.List;

/**
 * The catalogue of all that the processor has to say. Codes are grouped by area, never renumbered
 * and never used again. Each has a page in {@code docs/diagnostics}.
 *
 * <p>The texts are format strings. By convention the first argument is the handler or parameter and
 * the second one the class.
 */
public enum Diagnostic {

  // Handlers and their classes.

  /** A handler that the wrapper cannot call. */
  PRIVATE_HANDLER(
      101,
      "@ContextHandler method '%1$s' of %2$s is private.",
      "the generated wrapper has to call this method.",
      "make it package-private or wider, or remove @ContextHandler."),
  /** A class that the wrapper cannot name. */
  UNREACHABLE_CLASS(
      102,
      "%1$s has @ContextHandler methods, but %2$s.",
      "the generated wrapper stands beside it in the same package and has to name it.",
      "make the class and all classes around it package-private or wider members, or move the"
          + " handlers to a class of their own."),
  /** An inner class whose outer class has type parameters. */
  INNER_CLASS_OF_GENERIC_CLASS(
      103,
      "%1$s has @ContextHandler methods and is an inner class of the generic class %2$s.",
      "the wrapper has no place for the type arguments of the outer class.",
      "make the inner class static, with type parameters of its own if it needs them."),
  /** A handler in an annotation type. */
  ANNOTATION_TYPE(
      104,
      "@ContextHandler method '%1$s' is an element of the annotation type %2$s.",
      "an element of an annotation is a constant and does no work.",
      "remove @ContextHandler, or move the method to a class or an interface."),
  /** A protected handler of a superclass in another package. */
  INACCESSIBLE_INHERITED_HANDLER(
      105,
      "%2$s inherits the handler '%1$s' from %3$s, where it is protected, in another package.",
      "the wrapper of %2$s stands in the package of %2$s and may not call it.",
      "make '%1$s' public in %3$s, or override it in %2$s: with @ContextHandler to have it in the"
          + " wrapper, without to leave it out."),
  /** A type that the wrapper cannot name. */
  INACCESSIBLE_TYPE(
      106,
      "@ContextHandler method '%1$s' of %2$s mentions the type %3$s, which its wrapper cannot"
          + " access.",
      "the wrapper repeats the signature and the options of the handler, and stands in the same"
          + " package but in a class of its own.",
      "make %3$s at least package-private, or public if it is in another package."),
  /** Two wrapper methods with one signature. */
  CLASHING_HANDLERS(
      107,
      "@ContextHandler method '%1$s' of %2$s becomes the wrapper method %3$s, and so does another"
          + " handler of this class.",
      "parameters that come from the context are not repeated in the wrapper, and what is left of"
          + " the two signatures is the same after erasure.",
      "rename one of the handlers, or override an inherited one."),
  /** A wrapper method that would be one of Object's. */
  CLASH_WITH_OBJECT(
      108,
      "@ContextHandler method '%1$s' of %2$s becomes the wrapper method %3$s, which every class has"
          + " from Object.",
      "the wrapper's method would override it with another meaning, or not compile.",
      "rename the handler."),
  /** The name of the wrapper is taken by the user. */
  WRAPPER_NAME_TAKEN(
      109,
      "The wrapper of %1$s would be called %2$s, and there is a class of that name already.",
      "two classes of one package cannot share a name.",
      "rename one of the two classes."),
  /** The name of the wrapper is taken by another wrapper. */
  WRAPPER_NAME_SHARED(
      110,
      "The wrapper of %1$s would be called %2$s, and so would the wrapper of %3$s.",
      "two classes of one package cannot share a name; nested classes get the names of their outer"
          + " classes in front, joined with '_'.",
      "rename one of the two classes."),
  /** A bound that the wrapper cannot name. */
  INACCESSIBLE_BOUND(
      111,
      "The type parameters of %1$s mention the type %2$s, which its wrapper cannot access.",
      "the wrapper repeats the type parameters of the class, and stands in the same package but in a"
          + " class of its own.",
      "make %2$s at least package-private, or public if it is in another package."),

  /** A class that the language declares by itself. */
  IMPLICIT_CLASS(
      112,
      "@ContextHandler method '%1$s' stands outside of any class declaration.",
      "a class that is declared implicitly has no name by which a wrapper could mean it.",
      "declare a class around the handler."),

  /** More parameters than the wrapper's lambda can take along. */
  TOO_MANY_PARAMETERS(
      113,
      "@ContextHandler method '%1$s' of %2$s has more parameters than its wrapper can pass on.",
      "a method has at most 255 slots, long and double take two, and the wrapper needs two itself.",
      "put some of the parameters into a record."),
  /** One method that is declared in two ways. */
  CONTRADICTORY_DECLARATIONS(
      120,
      "%2$s inherits the handler '%1$s' from %3$s and from %4$s, which do not say the same about"
          + " it.",
      "for %2$s it is one method, and the wrapper's method has one set of options and gets its"
          + " parameters in one way.",
      "override '%1$s' in %2$s, with @ContextHandler and the options that hold there."),

  // Parameters.

  /** FromContext where it means nothing. */
  FROM_CONTEXT_WITHOUT_HANDLER(
      201,
      false,
      "@FromContext stands on parameter '%1$s' of %2$s, which is not a @ContextHandler method.",
      "only handlers get parameters from a context; here the annotation does nothing.",
      "%3$sremove @FromContext."),
  /** A type that a context cannot be asked for. */
  UNUSABLE_CONTEXT_TYPE(
      202,
      "@FromContext parameter '%1$s' of handler '%2$s' has the type %3$s.",
      "a context is asked for a resource by its class, and a primitive type, an array, a type"
          + " variable or a type with type arguments has no class that says it all.",
      "use a class or an interface without type arguments, or remove @FromContext to have the"
          + " caller pass the parameter."),
  /** A name that cannot be one. */
  BLANK_RESOURCE_NAME(
      203,
      "@FromContext on parameter '%1$s' of handler '%2$s' has a blank name.",
      "neither a database nor a resource can be registered under a blank name.",
      "write the name under which it is registered, or @FromContext alone for what has no name or"
          + " is of the handler's own database."),
  /** A context of another database. */
  NAMED_CONTEXT(
      204,
      "@FromContext(\"%3$s\") stands on the Context parameter '%1$s' of handler '%2$s'.",
      "there is one context for all databases that a handler uses.",
      "remove @FromContext, and get what belongs to '%3$s' with %1$s.get(Connection.class,"
          + " \"%3$s\") or with a parameter of that type."),
  /** A session where no work in the context is done. */
  STAGE_PARAMETER(
      205,
      "@ContextHandler method '%1$s' of %2$s returns a stage and takes the %4$s '%3$s'.",
      "such a handler runs on the calling thread, and what belongs to a context is used on its"
          + " worker only.",
      "take a Context instead, and do what needs the %4$s with %5$s."),
  /** A stage that has nothing to do with the context. */
  STAGE_WITHOUT_CONTEXT(
      206,
      false,
      "@ContextHandler method '%1$s' of %2$s returns a stage and takes no Context.",
      "such a handler runs on the calling thread, and has no other way to do anything in its unit of"
          + " work.",
      "return the value instead of a stage, and the handler runs on a worker; or take a Context, and"
          + " do what blocks with context.call(...)."),
  /** Something of a context that does not come from this one. */
  PASSED_BY_CALLER(
      207,
      false,
      "Parameter '%1$s' of handler '%2$s' is of type %3$s, which the caller has to pass.",
      "sessions, connections and what they make belong to one context and its worker; one that is"
          + " passed in is part of another unit of work, or of none.",
      "take a Context, Connection, Session, StatelessSession or EntityManager instead, which come"
          + " from the context; or mark it with @FromContext if the factory has a resource of its"
          + " type."),
  /** A parameter that the first attempt uses up. */
  READ_ONCE(
      208,
      false,
      "Parameter '%1$s' of handler '%2$s' is of type %3$s, and the handler makes up to %4$s"
          + " attempts.",
      "it can be read once: after the first attempt, the next one finds nothing more in it and"
          + " commits all the same.",
      "take what can be read again, such as a List, a String, a byte[] or a Supplier of it; or remove"
          + " attempts."),
  /** Two parameters, one object. */
  SAME_PARAMETER_TWICE(
      209,
      false,
      "Parameter '%1$s' of handler '%2$s' is the same %3$s as parameter '%4$s'.",
      "a context has one %3$s for each name, however often it is asked for.",
      "name another database or resource with @FromContext(\"...\"), or remove one of the two."),

  // Results.

  /** A result that is dead when it arrives. */
  RESULT_DIES_WITH_CONTEXT(
      301,
      "@ContextHandler method '%1$s' of %2$s returns %3$s, and %4$s lives no longer than the"
          + " context.",
      "the context is closed before the caller gets the result.",
      "%5$s"),
  /** A result that has not begun when the context ends. */
  RESULT_RUNS_AFTER_CONTEXT(
      302,
      "@ContextHandler method '%1$s' of %2$s returns %3$s, and %4$s does its work after %6$s.",
      "the context is committed and closed by then, and the work would not be part of it.",
      "%5$s"),
  /** Options that make no sense for a handler that returns a stage. */
  STAGE_OPTION(
      304,
      "@ContextHandler method '%1$s' of %2$s returns a stage and sets %3$s.",
      "a handler that returns a stage always begins on the calling thread, hands the caller a"
          + " future, and is never run a second time.",
      "remove %3$s."),
  /** A result of which something may be missing when it arrives. */
  LAZY_RESULT(
      305,
      false,
      "@ContextHandler method '%1$s' of %2$s returns %3$s, of which not everything need be loaded:"
          + " %4$s%5$s.",
      "the context is closed before the caller gets the result, and to use what was not loaded until"
          + " then fails, mostly with a LazyInitializationException.%6$s",
      "return a record of what the caller needs; or fetch it in the handler, with a join fetch or an"
          + " entity graph, and write @SuppressWarnings(\"MACADAM305\") on the handler."),

  /** A result that is read when it is too late. */
  RESULT_READS_LATER(
      308,
      false,
      "@ContextHandler method '%1$s' of %2$s returns %3$s, and %4$s is read after the context is"
          + " closed.",
      "if the bytes or characters come from the database, there is no connection to read them from"
          + " any more.",
      "%5$s"),

  // Options.

  /** A timeout that cannot be read. */
  UNREADABLE_TIMEOUT(
      401,
      "The timeout \"%3$s\" of @ContextHandler method '%1$s' is not a duration.",
      "a timeout has whole amounts of the units d, h, m, s, ms, us, ns, the largest first, or is in"
          + " ISO-8601.",
      "write it like \"500ms\", \"2s\", \"1m30s\" or \"PT1.5S\"."),
  /** A timeout of nothing. */
  TIMEOUT_NOT_POSITIVE(
      402,
      "The timeout \"%3$s\" of @ContextHandler method '%1$s' is not positive.",
      "every call would fail at once.",
      "write a duration above zero, or leave the timeout out to have the factory's."),
  /** A timeout beyond what can be counted. */
  TIMEOUT_TOO_LONG(
      403,
      "The timeout \"%3$s\" of @ContextHandler method '%1$s' is longer than 292 years.",
      "time is counted in nanoseconds, in 64 bits.",
      "write a shorter one."),
  /** No attempt at all. */
  ATTEMPTS_BELOW_ONE(
      404,
      "@ContextHandler method '%1$s' has attempts = %3$s.",
      "the first run counts as an attempt, so there is at least one.",
      "write 1 for no second try, or more, or leave it out."),
  /** Exceptions to retry on, without a retry. */
  RETRY_WITHOUT_ATTEMPTS(
      405,
      false,
      "@ContextHandler method '%1$s' names exceptions in retryOn but has one attempt.",
      "with one attempt nothing is ever run again.",
      "set attempts to 2 or more, or remove retryOn."),
  /** A checked exception that the handler does not throw. */
  KEPT_EXCEPTION_NEVER_THROWN(
      406,
      "@ContextHandler method '%1$s' lists %3$s in dontRollbackOn but cannot throw it.",
      "it is a checked exception that the method does not declare, so the wrapper could not catch"
          + " it.",
      "add 'throws %3$s' to the method, or remove the exception from dontRollbackOn."),
  /** Everything would be kept. */
  KEEPS_EVERYTHING(
      407,
      "@ContextHandler method '%1$s' lists Throwable in dontRollbackOn.",
      "no failure at all would undo the work then, not even an error of the virtual machine.",
      "list the exceptions after which the work is still right to commit."),
  /** One exception, two meanings. */
  KEPT_AND_RETRIED(
      408,
      "@ContextHandler method '%1$s' lists %3$s in dontRollbackOn and %4$s in retryOn.",
      "one exception cannot both commit the work and have it run again.",
      "remove it from one of the two."),
  /** A name that cannot be one. */
  BLANK_NAME(
      409,
      "@ContextHandler method '%1$s' has a blank name for its %3$s.",
      "nothing can be registered under a blank name.",
      "write a name that the ContextFactory knows, or leave it out to have \"default\"."),
  /** A timeout in which nothing can happen. */
  TIMEOUT_TOO_SHORT(
      410,
      false,
      "The timeout \"%3$s\" of @ContextHandler method '%1$s' is shorter than a millisecond.",
      "it covers the connection, the work and the commit, so every call would fail.",
      "write a longer one; milliseconds are \"ms\"."),
  /** Failures after which nothing should go on. */
  LISTS_ERRORS(
      411,
      false,
      "@ContextHandler method '%1$s' lists %3$s in %4$s.",
      "that means errors of the virtual machine too, such as a lack of memory, and after one of"
          + " those %5$s.",
      "list the exceptions that are meant."),
  /** An executor that is called almost like the one that is none. */
  ALMOST_CALLER(
      412,
      false,
      "@ContextHandler method '%1$s' runs on the executor \"%3$s\", which is not the calling"
          + " thread.",
      "only \"caller\" means the calling thread; any other name is that of an executor of the"
          + " ContextFactory.",
      "write ContextHandler.CALLER, or give the executor a name of its own."),

  // The compilation.

  /** Types that nobody generated. */
  UNRESOLVED_TYPES(
      501,
      false,
      "There is no wrapper for %1$s, because a type that its handlers mention was not found.",
      "it does not exist, and no processor has generated it.",
      "correct the name, or add the missing import or dependency; if another processor was to"
          + " make it, solve its errors first."),
  /** Our own mistake. */
  PROCESSOR_BUG(
      502,
      "Macadam's processor failed on %1$s. This is a bug of Macadam, not of your code.",
      "%2$s",
      "please report it with this text and the class; %3$s."),
  /** The file could not be written. */
  NOT_WRITTEN(
      503,
      "The wrapper of %1$s could not be written.",
      "%2$s",
      "see to it that the folder for generated sources exists and can be written."),
  /** An option that there is not. */
  UNKNOWN_OPTION(
      504,
      "There is no option -A%1$s.",
      "the build asks the processor for something that it will not do.",
      "%2$sremove it; there are %3$s."),
  /** An option that is set to something it cannot be. */
  UNKNOWN_OPTION_VALUE(
      505,
      "The option -A%1$s has %2$s.",
      "the processor does not know what the build asks it for.",
      "%3$s %4$s."),
  /** The annotations of a component model are not there. */
  MISSING_COMPONENT_ANNOTATION(
      506,
      "-Amacadam.componentModel=%1$s asks for %2$s, which is not on the class path.",
      "the wrappers are written without it, and no container would find them.",
      "add a dependency on %3$s, and in a module 'requires %4$s'; or leave the option out."),

  // Bodies of handlers.

  /** Something of the context in a field. */
  VALUE_KEPT(
      601,
      false,
      "@ContextHandler method '%1$s' of %2$s keeps %3$s in the field '%4$s'.",
      "it is closed when the handler ends, and until then it is for this call and its thread alone,"
          + " while other calls see the same field.",
      "pass it on as an argument, or keep the values that were read with it."),
  /** Something of the context on a thread that is not its worker. */
  VALUE_ON_OTHER_THREAD(
      602,
      false,
      "@ContextHandler method '%1$s' of %2$s uses %3$s on another thread.",
      "what belongs to a context works on its own thread only and is closed with it; there it throws"
          + " an IllegalStateException.",
      "%4$s"),
  /** A session that a handler which returns a stage takes on the calling thread. */
  OUTSIDE_OF_CALL(
      603,
      false,
      "@ContextHandler method '%1$s' of %2$s returns a stage and gets the %3$s of its context outside"
          + " of context.call.",
      "such a handler runs on the calling thread, and what it chains on whichever thread completes"
          + " the stage; there the context gives no %3$s.",
      "do what needs it in context.call(%3$s.class, ...) or context.run(%3$s.class, ...)."),
  /** Waiting for another unit of work. */
  WRAPPER_AWAITED(
      604,
      false,
      "@ContextHandler method '%1$s' of %2$s waits for the future of %3$s with %4$s().",
      "that call may need the thread or the connection that this one holds, so the wait is refused on"
          + " a worker and on an event loop.",
      "call the handler's own method, which stays in this unit of work; or use context.child() for"
          + " one of its own; or return a stage and chain on the future."),
  /** Waiting on the calling thread. */
  CALLING_THREAD_BLOCKED(
      605,
      false,
      "@ContextHandler method '%1$s' of %2$s returns a stage and calls %3$s on the calling thread.",
      "such a handler begins on the thread of its caller, which may be an event loop and must not"
          + " wait.",
      "wait in context.run(...), or chain what comes next on a stage."),
  /** A database on the calling thread. */
  DATABASE_ON_CALLING_THREAD(
      606,
      false,
      "@ContextHandler method '%1$s' of %2$s returns a stage and calls %3$s on the calling thread.",
      "such a handler begins on the thread of its caller, which would wait for the database, and what"
          + " is done there is not part of its unit of work.",
      "do it in context.call(...), with the Session or the Connection that it gives.");

  private final int number;
  private final boolean error;
  private final String summary;
  private final String why;
  private final String fix;

  Diagnostic(int number, String summary, String why, String fix) {
    this(number, true, summary, why, fix);
  }

  Diagnostic(int number, boolean error, String summary, String why, String fix) {
    this.number = number;
    this.error = error;
    this.summary = summary;
    this.why = why;
    this.fix = fix;
  }

  /**
   * The code by which it is searched for, and with which {@code @SuppressWarnings} turns a warning
   * off.
   *
   * @return {@code MACADAM} and a number
   */
  public String code() {
    return "MACADAM" + number;
  }

  /**
   * Whether it fails the build.
   *
   * @return false for a warning
   */
  public boolean isError() {
    return error;
  }

  /**
   * The whole text: what, why, how to fix it, where to read more.
   *
   * @param arguments fill the gaps
   * @return four lines or more
   */
  public String message(List<String> arguments) {
    Object[] values = arguments.toArray();
    return "[%s] %s%n  Why: %s%n  Fix: %s%n  See: docs/diagnostics/%s.md"
        .replace("%n", "\n")
        .formatted(
            code(),
            summary.formatted(values),
            why.formatted(values),
            fix.formatted(values),
            code());
  }
}
