package dev.macadam.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.model.ThrowableModel;
import dev.macadam.processor.write.GeneratedNames.Locals;
import java.util.List;

/** The five steps of a unit of work. The reader of a wrapper finds each of them numbered. */
final class LifecycleBlocks {

  private static final String OPEN = "// 1. Create the context; nothing is acquired yet.\n";
  private static final String COMMIT = "// 3. Commit before the result leaves.\n";

  private LifecycleBlocks() {}

  static CodeBlock open(Locals names) {
    return CodeBlock.builder()
        .add(OPEN)
        .addStatement(
            "$T $N = $N.openContext()",
            RuntimeNames.HANDLER_CONTEXT,
            names.context(),
            names.attempt())
        .build();
  }

  /** For a handler that takes nothing from its context. */
  static CodeBlock openUnused(Locals names) {
    return CodeBlock.builder().add(OPEN).addStatement("$N.openContext()", names.attempt()).build();
  }

  static CodeBlock begin(CodeBlock call) {
    return CodeBlock.builder()
        .add("// 2. Run the handler on this thread; its stage keeps the context open.\n")
        .addStatement("return $L", call)
        .build();
  }

  static CodeBlock takeAndCommit(Locals names, TypeName result) {
    return CodeBlock.builder()
        .add("// The stage has completed; the rest is done on a worker.\n")
        .addStatement("$T $N = $N.get()", result, names.result(), names.stage())
        .add(COMMIT)
        .addStatement("$N.commit()", names.context())
        .addStatement("return $N", names.result())
        .build();
  }

  static CodeBlock runAndCommit(Locals names, TypeName result, CodeBlock call) {
    boolean returnsNothing = result.equals(TypeName.VOID);
    CodeBlock.Builder block = CodeBlock.builder().add("// 2. Run the handler.\n");
    if (returnsNothing) {
      block.addStatement(call);
    } else {
      block.addStatement("$T $N = $L", result, names.result(), call);
    }
    block.add(COMMIT);
    block.addStatement("$N.commit()", names.context());
    if (!returnsNothing) {
      block.addStatement("return $N", names.result());
    }
    return block.build();
  }

  static CodeBlock keep(Locals names, List<ThrowableModel> kept) {
    if (kept.isEmpty()) {
      return CodeBlock.of("");
    }
    // A catch clause may not name a class beside its superclass.
    CodeBlock alternatives =
        kept.stream()
            .filter(each -> kept.stream().noneMatch(other -> isBelow(each, other)))
            .map(ThrowableModel::type)
            .distinct()
            .map(type -> CodeBlock.of("$T", type))
            .collect(CodeBlock.joining("$W| "));
    return CodeBlock.builder()
        .add("} catch ($L $N) {\n", alternatives, names.kept())
        .indent()
        .add("// 3. Or commit: the handler keeps its work in spite of this failure.\n")
        .addStatement("$N.commitDespite($N)", names.context(), names.kept())
        .addStatement("throw $N", names.kept())
        .unindent()
        .build();
  }

  private static boolean isBelow(ThrowableModel type, ThrowableModel other) {
    return type.isA(other) && !other.type().equals(type.type());
  }

  static CodeBlock rollBack(Locals names) {
    return CodeBlock.builder()
        .add("} catch ($T $N) {\n", Throwable.class, names.failure())
        .indent()
        .add("// 4. Roll back; later failures are suppressed.\n")
        .addStatement("$N.rollback($N)", names.context(), names.failure())
        .addStatement("throw $N", names.failure())
        .unindent()
        .build();
  }

  static CodeBlock close(Locals names) {
    return CodeBlock.builder()
        .add("} finally {\n")
        .indent()
        .add("// 5. Give everything back.\n")
        .addStatement("$N.close()", names.context())
        .unindent()
        .add("}\n")
        .build();
  }
}
