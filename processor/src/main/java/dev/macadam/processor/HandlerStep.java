package dev.macadam.processor;

import static dev.macadam.processor.model.RuntimeNames.CONTEXT_HANDLER;
import static dev.macadam.processor.model.RuntimeNames.FROM_CONTEXT;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import dev.macadam.processor.model.ComponentModel;
import dev.macadam.processor.model.WrapperModel;
import dev.macadam.processor.read.HandlerFinder;
import dev.macadam.processor.read.UnresolvedTypes;
import dev.macadam.processor.read.WrapperReader;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.DiagnosticReporter;
import dev.macadam.processor.report.Problem;
import dev.macadam.processor.report.SourcePosition;
import dev.macadam.processor.report.StackTraces;
import dev.macadam.processor.validate.HandlerValidator;
import dev.macadam.processor.write.WrapperWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * For each class with handlers: read, validate, write; or wait for the next round. Between rounds
 * only names are kept, because elements of one round are stale in the next.
 */
final class HandlerStep {

  private final Elements elements;
  private final Types types;
  private final Filer filer;
  private final DiagnosticReporter reporter;
  private final ComponentModel componentModel;
  private final UnresolvedTypes unresolvedTypes;
  private final WrapperNames wrapperNames = new WrapperNames();

  /**
   * Sorted, so that the output does not depend on the order in which the compiler finds classes.
   */
  private final Set<ClassKey> waiting = new TreeSet<>();

  private final Set<String> everSeen = new HashSet<>();
  private final Set<TypeElement> namelessSeen = new HashSet<>();
  private boolean saidWhatIsMissing;

  HandlerStep(
      Elements elements,
      Types types,
      Filer filer,
      DiagnosticReporter reporter,
      ProcessorOptions options) {
    this.elements = elements;
    this.types = types;
    this.filer = filer;
    this.reporter = reporter;
    this.componentModel = options.componentModel();
    this.unresolvedTypes = new UnresolvedTypes(elements, types);
  }

  void process(RoundEnvironment round) {
    WrapperReader reader = new WrapperReader(elements, types, componentModel);
    wrapperNames.addClasses(round.getRootElements());
    namelessSeen.clear();
    collect(round, reader);
    if (round.processingOver()) {
      waiting.forEach(this::reportUnresolved);
      return;
    }
    // A generated class can replace the one of the last round, so each is looked up again.
    waiting.removeIf(
        key -> key.find(elements).filter(type -> processGuarded(type, reader)).isPresent());
  }

  /** Whether a class that was seen in any round declares handlers. */
  boolean hasHandlers(String qualifiedName) {
    return everSeen.contains(qualifiedName);
  }

  private void collect(RoundEnvironment round, WrapperReader reader) {
    for (ExecutableElement method : ElementFilter.methodsIn(annotated(round, CONTEXT_HANDLER))) {
      if (method.getEnclosingElement() instanceof TypeElement type) {
        collect(type, method, reader);
      }
    }
    for (Element parameter : annotated(round, FROM_CONTEXT)) {
      if (parameter.getEnclosingElement() instanceof ExecutableElement method
          && !HandlerFinder.isHandler(method)) {
        boolean constructor = method.getKind() == ElementKind.CONSTRUCTOR;
        reporter.report(
            Problem.of(
                Diagnostic.FROM_CONTEXT_WITHOUT_HANDLER,
                SourcePosition.of(parameter),
                parameter.getSimpleName().toString(),
                constructor ? "a constructor" : "'" + method.getSimpleName() + "'",
                constructor ? "" : "add @ContextHandler to the method, or "));
      }
    }
  }

  private void collect(TypeElement type, ExecutableElement method, WrapperReader reader) {
    ClassKey key = ClassKey.of(type, elements);
    if (isImplicit(type)) {
      reporter.report(
          Problem.of(
              Diagnostic.IMPLICIT_CLASS,
              SourcePosition.of(method),
              method.getSimpleName().toString()));
    } else if (!key.name().isEmpty() && key.find(elements).isPresent()) {
      waiting.add(key);
      everSeen.add(key.name());
    } else if (namelessSeen.add(type)) {
      // A class in a method, which some compilers show, or a nested class with a '$' in its name in
      // Eclipse's. It cannot be looked up in the next round, so nothing is waited for.
      processGuarded(type, reader);
    }
  }

  /**
   * Java 25 declares a class around top-level methods, which has a name but cannot be looked up.
   */
  private boolean isImplicit(TypeElement type) {
    return type.getNestingKind() == NestingKind.TOP_LEVEL
        && elements.getPackageOf(type).isUnnamed()
        && ClassKey.of(type, elements).find(elements).isEmpty();
  }

  private Set<? extends Element> annotated(RoundEnvironment round, ClassName annotation) {
    TypeElement element = elements.getTypeElement(annotation.canonicalName());
    return element == null ? Set.of() : round.getElementsAnnotatedWith(element);
  }

  /**
   * The last resort: a failure of ours is one message, and the other classes get their wrappers.
   */
  private boolean processGuarded(TypeElement type, WrapperReader reader) {
    try {
      return processClass(type, reader);
    } catch (RuntimeException | LinkageError failure) {
      reporter.report(
          Problem.of(
              Diagnostic.PROCESSOR_BUG,
              SourcePosition.of(type),
              type.getSimpleName().toString(),
              StackTraces.textOf(failure),
              "removing @ContextHandler avoids it"));
      return true;
    }
  }

  private boolean processClass(TypeElement type, WrapperReader reader) {
    if (unresolvedTypes.isWaiting(type, everSeen)) {
      return false;
    }
    WrapperModel model = reader.read(type, everSeen);
    HandlerValidator.Outcome outcome = HandlerValidator.validate(model);
    reporter.report(outcome.report());
    outcome
        .writable()
        .filter(writable -> isNameFree(writable))
        .ifPresent(
            writable -> {
              checkComponent(writable);
              write(writable, type);
            });
    return true;
  }

  /** What the class path lacks is said once, not for each class. */
  private void checkComponent(WrapperModel wrapper) {
    Optional<ClassName> missing = wrapper.component().missing();
    if (missing.isPresent() && !saidWhatIsMissing) {
      saidWhatIsMissing = true;
      reporter.report(
          Problem.of(
              Diagnostic.MISSING_COMPONENT_ANNOTATION,
              SourcePosition.NOWHERE,
              componentModel.name().toLowerCase(Locale.ROOT),
              missing.get().canonicalName(),
              componentModel.artifact(),
              componentModel.module()));
    }
  }

  private boolean isNameFree(WrapperModel wrapper) {
    return wrapperNames
        .claim(wrapper)
        .map(
            problem -> {
              reporter.report(problem);
              return false;
            })
        .orElse(true);
  }

  private void write(WrapperModel wrapper, TypeElement type) {
    JavaFile file = WrapperWriter.write(wrapper);
    try (Writer out =
        // Exactly one originating element keeps incremental builds isolating.
        filer.createSourceFile(wrapper.wrapper().canonicalName(), type).openWriter()) {
      file.writeTo(out);
    } catch (FilerException taken) {
      reporter.report(wrapperNames.taken(wrapper));
    } catch (IOException failure) {
      reporter.report(
          Problem.of(
              Diagnostic.NOT_WRITTEN,
              wrapper.position(),
              wrapper.displayName(),
              Objects.toString(failure.getMessage(), "the compiler gives no reason.")));
    }
  }

  private void reportUnresolved(ClassKey key) {
    key.find(elements)
        .ifPresent(
            type ->
                reporter.report(
                    Problem.of(
                        Diagnostic.UNRESOLVED_TYPES,
                        SourcePosition.of(type),
                        type.getSimpleName().toString())));
  }
}
