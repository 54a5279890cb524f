package dev.macadam;

import static dev.macadam.testing.Sql.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.hibernate.HibernateDatabase;
import dev.macadam.testing.Person;
import dev.macadam.testing.Sql;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hibernate.Session;
import org.hibernate.cfg.SchemaToolingSettings;
import org.junit.jupiter.api.Test;

/** L14: after close nothing of a context is reachable from the runtime. */
class LeakTest {

  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private final List<Reference<Object>> references =
      Collections.synchronizedList(new ArrayList<>());
  private final List<CompletableFuture<?>> futures = new ArrayList<>();

  @Test
  void l14AfterCloseNothingHoldsTheContextItsViewsItsResourcesOrItsArguments() {
    HikariDataSource pool = TestDatabase.H2.newPool(2);
    Sql.createNotes(pool);
    try (ContextFactory contexts =
        ContextFactory.builder()
            .database(
                HibernateDatabase.builder(pool)
                    .entities(Person.class)
                    .property(SchemaToolingSettings.HBM2DDL_AUTO, "create")
                    .build())
            .resource(StringBuilder.class, context -> new StringBuilder(context.toString()))
            .listener(new RecordingListener(new ArrayList<>()))
            .build()) {
      Wrapper wrapper = new Wrapper(contexts);
      Wrapper direct = new Wrapper(contexts, Wrapper.handler().onExecutor(ContextHandler.CALLER));
      for (int round = 0; round < 5; round++) {
        succeed(wrapper, round);
        fail(wrapper);
        assertThatThrownBy(
                () ->
                    direct.runHere(
                        context -> {
                          track(context.get(Context.class));
                          throw new AssertionError("undone");
                        }))
            .isInstanceOf(AssertionError.class);
        contexts.inContext(this::track);
        try (Context context = contexts.openContext()) {
          track(context);
        }
      }

      int expected = references.size();
      assertThat(expected).isEqualTo(5 * 10);
      List<Reference<?>> gone = new ArrayList<>();
      await()
          .until(
              () -> {
                System.gc();
                for (Reference<?> next = collected.poll(); next != null; next = collected.poll()) {
                  gone.add(next);
                }
                return gone.size() == expected;
              });
    } finally {
      pool.close();
    }
    assertThat(futures).hasSize(10).allMatch(CompletableFuture::isDone);
  }

  private void succeed(Wrapper wrapper, int round) {
    Object argument = new Object();
    track(argument);
    CompletableFuture<Boolean> call =
        wrapper.run(
            context -> {
              track(context.get(Context.class));
              track(context.get(Session.class));
              track(context.get(Connection.class));
              track(context.get(StringBuilder.class));
              Object registered = new Object();
              track(registered);
              context.get(Context.class).register(Object.class, registered);
              context.get(Context.class).afterCommit(() -> assertThat(argument).isNotNull());
              insert(context.get(Connection.class), "round " + round);
            });
    call.join();
    futures.add(call);
  }

  private void fail(Wrapper wrapper) {
    CompletableFuture<Boolean> call =
        wrapper.run(
            context -> {
              track(context.get(Context.class));
              throw new Exception("undone");
            });
    assertThatThrownBy(call::join).hasMessageContaining("undone");
    futures.add(call);
  }

  private void track(Object object) {
    references.add(new PhantomReference<>(object, collected));
  }
}
