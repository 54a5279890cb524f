package dev.macadam.processor.body;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreePath;
import dev.macadam.processor.report.Diagnostic;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;

/**
 * What belongs to the context must not stay in a field. Fields of other objects are left alone:
 * such an object may be one that lives no longer than the call.
 */
final class KeptValueRule implements BodyRule {

  private static final Methods COLLECTING =
      new Methods(
          Map.of(
              "java.util.Collection",
              Set.of("add"),
              "java.util.List",
              Set.of("set"),
              "java.util.Queue",
              Set.of("offer"),
              "java.util.Deque",
              Set.of("addFirst", "addLast", "offerFirst", "offerLast", "push"),
              "java.util.Map",
              Set.of("put", "putIfAbsent", "replace")));

  private final HandlerBody body;

  KeptValueRule(HandlerBody body) {
    this.body = body;
  }

  @Override
  public void atAssignment(TreePath target, TreePath value, Place place) {
    field(target).ifPresent(field -> report(field, value, place));
  }

  @Override
  public void atCall(Call call, Place place) {
    if (!call.arguments().isEmpty() && COLLECTING.contain(call)) {
      // The last argument: a key may be held weakly, and nobody keeps a session by its index.
      TreePath value = call.arguments().get(call.arguments().size() - 1);
      call.receiver()
          .flatMap(this::staticField)
          .filter(field -> !body.uses().isEmptied(field))
          .ifPresent(field -> report(field, value, place));
    }
  }

  private void report(Element field, TreePath value, Place place) {
    body.values()
        .of(value)
        // What may not even be taken from the context here is reported for that.
        .filter(kept -> kept.variable() != null || !place.isForeign())
        .ifPresent(
            kept ->
                body.report(
                    Diagnostic.VALUE_KEPT,
                    body.shown(value),
                    kept.display(),
                    field.getSimpleName().toString()));
  }

  private Optional<Element> field(TreePath target) {
    TreePath bare = Expressions.bare(target);
    if (bare.getLeaf() instanceof ArrayAccessTree element) {
      return staticField(new TreePath(bare, element.getExpression()));
    }
    boolean own =
        bare.getLeaf() instanceof IdentifierTree
            || (bare.getLeaf() instanceof MemberSelectTree select
                && Expressions.isThis(select.getExpression()));
    return own ? fieldNamed(bare) : staticField(bare);
  }

  private Optional<Element> staticField(TreePath expression) {
    return fieldNamed(Expressions.bare(expression))
        .filter(field -> field.getModifiers().contains(Modifier.STATIC));
  }

  /** A field that outlives the call; one of a class inside of the handler does not. */
  private Optional<Element> fieldNamed(TreePath name) {
    if (!(name.getLeaf() instanceof ExpressionTree)) {
      return Optional.empty();
    }
    Element element = body.trees().getElement(name);
    return element != null
            && element.getKind() == ElementKind.FIELD
            && element.getEnclosingElement() instanceof TypeElement owner
            && (owner.getNestingKind() == NestingKind.TOP_LEVEL
                || owner.getNestingKind() == NestingKind.MEMBER)
        ? Optional.of(element)
        : Optional.empty();
  }
}
