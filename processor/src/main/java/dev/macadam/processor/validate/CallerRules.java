package dev.macadam.processor.validate;

import dev.macadam.processor.model.HandlerModel;
import dev.macadam.processor.model.ParameterModel;
import dev.macadam.processor.model.ParameterModel.FromCaller;
import dev.macadam.processor.report.Diagnostic;
import dev.macadam.processor.report.Problem;
import dev.macadam.processor.report.ValidationReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Whether what a caller passes is any good on another thread, and a second time. */
final class CallerRules {

  private static final Set<String> OF_A_CONTEXT =
      Set.of(
          "dev.macadam.Context",
          "jakarta.persistence.EntityManager",
          "jakarta.persistence.EntityTransaction",
          "jakarta.persistence.Query",
          "java.sql.Connection",
          "java.sql.ResultSet",
          "java.sql.Statement",
          "org.hibernate.ScrollableResults",
          "org.hibernate.SharedSessionContract",
          "org.hibernate.Transaction",
          "org.hibernate.query.CommonQueryContract");

  private static final Set<String> READ_ONCE =
      Set.of(
          "java.io.InputStream",
          "java.io.Reader",
          "java.nio.channels.ReadableByteChannel",
          "java.util.Enumeration",
          "java.util.Iterator",
          "java.util.Spliterator",
          "java.util.stream.BaseStream");

  /** Those whose reader can go back. */
  private static final String SEEKABLE = "java.nio.channels.SeekableByteChannel";

  private CallerRules() {}

  static ValidationReport check(HandlerModel handler) {
    List<Problem> problems = new ArrayList<>();
    for (ParameterModel parameter : handler.callerParameters()) {
      if (parameter.source() instanceof FromCaller source) {
        check(handler, parameter, source, problems);
      }
    }
    return new ValidationReport(problems);
  }

  private static void check(
      HandlerModel handler, ParameterModel parameter, FromCaller source, List<Problem> problems) {
    int attempts = handler.options().attempts().value();
    if (isAny(source, OF_A_CONTEXT) && !Detached.isDetached(source.lineage())) {
      problems.add(
          Problem.of(
              Diagnostic.PASSED_BY_CALLER,
              parameter.position(),
              parameter.name(),
              handler.name(),
              source.type()));
    } else if (attempts > 1
        && !handler.result().isStage()
        && isAny(source, READ_ONCE)
        && !source.lineage().contains(SEEKABLE)) {
      problems.add(
          Problem.of(
              Diagnostic.READ_ONCE,
              parameter.position(),
              parameter.name(),
              handler.name(),
              source.type(),
              Integer.toString(attempts)));
    }
  }

  private static boolean isAny(FromCaller source, Set<String> types) {
    return !Collections.disjoint(types, source.lineage());
  }
}
