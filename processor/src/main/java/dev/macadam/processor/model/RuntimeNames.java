package dev.macadam.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.Set;

/**
 * The runtime's names. The processor refers to the runtime by name only, here and nowhere else, so
 * that the runtime is not on the processor's own path.
 */
public final class RuntimeNames {

  private static final String API = "dev.macadam";
  private static final String SUPPORT = "dev.macadam.support";

  /** The annotation that makes a method a handler. */
  public static final ClassName CONTEXT_HANDLER = ClassName.get(API, "ContextHandler");

  /** The annotation that takes a parameter from the context. */
  public static final ClassName FROM_CONTEXT = ClassName.get(API, "FromContext");

  /** The context. */
  public static final ClassName CONTEXT = ClassName.get(API, "Context");

  /** The context factory, which a wrapper's constructor takes. */
  public static final ClassName CONTEXT_FACTORY = ClassName.get(API, "ContextFactory");

  /** The enum of isolation levels. */
  public static final ClassName ISOLATION = ClassName.get(API, "Isolation");

  /** What a handler's annotation says, as a value. */
  public static final ClassName HANDLER_DEFINITION = ClassName.get(SUPPORT, "HandlerDefinition");

  /** What runs the body of a wrapper's method. */
  public static final ClassName HANDLER_SUPPORT = ClassName.get(SUPPORT, "HandlerSupport");

  /** The context as a wrapper sees it. */
  public static final ClassName HANDLER_CONTEXT = ClassName.get(SUPPORT, "HandlerContext");

  /** The name of the default executor and database, {@code ContextHandler.DEFAULT}. */
  public static final String DEFAULT = "default";

  /** The executor that is the calling thread, {@code ContextHandler.CALLER}. */
  public static final String CALLER = "caller";

  /** The isolation that is not set, {@code Isolation.DEFAULT}. */
  public static final String DEFAULT_ISOLATION = "DEFAULT";

  /** Types that come from the context without further ado, by qualified name. */
  public static final Set<String> CONTEXT_TYPES =
      Set.of(
          "dev.macadam.Context",
          "java.sql.Connection",
          "org.hibernate.Session",
          "org.hibernate.StatelessSession",
          "jakarta.persistence.EntityManager");

  private RuntimeNames() {}
}
