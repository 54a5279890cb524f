package dev.macadam.processor.body;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a body does with its variables as a whole, found before anything is judged: it is what makes
 * the difference between certain and likely.
 */
final class VariableUses {

  private static final Set<String> REMOVING =
      Set.of("remove", "removeAll", "removeIf", "clear", "poll", "pop", "take");

  /**
   * What is done with a future by those who do not know, and do not ask, whether it is complete.
   */
  private static final Set<String> AWAITING =
      Set.of(
          "join",
          "get",
          "thenApply",
          "thenAccept",
          "thenRun",
          "thenCompose",
          "handle",
          "whenComplete",
          "exceptionally",
          "orTimeout",
          "copy",
          "toCompletableFuture");

  private final Set<Element> assigned = new HashSet<>();
  private final Set<Element> emptied = new HashSet<>();
  private final Set<Element> functions = new HashSet<>();
  private final Set<Element> notJustAwaited = new HashSet<>();

  VariableUses(TreePath method, Trees trees) {
    new Finder(trees).scan(method, null);
  }

  /** Whether a variable is given a value after its declaration. */
  boolean isAssigned(Element variable) {
    return assigned.contains(variable);
  }

  /** Whether something is taken out of the collection that a variable holds. */
  boolean isEmptied(Element variable) {
    return emptied.contains(variable);
  }

  /** Whether a variable is declared as a lambda or the like, which does as it pleases. */
  boolean isFunction(Element variable) {
    return functions.contains(variable);
  }

  /** Whether a future is waited for and nothing else, so that it may well be incomplete. */
  boolean isJustAwaited(Element variable) {
    return !notJustAwaited.contains(variable);
  }

  private final class Finder extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final Trees trees;

    Finder(Trees trees) {
      this.trees = trees;
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void nothing) {
      add(tree.getVariable(), assigned);
      return super.visitAssignment(tree, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
      ExpressionTree value = tree.getInitializer();
      if (value != null && Expressions.isFunction(new TreePath(getCurrentPath(), value), trees)) {
        add(getCurrentPath(), functions);
      }
      return super.visitVariable(tree, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
      if (tree.getMethodSelect() instanceof MemberSelectTree select
          && REMOVING.contains(select.getIdentifier().toString())) {
        add(select.getExpression(), emptied);
      }
      return super.visitMethodInvocation(tree, null);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void nothing) {
      boolean awaited =
          getCurrentPath().getParentPath().getLeaf() instanceof MemberSelectTree select
              && AWAITING.contains(select.getIdentifier().toString());
      if (!awaited) {
        add(getCurrentPath(), notJustAwaited);
      }
      return super.visitIdentifier(tree, null);
    }

    private void add(ExpressionTree variable, Set<Element> set) {
      add(new TreePath(getCurrentPath(), variable), set);
    }

    private void add(TreePath variable, Set<Element> set) {
      Element element = trees.getElement(variable);
      if (element != null) {
        set.add(element);
      }
    }
  }
}
