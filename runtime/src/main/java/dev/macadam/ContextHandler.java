package dev.macadam;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a handler: its calls become units of work.
 *
 * <p>For a class with handlers the annotation processor writes a wrapper, {@code <Class>InContext},
 * that has a method for each of them. A call of the wrapper's method opens a context, runs the
 * handler on an executor, commits when it returns, rolls back when it throws anything at all, and
 * closes the context in every case.
 *
 * <pre>{@code
 * public class People {
 *   @ContextHandler
 *   void adopt(Session session, String parentName, String childName) { … }
 * }
 *
 * PeopleInContext people = new PeopleInContext(contexts, new People());
 * CompletableFuture<Void> adopted = people.adopt("Senior", "Junior");
 * }</pre>
 *
 * <p>Parameters of type {@link Context}, {@link java.sql.Connection}, Hibernate's {@code Session}
 * and {@code StatelessSession}, and {@code jakarta.persistence.EntityManager} are taken from the
 * context, and so is every parameter marked {@link FromContext}. All others become parameters of
 * the wrapper's method.
 *
 * <p>A handler that returns a {@link java.util.concurrent.CompletionStage} runs on the calling
 * thread, and its context stays open until the stage completes. What blocks is done with {@link
 * Context#call(Class, ContextFunction)}. A stage that fails undoes the work, as a handler that
 * throws does.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ContextHandler {

  /**
   * The name of the executor and of the database that are meant when nothing else is said:
   * {@value}.
   */
  String DEFAULT = "default";

  /**
   * The value of {@link #executor()} for a handler that runs on the calling thread: {@value}. Its
   * wrapper method returns what the handler returns and throws what the handler throws. The caller
   * waits, so this is for threads that may block.
   */
  String CALLER = "caller";

  /**
   * The executor that runs the handler; for one that returns a stage, the executor of {@link
   * Context#call(Class, ContextFunction)}.
   *
   * @return a name that was given to {@link ContextFactory.Builder#executor}, or {@link #CALLER};
   *     {@value #DEFAULT} unless set
   */
  String executor() default DEFAULT;

  /**
   * The database of the handler: whose connection and sessions its parameters are, unless {@link
   * FromContext} names another one, and whose permit it needs to run.
   *
   * @return a name that was given to {@link ContextFactory.Builder#database}; {@value #DEFAULT}
   *     unless set
   */
  String database() default DEFAULT;

  /**
   * Whether the connection is set read-only while the handler has it. What that means is the
   * driver's business ({@link java.sql.Connection#setReadOnly}): PostgreSQL refuses to write, H2
   * ignores it. A Hibernate session does not look for changes in what it loads.
   *
   * @return false unless set
   */
  boolean readOnly() default false;

  /**
   * The isolation of the handler's transactions.
   *
   * @return {@link Isolation#DEFAULT} unless set
   */
  Isolation isolation() default Isolation.DEFAULT;

  /**
   * How long a call may take in all: waiting for admission, connecting, the handler itself, the
   * commit, and all {@linkplain #attempts() attempts}.
   *
   * @return amounts with units such as {@code "500ms"}, {@code "2s"}, {@code "1m30s"}, {@code
   *     "1h"}, or ISO-8601 such as {@code "PT1.5S"}; checked by the compiler; empty, the default,
   *     stands for {@link ContextFactory.Builder#timeout}
   */
  String timeout() default "";

  /**
   * How often the handler is run when the database asks for another try: after a serialization
   * failure (SQLState 40001), a deadlock (40P01), a failed optimistic lock, and what {@link
   * #retryOn()} adds. Each attempt has a context of its own.
   *
   * @return at least 1; 1, the default, means no second try
   */
  int attempts() default 1;

  /**
   * Further exceptions that are worth another attempt; their subclasses too.
   *
   * @return none unless set
   */
  Class<? extends Throwable>[] retryOn() default {};

  /**
   * Exceptions that do not undo the work: when the handler throws one of these or a subclass, the
   * transaction is committed and the exception thrown on.
   *
   * @return none unless set
   */
  Class<? extends Throwable>[] dontRollbackOn() default {};
}
