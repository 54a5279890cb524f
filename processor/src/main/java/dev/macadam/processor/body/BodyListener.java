package dev.macadam.processor.body;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.macadam.processor.read.HandlerFinder;
import dev.macadam.processor.report.Severity;
import java.util.function.Predicate;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * Is shown each top-level class after javac has attributed it, and reads the bodies of its
 * handlers. Not earlier: who resolves a symbol in a round of processing makes javac keep quiet
 * about other mistakes in that body.
 */
final class BodyListener implements TaskListener {

  private final Trees trees;
  private final Predicate<String> hasHandlers;
  private final BodyReporter reporter;
  private final HandlerCheck check;
  private boolean failed;

  BodyListener(
      Trees trees, Predicate<String> hasHandlers, BodyReporter reporter, HandlerCheck check) {
    this.trees = trees;
    this.hasHandlers = hasHandlers;
    this.reporter = reporter;
    this.check = check;
  }

  /** What is done with the body of a handler. */
  interface HandlerCheck {
    void check(TreePath method, ExecutableElement element, BodyReporter reporter);
  }

  static void register(
      ProcessingEnvironment javac, Severity severity, Predicate<String> hasHandlers) {
    Trees trees = Trees.instance(javac);
    BodyReporter reporter = new BodyReporter(trees, severity);
    HandlerCheck check = (method, element, to) -> HandlerBody.check(trees, method, element, to);
    JavacTask.instance(javac)
        .addTaskListener(new BodyListener(trees, hasHandlers, reporter, check));
  }

  @Override
  public void finished(TaskEvent event) {
    if (event.getKind() != TaskEvent.Kind.ANALYZE || failed) {
      return;
    }
    CompilationUnitTree unit = event.getCompilationUnit();
    TreePath file = new TreePath(unit);
    for (Tree declaration : unit.getTypeDecls()) {
      // A file with several classes comes once for each, and those before are no longer whole.
      TreePath path = new TreePath(file, declaration);
      if (declaration instanceof ClassTree type
          && event.getTypeElement().equals(trees.getElement(path))) {
        visit(type, path);
      }
    }
  }

  private void visit(ClassTree type, TreePath path) {
    boolean found =
        trees.getElement(path) instanceof TypeElement element
            && hasHandlers.test(element.getQualifiedName().toString());
    for (Tree member : type.getMembers()) {
      TreePath memberPath = new TreePath(path, member);
      if (member instanceof ClassTree nested) {
        visit(nested, memberPath);
      } else if (found
          && member instanceof MethodTree method
          && method.getBody() != null
          && trees.getElement(memberPath) instanceof ExecutableElement element
          && HandlerFinder.isHandler(element)) {
        checkGuarded(memberPath, element);
      }
    }
  }

  /** Whatever goes wrong here is no reason for the user's build to fail, and is said once. */
  private void checkGuarded(TreePath method, ExecutableElement element) {
    if (failed) {
      return;
    }
    try {
      check.check(method, element, reporter);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError failure) {
      failed = true;
      reporter.reportFailure(method, failure);
    }
  }
}
