package dev.macadam.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import dev.macadam.processor.model.Suppression;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes {@code @SuppressWarnings}, with the reason. */
final class Suppressions {

  private Suppressions() {}

  /**
   * The annotation for a member.
   *
   * @param wanted what the member cannot avoid
   * @param enclosing what the class around it suppresses already
   * @return empty if nothing is left
   */
  static Optional<AnnotationSpec> of(Set<Suppression> wanted, Set<Suppression> enclosing) {
    List<Suppression> suppressed =
        wanted.stream().filter(each -> !enclosing.contains(each)).sorted().toList();
    if (suppressed.isEmpty()) {
      return Optional.empty();
    }
    CodeBlock.Builder value = CodeBlock.builder();
    if (suppressed.size() == 1) {
      value.add(entry(suppressed.get(0)));
    } else {
      // JavaPoet indents what is inside an annotation by four, one step too far for a list.
      value.add("{\n").unindent();
      for (Suppression each : suppressed) {
        value.add(entry(each)).add(each == suppressed.get(suppressed.size() - 1) ? "\n" : ",\n");
      }
      value.unindent().add("}").indent().indent();
    }
    return Optional.of(
        AnnotationSpec.builder(SuppressWarnings.class).addMember("value", value.build()).build());
  }

  private static CodeBlock entry(Suppression suppression) {
    return CodeBlock.of("$S /* $L */", suppression.key(), suppression.reason());
  }
}
