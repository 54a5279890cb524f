package dev.macadam.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a handler's annotation says.
 *
 * @param executor the name of the executor
 * @param database the name of the database
 * @param readOnly whether it only reads
 * @param isolation the name of the isolation's constant
 * @param timeout how long it may take
 * @param attempts how often it is run at most
 * @param retryOn further exceptions to run it again for
 * @param dontRollbackOn exceptions that do not undo the work
 */
public record HandlerOptions(
    Located<String> executor,
    Located<String> database,
    boolean readOnly,
    String isolation,
    Located<TimeoutModel> timeout,
    Located<Integer> attempts,
    Located<List<ThrowableModel>> retryOn,
    List<ThrowableModel> dontRollbackOn) {

  /** Copies the list. */
  public HandlerOptions {
    dontRollbackOn = List.copyOf(dontRollbackOn);
  }

  /**
   * Whether the handler runs on the calling thread.
   *
   * @return true for {@code ContextHandler.CALLER}
   */
  public boolean runsInCaller() {
    return executor.value().equals(RuntimeNames.CALLER);
  }

  /**
   * The options without the places where they stand and the ways in which they are written.
   *
   * @return equal for annotations that mean the same
   */
  public List<Object> meaning() {
    return List.of(
        executor.value(),
        database.value(),
        readOnly,
        isolation,
        timeout.value().kind(),
        timeout.value().duration(),
        attempts.value(),
        types(retryOn.value()),
        types(dontRollbackOn));
  }

  private static Set<ClassName> types(List<ThrowableModel> classes) {
    return classes.stream().map(ThrowableModel::type).collect(Collectors.toSet());
  }
}
