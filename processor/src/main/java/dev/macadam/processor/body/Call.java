package dev.macadam.processor.body;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.macadam.processor.read.Enclosing;
import dev.macadam.processor.read.Lineage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * The call of a method, or a reference to one.
 *
 * @param path the whole expression
 * @param shown what is underlined: the method that is selected
 * @param method what is called
 * @param receiver what it is called on, a class for many static methods; empty where nothing is
 *     written, and for a reference of which the first argument is the receiver
 * @param arguments those that are written; none for a reference
 */
record Call(
    TreePath path,
    TreePath shown,
    ExecutableElement method,
    Optional<TreePath> receiver,
    List<TreePath> arguments) {

  static Optional<Call> of(TreePath path, Trees trees) {
    if (!(trees.getElement(path) instanceof ExecutableElement method)) {
      return Optional.empty();
    }
    if (path.getLeaf() instanceof MethodInvocationTree call) {
      TreePath shown = new TreePath(path, call.getMethodSelect());
      return Optional.of(
          new Call(
              path,
              shown,
              method,
              call.getMethodSelect() instanceof MemberSelectTree select
                  ? Optional.of(new TreePath(shown, select.getExpression()))
                  : Optional.empty(),
              call.getArguments().stream().map(each -> new TreePath(path, each)).toList()));
    }
    if (path.getLeaf() instanceof MemberReferenceTree reference
        && reference.getMode() == MemberReferenceTree.ReferenceMode.INVOKE) {
      ExpressionTree qualifier = reference.getQualifierExpression();
      return Optional.of(
          new Call(
              path,
              path,
              method,
              Optional.of(new TreePath(path, qualifier))
                  .filter(each -> !(trees.getElement(each) instanceof TypeElement)),
              List.of()));
    }
    return Optional.empty();
  }

  String name() {
    return method.getSimpleName().toString();
  }

  /** The class that declares the method. */
  TypeElement owner() {
    return Enclosing.typeOf(method);
  }

  /** Whether a class, or one that it extends or implements, declares the method. */
  boolean isOn(String qualifiedName) {
    return lineage().contains(qualifiedName);
  }

  Set<String> lineage() {
    return Lineage.of(owner().asType());
  }

  /** As people say it: {@code Thread.sleep}. */
  String display() {
    return owner().getSimpleName() + "." + name();
  }
}
