package dev.macadam.testing;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Some event loops, and how a thread finds out which one it is. */
public interface EventLoops extends AutoCloseable {

  /** The loops. */
  List<Executor> all();

  /** The loop that this thread is, or null. */
  @Nullable Executor current();

  /** Ends the loops, and waits until they have. */
  void end();

  @Override
  default void close() {
    end();
  }

  /** Does something on the first loop, and waits until it is done. */
  default <T extends @Nullable Object> T onFirst(Supplier<T> task) {
    return on(all().get(0), task);
  }

  /** Does something on a loop, and waits until it is done. */
  static <T extends @Nullable Object> T on(Executor loop, Supplier<T> task) {
    CompletableFuture<T> done = CompletableFuture.supplyAsync(task, loop);
    return done.join();
  }

  /** The thread of the first loop. */
  default Thread firstThread() {
    return onFirst(Thread::currentThread);
  }

  /** Whose loops they are. */
  enum Kind {
    /** Vert.x's. */
    VERTX {
      @Override
      public EventLoops start(int count) {
        return new VertxLoops(count, new VertxOptions());
      }
    },
    /** Netty's, without anything around them. */
    NETTY {
      @Override
      public EventLoops start(int count) {
        return new NettyLoops(count);
      }
    };

    /** Starts some loops. */
    public abstract EventLoops start(int count);
  }

  /** Contexts of Vert.x, each on a loop of its own. */
  final class VertxLoops implements EventLoops {

    private final VertxInternal vertx;
    private final List<Executor> loops;

    /** Starts some loops with options. */
    public VertxLoops(int count, VertxOptions options) {
      this.vertx = (VertxInternal) Vertx.vertx(options.setEventLoopPoolSize(count));
      this.loops =
          IntStream.range(0, count)
              .mapToObj(each -> executor(vertx.createEventLoopContext()))
              .toList();
    }

    /** Tasks for a context. */
    public static Executor executor(Context context) {
      return task -> context.runOnContext(ignored -> task.run());
    }

    /** Vert.x itself. */
    public VertxInternal vertx() {
      return vertx;
    }

    @Override
    public List<Executor> all() {
      return loops;
    }

    @Override
    public @Nullable Executor current() {
      Context context = Vertx.currentContext();
      return context == null ? null : executor(context);
    }

    @Override
    public void end() {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  /** Netty's loops, which are executors. */
  final class NettyLoops implements EventLoops {

    private final MultiThreadIoEventLoopGroup group;

    NettyLoops(int count) {
      this.group = new MultiThreadIoEventLoopGroup(count, NioIoHandler.newFactory());
    }

    @Override
    public List<Executor> all() {
      return StreamSupport.stream(group.spliterator(), false).map(Executor.class::cast).toList();
    }

    @Override
    public @Nullable Executor current() {
      for (EventExecutor each : group) {
        if (each.inEventLoop()) {
          return each;
        }
      }
      return null;
    }

    @Override
    public void end() {
      group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }
}
