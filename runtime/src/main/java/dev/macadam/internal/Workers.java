package dev.macadam.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A named executor of a factory.
 *
 * @param name what handlers call it
 * @param executor runs their work
 * @param lane its share of each gate
 * @param mayCarry whether it may carry thread-locals from the thread that submits a task to the one
 *     that runs it, as far as is known
 */
record Workers(String name, Executor executor, int lane, boolean mayCarry) {

  private static final String THREAD_NAME = "macadam-worker-";

  /**
   * The executor that a factory makes for itself: a virtual thread for each task where there are
   * virtual threads, else platform threads that are kept for a minute. It needs no limit, because
   * the gates admit no more work than there are connections. Daemon threads, as virtual ones are.
   */
  static ExecutorService ownExecutor() {
    try {
      return virtualThreads();
    } catch (NoSuchMethodException before21) {
      return platformThreads(THREAD_NAME);
    }
  }

  /** Platform threads, made as they are needed and kept for a minute. */
  static ExecutorService platformThreads(String name) {
    AtomicInteger count = new AtomicInteger();
    ThreadFactory threads = task -> platformThread(task, name + count.getAndIncrement());
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        60,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        withLoaderOfThisThread(threads));
  }

  /** A daemon thread, which has nothing of the thread that makes it: it works for others too. */
  static Thread platformThread(Runnable task, String name) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Threads whose class loader is that of the thread which builds the factory, and not that of the
   * call for which one happens to be made.
   */
  private static ThreadFactory withLoaderOfThisThread(ThreadFactory threads) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return task -> {
      Thread thread = threads.newThread(task);
      thread.setContextClassLoader(loader);
      return thread;
    };
  }

  /**
   * {@code Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(…,
   * 0).inheritInheritableThreadLocals(false).factory())}.
   */
  private static ExecutorService virtualThreads() throws NoSuchMethodException {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
      MethodHandle ofVirtual =
          lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder));
      MethodHandle name =
          lookup.findVirtual(
              builder, "name", MethodType.methodType(builder, String.class, long.class));
      MethodHandle inherit =
          lookup.findVirtual(
              builder,
              "inheritInheritableThreadLocals",
              MethodType.methodType(builder, boolean.class));
      MethodHandle factory =
          lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
      MethodHandle executor =
          lookup.findStatic(
              Executors.class,
              "newThreadPerTaskExecutor",
              MethodType.methodType(ExecutorService.class, ThreadFactory.class));
      Object named = name.invoke(ofVirtual.invoke(), THREAD_NAME, 0L);
      ThreadFactory threads = (ThreadFactory) factory.invoke(inherit.invoke(named, false));
      return (ExecutorService) executor.invoke(withLoaderOfThisThread(threads));
    } catch (ClassNotFoundException absent) {
      throw (NoSuchMethodException) new NoSuchMethodException().initCause(absent);
    } catch (NoSuchMethodException absent) {
      throw absent;
    } catch (Throwable broken) {
      throw new IllegalStateException("Cannot make an executor of virtual threads.", broken);
    }
  }
}
