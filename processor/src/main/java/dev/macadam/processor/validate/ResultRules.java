package dev.macadam.processor.validate;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.ParameterModel;
import dev.macadam.processor.model.ParameterModel.FromContext;
import dev.macadam.processor.model.ResultModel.Mention;
import dev.macadam.processor.model.WrapperModel;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.Problem;
import dev.macadam.processor.report.ValidationReport;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Whether a result is still good when the caller gets it, after the context is closed. */
final class ResultRules {

  private static final String INSTEAD_OF_TOOLS =
      "do the work in the handler and return what came out of it.";

  /** Its classes that belong to a context are among the families; all others are too general. */
  private static final String JDK = "java.";

  /**
   * What is wrong with some types, and what to write instead; the first family that fits counts.
   */
  private record Family(Diagnostic diagnostic, String fix, Set<String> types) {}

  private static final List<Family> FAMILIES =
      List.of(
          new Family(
              Diagnostic.RESULT_DIES_WITH_CONTEXT,
              INSTEAD_OF_TOOLS,
              Set.of(
                  "dev.macadam.Context",
                  "jakarta.persistence.EntityManager",
                  "jakarta.persistence.EntityTransaction",
                  "java.sql.Connection",
                  "org.hibernate.SharedSessionContract",
                  "org.hibernate.Transaction")),
          new Family(
              Diagnostic.RESULT_DIES_WITH_CONTEXT,
              "run it in the handler and return the rows, in a List for example.",
              Set.of(
                  "jakarta.persistence.Query",
                  "java.sql.ResultSet",
                  "java.sql.Statement",
                  "org.hibernate.ScrollableResults",
                  "org.hibernate.query.CommonQueryContract")),
          new Family(
              Diagnostic.RESULT_DIES_WITH_CONTEXT,
              "read its content in the handler and return that.",
              Set.of("java.sql.Array", "java.sql.Blob", "java.sql.Clob", "java.sql.SQLXML")),
          new Family(
              Diagnostic.RESULT_DIES_WITH_CONTEXT,
              "collect the elements in the handler and return them, in a List for example.",
              Set.of("java.util.Iterator", "java.util.Spliterator", "java.util.stream.BaseStream")),
          new Family(
              Diagnostic.RESULT_READS_LATER,
              "read it in the handler and return a byte[]; or return a ByteArrayInputStream.",
              Set.of("java.io.InputStream")),
          new Family(
              Diagnostic.RESULT_READS_LATER,
              "read it in the handler and return a String; or return a StringReader.",
              Set.of("java.io.Reader")),
          new Family(
              Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
              "return the value itself, and at the caller write"
                  + " Mono.fromFuture(() -> wrapper.%s(...)).",
              Set.of("reactor.core.publisher.Mono")),
          new Family(
              Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
              "return a List, and at the caller write"
                  + " Mono.fromFuture(() -> wrapper.%s(...)).flatMapIterable(list -> list).",
              Set.of("reactor.core.publisher.Flux")),
          new Family(
              Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
              "return the value itself, and at the caller write"
                  + " Uni.createFrom().completionStage(() -> wrapper.%s(...)).",
              Set.of("io.smallrye.mutiny.Uni")),
          new Family(
              Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
              "return a List, and at the caller write"
                  + " Uni.createFrom().completionStage(() -> wrapper.%s(...)).onItem().disjoint().",
              Set.of("io.smallrye.mutiny.Multi")),
          new Family(
              Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
              "return the value itself, and at the caller write"
                  + " Future.fromCompletionStage(wrapper.%s(...)).",
              Set.of("io.vertx.core.Future")),
          new Family(
              Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
              "return the value itself, and at the caller make one of wrapper.%s(...).",
              Set.of(
                  "io.reactivex.rxjava3.core.Completable",
                  "io.reactivex.rxjava3.core.Maybe",
                  "io.reactivex.rxjava3.core.Observable",
                  "io.reactivex.rxjava3.core.Single")),
          new Family(
              Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
              "return a List, and publish its elements when wrapper.%s(...) has completed.",
              Set.of("java.util.concurrent.Flow.Publisher", "org.reactivestreams.Publisher")),
          new Family(
              Diagnostic.RESULT_RUNS_AFTER_CONTEXT,
              "return the value itself; wrapper.%s(...) gives a CompletableFuture of it.",
              Set.of(CompletionStage.class.getName(), "java.util.concurrent.Future")));

  private ResultRules() {}

  static ValidationReport check(WrapperModel wrapper, HandlerModel handler) {
    return new ValidationReport(
        handler.result().mentions().stream()
            .flatMap(mention -> problems(wrapper, handler, mention))
            // One result, one message; an error is not to hide behind a warning.
            .sorted(Comparator.comparing(problem -> !problem.diagnostic().isError()))
            .limit(1)
            .toList());
  }

  private static Stream<Problem> problems(
      WrapperModel wrapper, HandlerModel handler, Mention mention) {
    if (Detached.isDetached(mention.lineage())) {
      return Stream.empty();
    }
    return Stream.concat(FAMILIES.stream(), Stream.of(resources(wrapper, mention)))
        .filter(family -> !Collections.disjoint(family.types(), mention.lineage()))
        .limit(1)
        .map(
            family ->
                Problem.of(
                    family.diagnostic(),
                    handler.position(),
                    handler.name(),
                    wrapper.displayName(),
                    handler.result().display(),
                    mention.name(),
                    fix(family, handler, mention),
                    handler.result().isStage()
                        ? "that stage has completed"
                        : "the handler has returned"));
  }

  /** What handlers of the class take from their contexts, and so is not the caller's. */
  private static Family resources(WrapperModel wrapper, Mention mention) {
    return new Family(
        Diagnostic.RESULT_DIES_WITH_CONTEXT,
        INSTEAD_OF_TOOLS,
        mention.isData()
            ? Set.of()
            : wrapper.handlers().stream()
                .flatMap(handler -> handler.parameters().stream())
                .map(ParameterModel::source)
                .filter(FromContext.class::isInstance)
                .map(source -> ((FromContext) source).type().canonicalName())
                .filter(name -> !name.startsWith(JDK))
                .collect(toUnmodifiableSet()));
  }

  private static String fix(Family family, HandlerModel handler, Mention mention) {
    return handler.result().isStage() && mention.lineage().contains(CompletionStage.class.getName())
        ? "make one stage of the two with thenCompose."
        : family.fix().formatted(handler.name());
  }
}
