package dev.macadam.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.macadam.CommitOutcomeUnknownException;
import dev.macadam.ContextFactory;
import dev.macadam.HandlerRejectedException;
import dev.macadam.HandlerTimeoutException;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.testing.TestDatabase;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stop and whatever the call does at the same moment: neither gets lost. */
class StopRacesTest {

  /** A call whose steps are taken by the test. */
  private static final class Call extends Invocation {

    final AtomicReference<@Nullable RuntimeException> told = new AtomicReference<>();
    final AtomicReference<@Nullable Runnable> whenNamed = new AtomicReference<>();

    Call(BoundHandler handler, Phase phase) {
      super(handler, phase);
    }

    /** Whoever makes a message asks for the name, and has not stopped the call yet. */
    @Override
    String name() {
      Runnable first = whenNamed.getAndSet(null);
      if (first != null) {
        first.run();
      }
      return super.name();
    }

    @Override
    @Nullable HandlerRejectedException start() {
      return null;
    }

    @Override
    void again() {}

    @Override
    void stopped(RuntimeException cause) {
      told.set(cause);
    }
  }

  private final DefaultContextFactory contexts =
      (DefaultContextFactory)
          ContextFactory.builder()
              .database(JdbcDatabase.builder(TestDatabase.H2.newDataSource()).permits(2).build())
              .build();

  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @AfterEach
  void close() {
    other.shutdown();
    contexts.close();
  }

  private Call call(Invocation.Phase phase, long timeoutMillis) {
    BoundHandler handler = contexts.byHand().forChild(TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
    return new Call(handler, phase);
  }

  private void atTheSameTime(Runnable here, Runnable there) throws Exception {
    AtomicInteger ready = new AtomicInteger();
    Runnable meet =
        () -> {
          ready.incrementAndGet();
          while (ready.get() < 2) {
            Thread.onSpinWait();
          }
        };
    Future<?> done =
        other.submit(
            () -> {
              meet.run();
              there.run();
            });
    meet.run();
    here.run();
    done.get();
  }

  @Test
  void f1ADeadlineThatMeetsTheBeginOfACommitStillEndsTheCall() {
    Call call = call(Invocation.Phase.RUNNING, 20);
    call.whenNamed.set(call::beginCommit);
    contexts.watch().add(call);

    await().until(() -> call.told.get() != null);
    assertThat(call.told.get()).isInstanceOf(CommitOutcomeUnknownException.class);
    call.finished();
  }

  @Test
  void f1ADeadlineThatMeetsACommitInTheMiddleStillEndsTheCall() {
    Call call = call(Invocation.Phase.RUNNING, 20);
    call.whenNamed.set(
        () -> {
          call.beginCommit();
          // The watch gives up on the commit next, and that one has just ended well.
          call.whenNamed.set(() -> call.endCommit(true));
        });
    contexts.watch().add(call);

    await().until(() -> call.told.get() != null);
    assertThat(call.told.get()).isInstanceOf(HandlerTimeoutException.class);
    call.finished();
  }

  @Test
  void f2ACancelThatMeetsTheEndOfAPauseBetweenAttemptsStopsTheCall() throws Exception {
    for (int round = 0; round < 2_000; round++) {
      Call call = call(Invocation.Phase.PAUSING, 60_000);
      boolean[] stopped = new boolean[1];
      atTheSameTime(
          () -> stopped[0] = call.stop(new CancellationException("cancelled")), call::endPause);

      assertThat(stopped[0]).isTrue();
    }
  }

  @Test
  void f1TheEndOfAPauseThatMeetsTheWatchKeepsTheDeadline() throws Exception {
    for (int round = 0; round < 2_000; round++) {
      Call call = call(Invocation.Phase.PAUSING, 60_000);
      contexts.watch().add(call);
      call.wakeAt = Long.MAX_VALUE; // As the watch leaves it.
      atTheSameTime(call::wake, call::endPause);

      assertThat(call.wakeAt).isEqualTo(call.deadline);
      call.finished();
    }
  }

  @Test
  void f5ACallThatWasCommittingWhenTheFactoryBeganToCloseIsCutOffAfterwards() {
    Call call = call(Invocation.Phase.RUNNING, 60_000);
    contexts.watch().add(call);
    call.beginCommit();
    call.reject(Messages.factoryClosed(call.handler));
    call.endCommit(true);
    call.cutOff();

    assertThat(call.told.get()).isInstanceOf(HandlerRejectedException.class);
    call.finished();
  }
}
