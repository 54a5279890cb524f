package dev.macadam.processor.body;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.macadam.processor.read.Enclosing;
import dev.macadam.processor.read.Lineage;
import dev.macadam.processor.read.TypeDisplay;
import dev.macadam.processor.report.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.lang.model.element.ExecutableElement;

/**
 * The body of one handler, and what its rules share.
 *
 * @param trees of the compilation
 * @param name the handler's
 * @param className the name of its class, for people
 * @param returnsStage whether it runs on the calling thread
 * @param uses what becomes of its variables
 * @param values which expressions belong to its context
 * @param reporter prints what is found
 */
record HandlerBody(
    Trees trees,
    String name,
    String className,
    boolean returnsStage,
    VariableUses uses,
    ContextValues values,
    BodyReporter reporter) {

  /** Looks for all mistakes in the body of a handler. */
  static void check(
      Trees trees, TreePath handler, ExecutableElement element, BodyReporter reporter) {
    VariableUses uses = new VariableUses(handler, trees);
    ContextValues values = new ContextValues(trees, uses);
    values.addParameters(handler);
    HandlerBody body =
        new HandlerBody(
            trees,
            element.getSimpleName().toString(),
            TypeDisplay.of(Enclosing.typeOf(element)),
            Lineage.of(element.getReturnType()).contains(CompletionStage.class.getName()),
            uses,
            values,
            reporter);
    List<BodyRule> rules =
        List.of(
            new KeptValueRule(body),
            new OtherThreadRule(body),
            new OutsideOfCallRule(body),
            new WrapperWaitRule(body),
            new BlockingRule(body),
            new DatabaseRule(body));
    MethodTree method = (MethodTree) handler.getLeaf();
    new BodyWalker(body, rules)
        .scan(
            new TreePath(handler, method.getBody()),
            body.returnsStage() ? Place.CALLING_THREAD : Place.HANDLER);
  }

  /** Prints a finding about this handler, whose name and class are the first two arguments. */
  void report(Diagnostic diagnostic, TreePath where, String... arguments) {
    List<String> all = new ArrayList<>(List.of(name, className));
    all.addAll(List.of(arguments));
    reporter.report(diagnostic, where, all);
  }

  /** The place of an expression that is underlined: the method, if it is a call. */
  TreePath shown(TreePath expression) {
    TreePath bare = Expressions.bare(expression);
    return Call.of(bare, trees).map(Call::shown).orElse(bare);
  }
}
