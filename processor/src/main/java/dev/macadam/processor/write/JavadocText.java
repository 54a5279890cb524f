package dev.macadam.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.HandlerOptions;
import dev.macadam.processor.model.WrapperModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the comments of a wrapper say. */
final class JavadocText {

  private JavadocText() {}

  static CodeBlock ofClass(WrapperModel wrapper) {
    boolean hasStages = wrapper.handlers().stream().anyMatch(each -> each.result().isStage());
    return CodeBlock.of(
        """
        Runs the handlers of {@link $T} in contexts. Each call is a unit of work
        that commits when the handler $L.
        """,
        wrapper.handlerName(),
        hasStages
            ? "returns, or the stage that it returned completes,\nand rolls back when either fails"
            : "returns and rolls back when it throws");
  }

  static CodeBlock ofConstructor(WrapperModel wrapper) {
    CodeBlock.Builder text =
        CodeBlock.builder()
            .add("Creates the wrapper.\n\n")
            .add("@param contexts opens the contexts, and has the databases and executors\n");
    if (wrapper.needsInstance()) {
      text.add("@param handlers whose methods are run\n");
    }
    return text.add("@throws IllegalArgumentException if a handler needs something that\n")
        .add("    {@code contexts} does not have\n")
        .build();
  }

  static CodeBlock ofMethod(WrapperModel wrapper, HandlerModel handler) {
    CodeBlock.Builder text =
        CodeBlock.builder()
            .add("Runs $L\n", reference(wrapper, handler))
            .add("$L.\n", where(handler));
    String options = OptionText.of(handler.options());
    if (!options.isEmpty()) {
      text.add("\n$L\n", options);
    }
    if (!handler.options().runsInCaller()) {
      text.add("\n@return completes after the commit, or with the failure after the rollback\n");
    } else if (!handler.result().isVoid()) {
      text.add("\n@return what the handler returned, after the commit\n");
    }
    return text.build();
  }

  /** A link to the handler, or its name where the link would be taken for something else. */
  private static CodeBlock reference(WrapperModel wrapper, HandlerModel handler) {
    if (!isLinkable(wrapper, handler)) {
      return CodeBlock.of("{@code $L.$L}", wrapper.handlerClass().simpleName(), handler.name());
    }
    CodeBlock parameters =
        handler.linkParameters().stream()
            .map(type -> CodeBlock.of("$T", type))
            .collect(CodeBlock.joining(", "));
    return CodeBlock.of("{@link $T#$N($L)}", wrapper.handlerName(), handler.name(), parameters);
  }

  /**
   * Type variables hide classes, and a method with the name of its class looks like a constructor.
   */
  private static boolean isLinkable(WrapperModel wrapper, HandlerModel handler) {
    Set<String> named = new HashSet<>(wrapper.handlerClass().simpleNames());
    handler.linkParameters().forEach(type -> named.addAll(simpleNames(type)));
    return !handler.name().equals(wrapper.handlerClass().simpleName())
        && Stream.concat(wrapper.typeVariables().stream(), handler.typeVariables().stream())
            .noneMatch(variable -> named.contains(variable.name()));
  }

  private static List<String> simpleNames(TypeName type) {
    if (type instanceof ArrayTypeName array) {
      return simpleNames(array.componentType());
    }
    return type instanceof ClassName name ? name.simpleNames() : List.of();
  }

  private static String where(HandlerModel handler) {
    HandlerOptions options = handler.options();
    String executor = "on the executor " + quoted(options.executor().value());
    String database = ", with the database " + quoted(options.database().value());
    if (handler.result().isStage()) {
      return "on the calling thread, and its work in the context\n" + executor + database;
    }
    return (options.runsInCaller() ? "on the calling thread" : executor) + database;
  }

  /** The name as text, whatever it contains: tags, the end of a comment, Unicode escapes. */
  private static String quoted(String name) {
    StringBuilder text = new StringBuilder("\"");
    for (int index = 0; index < name.length(); index++) {
      char each = name.charAt(index);
      boolean plain = Character.isLetterOrDigit(each) || " -_.:".indexOf(each) >= 0;
      if (plain) {
        text.append(each);
      } else {
        // Control characters have no entities that Javadoc knows.
        text.append(Character.isISOControl(each) ? "?" : "&#" + (int) each + ";");
      }
    }
    return text.append('"').toString();
  }
}
