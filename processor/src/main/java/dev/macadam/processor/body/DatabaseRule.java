package dev.macadam.processor.body;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreePath;
import dev.macadam.processor.report.Diagnostic;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;

/**
 * A handler that returns a stage must not use a database on the calling thread. Once the first call
 * is reported, what follows from it is not.
 */
final class DatabaseRule implements BodyRule {

  private static final Set<String> SESSION_METHODS =
      Set.of(
          "find",
          "get",
          "persist",
          "merge",
          "refresh",
          "lock",
          "flush",
          "insert",
          "update",
          "upsert",
          "delete",
          "doWork",
          "doReturningWork",
          "byId",
          "findMultiple",
          "getMultiple");

  /** What asks the database, and does not just prepare to. */
  private static final Methods ASKING =
      new Methods(
          Map.ofEntries(
              Map.entry("javax.sql.DataSource", Set.of("getConnection")),
              Map.entry("java.sql.DriverManager", Set.of("getConnection")),
              Map.entry("java.sql.Connection", Set.of("commit", "rollback", "isValid")),
              Map.entry(
                  "java.sql.Statement",
                  Set.of(
                      "execute",
                      "executeQuery",
                      "executeUpdate",
                      "executeBatch",
                      "executeLargeUpdate",
                      "executeLargeBatch")),
              Map.entry(
                  "java.sql.PreparedStatement",
                  Set.of("execute", "executeQuery", "executeUpdate", "executeLargeUpdate")),
              Map.entry("jakarta.persistence.EntityManager", SESSION_METHODS),
              Map.entry("org.hibernate.Session", SESSION_METHODS),
              Map.entry("org.hibernate.StatelessSession", SESSION_METHODS),
              Map.entry("org.hibernate.SharedSessionContract", SESSION_METHODS),
              Map.entry(
                  "jakarta.persistence.Query",
                  Set.of(
                      "getResultList",
                      "getResultStream",
                      "getSingleResult",
                      "getSingleResultOrNull",
                      "executeUpdate")),
              Map.entry(
                  "org.hibernate.query.SelectionQuery",
                  Set.of(
                      "list",
                      "stream",
                      "scroll",
                      "uniqueResult",
                      "uniqueResultOptional",
                      "getResultList",
                      "getResultStream",
                      "getSingleResult",
                      "getSingleResultOrNull",
                      "getResultCount")),
              Map.entry("org.hibernate.query.MutationQuery", Set.of("executeUpdate"))));

  private final HandlerBody body;
  private final Set<Element> explained = new HashSet<>();

  DatabaseRule(HandlerBody body) {
    this.body = body;
  }

  @Override
  public void atVariable(TreePath variable, TreePath value) {
    Element element = body.trees().getElement(variable);
    if (element != null && isExplained(value)) {
      explained.add(element);
    }
  }

  @Override
  public void atCall(Call call, Place place) {
    if (place == Place.CALLING_THREAD
        && ASKING.contain(call)
        && call.receiver().filter(this::isExplained).isEmpty()) {
      body.report(Diagnostic.DATABASE_ON_CALLING_THREAD, call.shown(), call.display());
      call.receiver().ifPresent(this::explain);
    }
  }

  /** Whether an expression is, or comes from, what is or will be reported anyway. */
  private boolean isExplained(TreePath expression) {
    TreePath bare = Expressions.bare(expression);
    if (body.values().of(bare).isPresent() || explained.contains(body.trees().getElement(bare))) {
      return true;
    }
    Optional<Call> call = Call.of(bare, body.trees());
    return call.isPresent()
        && (ASKING.contain(call.get())
            || call.get().receiver().filter(this::isExplained).isPresent());
  }

  /** Remembers the variable at the beginning of a chain of calls. */
  private void explain(TreePath expression) {
    TreePath bare = Expressions.bare(expression);
    if (bare.getLeaf() instanceof IdentifierTree || bare.getLeaf() instanceof MemberSelectTree) {
      if (body.trees().getElement(bare) instanceof VariableElement variable) {
        explained.add(variable);
      }
    } else {
      Call.of(bare, body.trees()).flatMap(Call::receiver).ifPresent(this::explain);
    }
  }
}
