package dev.macadam.processor.body;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** The shapes of expressions. */
final class Expressions {

  private Expressions() {}

  /** An expression without the parentheses and casts around it. */
  static TreePath bare(TreePath expression) {
    TreePath inner = expression;
    while (true) {
      if (inner.getLeaf() instanceof ParenthesizedTree parentheses) {
        inner = new TreePath(inner, parentheses.getExpression());
      } else if (inner.getLeaf() instanceof TypeCastTree cast) {
        inner = new TreePath(inner, cast.getExpression());
      } else {
        return inner;
      }
    }
  }

  /** The outermost of the parentheses and casts around an expression, or the expression itself. */
  static TreePath dressed(TreePath expression) {
    TreePath outer = expression;
    while (outer.getParentPath().getLeaf() instanceof ParenthesizedTree
        || outer.getParentPath().getLeaf() instanceof TypeCastTree) {
      outer = outer.getParentPath();
    }
    return outer;
  }

  /** Whether an expression is {@code this}, or that of an outer class. */
  static boolean isThis(ExpressionTree expression) {
    Tree tree = expression;
    return (tree instanceof IdentifierTree name && name.getName().contentEquals("this"))
        || (tree instanceof MemberSelectTree outer && outer.getIdentifier().contentEquals("this"));
  }

  /**
   * Whether an expression is a function that is written here: a lambda, a method reference, or a
   * new object of a class that the JDK does not have.
   */
  static boolean isFunction(TreePath expression, Trees trees) {
    Tree tree = expression.getLeaf();
    return tree instanceof LambdaExpressionTree
        || tree instanceof MemberReferenceTree
        || (tree instanceof NewClassTree
            && trees.getElement(expression) instanceof ExecutableElement constructor
            && constructor.getEnclosingElement() instanceof TypeElement type
            && !type.getQualifiedName().toString().startsWith("java."));
  }
}
