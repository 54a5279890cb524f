package dev.macadam.processor.body;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.macadam.processor.read.Lineage;
import java.util.Optional;

/** Streams that are made, worked on and used up in one expression. */
final class Pipelines {

  private static final String STREAM = "java.util.stream.BaseStream";

  private final Trees trees;

  Pipelines(Trees trees) {
    this.trees = trees;
  }

  /** Whether a call is of a method of a stream. */
  static boolean isStep(Call call) {
    return call.owner().getQualifiedName().toString().startsWith("java.util.stream.")
        && call.isOn(STREAM);
  }

  /** Whether the functions of this pipeline are run by several threads: the last word counts. */
  boolean isParallel(Call step) {
    for (Optional<Call> each = Optional.of(last(step)); each.isPresent(); each = before(each)) {
      switch (each.get().name()) {
        case "parallel", "parallelStream" -> {
          return true;
        }
        case "sequential", "stream" -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  /** Whether this pipeline begins with a collection and has a result that is no stream. */
  boolean isWhole(Call step) {
    Call last = last(step);
    if (Lineage.of(last.method().getReturnType()).contains(STREAM)) {
      return false;
    }
    for (Optional<Call> each = Optional.of(last); each.isPresent(); each = before(each)) {
      if (each.get().name().equals("stream") && each.get().isOn("java.util.Collection")) {
        return true;
      }
    }
    return false;
  }

  private Call last(Call step) {
    Call last = step;
    while (true) {
      TreePath select = last.path().getParentPath();
      TreePath next = select.getParentPath();
      if (!(select.getLeaf() instanceof MemberSelectTree)
          || !(next.getLeaf() instanceof MethodInvocationTree)) {
        return last;
      }
      Optional<Call> call = Call.of(next, trees).filter(Pipelines::isStep);
      if (call.isEmpty()) {
        return last;
      }
      last = call.get();
    }
  }

  private Optional<Call> before(Optional<Call> call) {
    return call.flatMap(Call::receiver)
        .map(Expressions::bare)
        .filter(each -> each.getLeaf() instanceof MethodInvocationTree)
        .flatMap(each -> Call.of(each, trees));
  }
}
