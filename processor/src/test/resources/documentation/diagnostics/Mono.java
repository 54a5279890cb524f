package reactor.core.publisher;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** As much of Reactor as the examples need. */
public abstract class Mono<T> {

  public static <T> Mono<T> fromCallable(Callable<? extends T> work) {
    throw new UnsupportedOperationException();
  }

  public static <T> Mono<T> fromFuture(Supplier<? extends CompletableFuture<? extends T>> future) {
    throw new UnsupportedOperationException();
  }
}
