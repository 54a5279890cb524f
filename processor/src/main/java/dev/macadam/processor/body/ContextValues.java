package dev.macadam.processor.body;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.macadam.processor.model.RuntimeNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Knows which expressions of a body are the handler's context, or a session or connection of it:
 * parameters, what {@code context.get} and its like give, and variables that hold nothing else.
 */
final class ContextValues {

  private static final String CONTEXT = RuntimeNames.CONTEXT.canonicalName();
  private static final Set<String> GIVING = Set.of("get", "connection", "child");

  /** Methods of the context that pass it, or something of it, to a function. */
  static final Set<String> LENDING = Set.of("call", "run", "inContext", "fromContext");

  private final Trees trees;
  private final VariableUses uses;
  private final Map<Element, Value> variables = new HashMap<>();

  ContextValues(Trees trees, VariableUses uses) {
    this.trees = trees;
    this.uses = uses;
  }

  /**
   * Something that belongs to the context.
   *
   * @param type its simple name, {@code Session} for example
   * @param isContext whether it is the context itself
   * @param display what to call it
   * @param variable that holds it; null for a call that gives it
   */
  record Value(String type, boolean isContext, String display, @Nullable Element variable) {

    private Value in(Element variable) {
      return new Value(
          type, isContext, "the " + type + " '" + variable.getSimpleName() + "'", variable);
    }
  }

  /** Takes in the parameters of the handler that come from the context. */
  void addParameters(TreePath handler) {
    for (VariableTree parameter : ((MethodTree) handler.getLeaf()).getParameters()) {
      addParameter(new TreePath(handler, parameter));
    }
  }

  /** Takes in the parameters of a function, if it is one that the context lends something. */
  void addParameters(TreePath lambda, LambdaExpressionTree tree) {
    TreePath around = Expressions.dressed(lambda).getParentPath();
    boolean lent =
        around.getLeaf() instanceof MethodInvocationTree
            && Call.of(around, trees).filter(call -> isOnContext(call, LENDING)).isPresent();
    if (lent) {
      tree.getParameters().forEach(each -> addParameter(new TreePath(lambda, each)));
    }
  }

  private void addParameter(TreePath parameter) {
    Element element = trees.getElement(parameter);
    if (element != null) {
      value(element.asType()).ifPresent(value -> put(element, value));
    }
  }

  /** Takes in a variable that was declared with a value of the context. */
  void addVariable(TreePath variable, Value value) {
    Element element = trees.getElement(variable);
    if (element != null) {
      put(element, value);
    }
  }

  private void put(Element variable, Value value) {
    if (!uses.isAssigned(variable)) {
      variables.put(variable, value.in(variable));
    }
  }

  /** The value of the context that an expression is, if that is certain. */
  Optional<Value> of(TreePath expression) {
    TreePath bare = Expressions.bare(expression);
    if (bare.getLeaf() instanceof IdentifierTree) {
      return Optional.ofNullable(variables.get(trees.getElement(bare)));
    }
    return bare.getLeaf() instanceof MethodInvocationTree
        ? Call.of(bare, trees).flatMap(this::given)
        : Optional.empty();
  }

  /** What a call of the context gives. */
  Optional<Value> given(Call call) {
    return isOnContext(call, GIVING) ? value(trees.getTypeMirror(call.path())) : Optional.empty();
  }

  private boolean isOnContext(Call call, Set<String> names) {
    return names.contains(call.name())
        && call.owner().getQualifiedName().contentEquals(CONTEXT)
        && call.receiver().flatMap(this::of).filter(Value::isContext).isPresent();
  }

  /** Only the types of which it is certain: what else comes from a context may be for all. */
  private static Optional<Value> value(TypeMirror type) {
    if (type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element) {
      String name = element.getQualifiedName().toString();
      String simpleName = element.getSimpleName().toString();
      if (RuntimeNames.CONTEXT_TYPES.contains(name)) {
        return Optional.of(
            new Value(
                simpleName, name.equals(CONTEXT), "the " + simpleName + " of its context", null));
      }
    }
    return Optional.empty();
  }
}
