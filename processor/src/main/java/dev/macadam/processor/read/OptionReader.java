package dev.macadam.processor.read;

import dev.macadam.processor.model.HandlerOptions;
import dev.macadam.processor.model.Located;
import dev.macadam.processor.model.RuntimeNames;
import dev.macadam.processor.model.ThrowableModel;
import dev.macadam.processor.model.TimeoutModel;
import dev.macadam.processor.report.SourcePosition;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads what a handler's annotation says. */
final class OptionReader {

  private final Surroundings surroundings;
  private final List<? extends TypeMirror> thrown;

  /**
   * Creates a reader.
   *
   * @param thrown what the handler declares to throw
   */
  OptionReader(Surroundings surroundings, List<? extends TypeMirror> thrown) {
    this.surroundings = surroundings;
    this.thrown = thrown;
  }

  HandlerOptions read(ExecutableElement method, @Nullable SourcePosition elsewhere) {
    AnnotationReader annotation =
        AnnotationReader.of(
                method,
                RuntimeNames.CONTEXT_HANDLER.canonicalName(),
                surroundings.elements(),
                elsewhere)
            .orElseThrow();
    Located<String> timeout = annotation.string("timeout");
    Located<List<Located<TypeMirror>>> retryOn = annotation.classes("retryOn");
    return new HandlerOptions(
        annotation.string("executor"),
        annotation.string("database"),
        annotation.flag("readOnly"),
        annotation.constant("isolation"),
        new Located<TimeoutModel>(TimeoutParser.parse(timeout.value()), timeout.position()),
        annotation.integer("attempts"),
        new Located<>(throwables(retryOn), retryOn.position()),
        throwables(annotation.classes("dontRollbackOn")));
  }

  private List<ThrowableModel> throwables(Located<List<Located<TypeMirror>>> classes) {
    return classes.value().stream().map(this::throwable).toList();
  }

  private ThrowableModel throwable(Located<TypeMirror> located) {
    TypeMirror type = located.value();
    return new ThrowableModel(
        surroundings.name(surroundings.element(type)),
        located.position(),
        Lineage.of(type),
        isCatchable(type));
  }

  /** Whether the compiler believes that the handler's body could throw the class or a subclass. */
  private boolean isCatchable(TypeMirror type) {
    Types types = surroundings.types();
    if (isA(type, RuntimeException.class)
        || isA(type, Error.class)
        || types.isSameType(type, named(Exception.class))
        || types.isSameType(type, named(Throwable.class))) {
      return true;
    }
    return thrown.stream()
        .anyMatch(each -> types.isSubtype(each, type) || types.isSubtype(type, each));
  }

  private boolean isA(TypeMirror type, Class<?> ancestor) {
    return surroundings.types().isSubtype(type, named(ancestor));
  }

  private TypeMirror named(Class<?> type) {
    return surroundings.elements().getTypeElement(type.getName()).asType();
  }
}
