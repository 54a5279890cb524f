package dev.macadam.processor.body;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.DiagnosticReporter;
import dev.macadam.processor.report.Severity;
import dev.macadam.processor.report.StackTraces;
import java.util.List;
import javax.tools.Diagnostic.Kind;

/** Prints what is found in bodies, at the very expression. */
final class BodyReporter {

  private final Trees trees;
  private final Kind kind;

  BodyReporter(Trees trees, Severity severity) {
    this.trees = trees;
    this.kind = severity == Severity.ERROR ? Kind.ERROR : Kind.WARNING;
  }

  /** Prints a finding, unless a variable, method or class around it suppresses it. */
  void report(Diagnostic diagnostic, TreePath where, List<String> arguments) {
    if (!isSuppressed(diagnostic, where)) {
      print(kind, diagnostic, where, arguments);
    }
  }

  /** Says in a note that we failed: the build goes on, without checks of bodies. */
  void reportFailure(TreePath method, Throwable failure) {
    String name = ((MethodTree) method.getLeaf()).getName().toString();
    print(
        Kind.NOTE,
        Diagnostic.PROCESSOR_BUG,
        method,
        List.of(
            "the body of '" + name + "'",
            StackTraces.textOf(failure),
            "-Amacadam.bodyChecks=ignore avoids it"));
  }

  private void print(Kind as, Diagnostic diagnostic, TreePath where, List<String> arguments) {
    trees.printMessage(
        as, diagnostic.message(arguments), where.getLeaf(), where.getCompilationUnit());
  }

  private boolean isSuppressed(Diagnostic diagnostic, TreePath where) {
    for (TreePath scope = where; scope != null; scope = scope.getParentPath()) {
      if ((scope.getLeaf() instanceof VariableTree || scope.getLeaf() instanceof MethodTree)
          && DiagnosticReporter.isSuppressed(diagnostic, trees.getElement(scope))) {
        return true;
      }
    }
    return false;
  }
}
