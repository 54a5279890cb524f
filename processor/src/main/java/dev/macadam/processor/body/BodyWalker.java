package dev.macadam.processor.body;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through a body, always knowing where what it sees will run, and shows it to the rules. */
final class BodyWalker extends TreePathScanner<@Nullable Void, Place> {

  private final HandlerBody body;
  private final List<BodyRule> rules;
  private final Functions functions;

  BodyWalker(HandlerBody body, List<BodyRule> rules) {
    this.body = body;
    this.rules = rules;
    this.functions = new Functions(body.trees(), body.uses(), body.returnsStage());
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, Place place) {
    showCall(place);
    return super.visitMethodInvocation(tree, place);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, Place place) {
    showCall(functions.placeOf(getCurrentPath(), place));
    return super.visitMemberReference(tree, place);
  }

  private void showCall(Place place) {
    Call.of(getCurrentPath(), body.trees())
        .ifPresent(call -> rules.forEach(rule -> rule.atCall(call, place)));
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, Place place) {
    body.values().addParameters(getCurrentPath(), tree);
    return super.visitLambdaExpression(tree, functions.placeOf(getCurrentPath(), place));
  }

  /** A class inside of the body: its methods run when somebody calls them. */
  @Override
  public @Nullable Void visitClass(ClassTree tree, Place place) {
    TreePath creation = getCurrentPath().getParentPath();
    boolean anonymous = creation.getLeaf() instanceof NewClassTree;
    Place methods = anonymous ? functions.placeOfMethods(creation, place) : Place.UNKNOWN;
    Place fields = anonymous ? place : Place.UNKNOWN;
    for (Tree member : tree.getMembers()) {
      scan(member, member instanceof MethodTree ? methods : fields);
    }
    return null;
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, Place place) {
    ExpressionTree value = tree.getInitializer();
    if (value != null) {
      TreePath path = new TreePath(getCurrentPath(), value);
      addVariable(getCurrentPath(), path, place);
      rules.forEach(rule -> rule.atVariable(getCurrentPath(), path));
    }
    return super.visitVariable(tree, place);
  }

  @Override
  public @Nullable Void visitInstanceOf(InstanceOfTree tree, Place place) {
    if (tree.getPattern() instanceof BindingPatternTree pattern) {
      TreePath patternPath = new TreePath(getCurrentPath(), pattern);
      addVariable(
          new TreePath(patternPath, pattern.getVariable()),
          new TreePath(getCurrentPath(), tree.getExpression()),
          place);
    }
    return super.visitInstanceOf(tree, place);
  }

  /**
   * What was taken from the context where it must not be is reported there, and not once more where
   * it is used.
   */
  private void addVariable(TreePath variable, TreePath value, Place place) {
    body.values()
        .of(value)
        .filter(known -> known.variable() != null || !place.isForeign())
        .ifPresent(known -> body.values().addVariable(variable, known));
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree tree, Place place) {
    TreePath target = new TreePath(getCurrentPath(), tree.getVariable());
    TreePath value = new TreePath(getCurrentPath(), tree.getExpression());
    rules.forEach(rule -> rule.atAssignment(target, value, place));
    return super.visitAssignment(tree, place);
  }
}
