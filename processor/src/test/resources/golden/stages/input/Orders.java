package app;

import dev.macadam.Context;
import dev.macadam.ContextHandler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

public abstract class Orders<K> {

  public static class Refused extends Exception {
    private static final long serialVersionUID = 1;
  }

  public static class Reply extends CompletableFuture<Boolean> {}

  @ContextHandler
  public abstract CompletionStage<String> order(Context context, String article, int stage);

  @ContextHandler(
      executor = "payments",
      timeout = "10s",
      dontRollbackOn = {Refused.class, IOException.class})
  abstract Reply charge(Context context, K account);

  @ContextHandler(readOnly = true)
  <R extends Comparable<R>> CompletionStage<List<R>> all(Context context, Class<R> type) {
    return CompletableFuture.completedFuture(List.of());
  }

  @ContextHandler
  CompletionStage<? extends Number> count(Context context) {
    return CompletableFuture.completedFuture(0);
  }

  @ContextHandler
  static CompletionStage<?> purge(Context context) {
    return CompletableFuture.completedFuture("");
  }

  @ContextHandler
  @SuppressWarnings("MACADAM206")
  CompletionStage<Void> ping() {
    return CompletableFuture.completedFuture(null);
  }

  @ContextHandler
  int value(Context context) {
    return 1;
  }
}
