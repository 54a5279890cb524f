package dev.macadam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.macadam.hibernate.HibernateDatabase;
import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.spi.ResourceFactory;
import dev.macadam.support.HandlerDefinition;
import dev.macadam.testing.Person;
import dev.macadam.testing.TestDatabase;
import dev.macadam.testing.Wrapper;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can be registered on a factory and on a context, and what is said if something is not. */
class ResourceRegistrationTest {

  private final Clock clock = Clock.systemUTC();
  private final HikariDataSource pool = TestDatabase.H2.newPool(2);

  @AfterEach
  void close() {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    pool.close();
  }

  private ContextFactory.Builder builder() {
    return ContextFactory.builder().database(JdbcDatabase.builder(pool).build());
  }

  private HibernateDatabase people() {
    return HibernateDatabase.builder(pool).entities(Person.class).build();
  }

  // --- On the factory --------------------------------------------------------------------------

  @Test
  void theSameTypeAndNameIsRefusedTwice() {
    ContextFactory.Builder builder =
        builder().value(Clock.class, clock).resource("names", List.class, context -> List.of());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.value(Clock.class, clock))
        .withMessage(
            "There is a java.time.Clock 'default' on this ContextFactory already. Give this one"
                + " another name.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.resource("default", Clock.class, context -> clock))
        .withMessageContaining("java.time.Clock 'default'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.value("names", List.class, List.of()))
        .withMessageContaining("java.util.List 'names'");
    builder.value("default", List.class, List.of()).value("names", Clock.class, clock);
  }

  @Test
  void aBlankNameIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().value(" ", Clock.class, clock))
        .withMessageContaining("The name for a java.time.Clock is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().resource("", Clock.class, context -> clock))
        .withMessageContaining("is blank");
  }

  @Test
  void whatEveryContextHasIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().resource(Context.class, context -> context))
        .withMessageContaining("A dev.macadam.Context cannot be registered")
        .withMessageContaining("every context has its own");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().resource("mine", Connection.class, Context::connection))
        .withMessageContaining("A java.sql.Connection cannot be registered");
  }

  @Test
  void aPrimitiveTypeAndAnArrayAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().value(int.class, 1))
        .withMessageContaining("int cannot be registered");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().value(String[].class, new String[0]))
        .withMessageContaining("java.lang.String[] cannot be registered");
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // That is what is tested.
  void aValueThatIsNotOfItsTypeIsRefused() {
    Class raw = Clock.class;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().value(raw, "noon"))
        .withMessageContaining("java.time.Clock 'default' is a java.lang.String");
  }

  @Test
  @SuppressWarnings({"DataFlowIssue", "NullAway"}) // That is what is tested.
  void nullIsRefused() {
    assertThatNullPointerException().isThrownBy(() -> builder().value(Clock.class, null));
    assertThatNullPointerException()
        .isThrownBy(() -> builder().resource(Clock.class, (ResourceFactory<Clock>) null));
  }

  @Test
  void whatADatabaseProvidesIsRefusedWhenTheFactoryIsBuiltAndTheDatabasesAreClosed() {
    HibernateDatabase people = people();
    ContextFactory.Builder builder =
        builder()
            .database("people", people)
            .resource("mine", Session.class, context -> context.get(Session.class));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("org.hibernate.Session 'mine' cannot be registered")
        .withMessageContaining("the database 'people' provides that type");
    assertThat(people.sessionFactory().isClosed()).isTrue();
  }

  @Test
  void aBuilderThatIsUsedAgainDoesNotChangeTheFactoryThatItHasBuilt() {
    ContextFactory.Builder builder = builder();
    try (ContextFactory contexts = builder.build()) {
      builder.value(Clock.class, clock);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> contexts.inContext(Clock.class, used -> {}));
    }
  }

  // --- T4: what there is not -------------------------------------------------------------------

  @Test
  void t4AMisspeltNameFailsWhenTheWrapperIsMadeAndAsksWhatWasMeant() {
    try (ContextFactory contexts =
        builder().value(Clock.class, clock).value("archive", Clock.class, clock).build()) {
      HandlerDefinition misspelt = Wrapper.handler().using(Clock.class, "archiv");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Wrapper(contexts, misspelt))
          .withMessage(
              "Wrapper.handler wants a java.time.Clock named 'archiv', which is not registered:"
                  + " there are 'archive', 'default'; did you mean 'archive'? An unnamed one is"
                  + " called 'default'.");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> contexts.inContext(context -> context.get(Clock.class, "archiv")))
          .withMessageContaining("ContextFactory.inContext wants a java.time.Clock named 'archiv'")
          .withMessageContaining("did you mean 'archive'?");
    }
  }

  @Test
  void t4ANameThatIsMissingFailsWhenTheWrapperIsMade() {
    try (ContextFactory contexts = builder().value("archive", Clock.class, clock).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Wrapper(contexts, Wrapper.handler().using(Clock.class)))
          .withMessageContaining("named 'default', which is not registered: there is 'archive'.");
    }
  }

  @Test
  void t4ATypeThatNobodyRegisteredFailsWhenTheWrapperIsMadeAndListsWhatThereIs() {
    try (ContextFactory contexts =
        ContextFactory.builder()
            .database(people())
            .value(Clock.class, clock)
            .resource("names", List.class, context -> List.of())
            .build()) {
      HandlerDefinition handler = Wrapper.handler().using(ZoneId.class);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Wrapper(contexts, handler))
          .withMessageContaining("Wrapper.handler wants a java.time.ZoneId, which is neither")
          .withMessageContaining(
              "the database 'default', which provides Connection, EntityManager, Session,"
                  + " StatelessSession.")
          .withMessageContaining(
              "Registered: java.time.Clock 'default', java.util.List 'names'. Register it with");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  contexts.inContext(
                      context -> {
                        context.register("mine", String.class, "registered");
                        context.get(ZoneId.class);
                      }))
          .withMessageContaining("ContextFactory.inContext wants a java.time.ZoneId")
          .withMessageContaining("java.lang.String 'mine'");
    }
  }

  @Test
  void t4ATypeAndANameThatNobodyKnowsListsTheDatabasesToo() {
    try (ContextFactory contexts = builder().build()) {
      HandlerDefinition handler = Wrapper.handler().using(ZoneId.class, "home");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Wrapper(contexts, handler))
          .withMessageContaining("wants a java.time.ZoneId named 'home'")
          .withMessageContaining("Registered: nothing; databases: default.");
    }
  }

  @Test
  void t4ASessionOfADatabaseThatThereIsNotAsksWhichDatabaseWasMeant() {
    try (ContextFactory contexts = ContextFactory.builder().database(people()).build()) {
      HandlerDefinition handler = Wrapper.handler().using(Session.class, "defualt");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Wrapper(contexts, handler))
          .withMessageContaining("the database 'defualt'")
          .withMessageEndingWith("there is 'default'; did you mean 'default'?");
    }
  }

  @Test
  void t4AnEvenLongerListIsCut() {
    ContextFactory.Builder builder = builder();
    for (int number = 10; number < 35; number++) {
      builder.value("number " + number, Integer.class, number);
    }
    try (ContextFactory contexts = builder.build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Wrapper(contexts, Wrapper.handler().using(ZoneId.class)))
          .withMessageContaining("java.lang.Integer 'number 29' and 5 more.");
    }
  }

  @Test
  void aTypeMeansExactlyThatType() {
    try (ContextFactory contexts = builder().value(Clock.class, clock).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> contexts.inContext(context -> context.get(clock.getClass())));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> contexts.inContext(context -> context.get(Object.class)));
    }
  }

  @Test
  void aContextHasNoOtherName() {
    try (ContextFactory contexts = builder().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> contexts.inContext(context -> context.get(Context.class, "other")))
          .withMessageContaining("dev.macadam.Context named 'other'");
    }
  }

  // --- On a context ----------------------------------------------------------------------------

  @Test
  void aContextGivesWhatWasRegisteredOnItAndNoOtherContextDoes() {
    try (ContextFactory contexts = builder().value("kept", Clock.class, clock).build()) {
      contexts.inContext(
          context -> {
            Clock own = Clock.system(ZoneOffset.UTC);
            context.register(Clock.class, own);
            context.register("other", Clock.class, clock);
            assertThat(context.get(Clock.class)).isSameAs(own);
            assertThat(context.get(Clock.class, "default")).isSameAs(own);
            assertThat(context.get(Clock.class, "other")).isSameAs(clock);
            assertThat(context.get(Clock.class, "kept")).isSameAs(clock);
          });
      assertThatIllegalArgumentException()
          .isThrownBy(() -> contexts.inContext(context -> context.get(Clock.class)));
    }
  }

  @Test
  void whatIsRegisteredOnAContextHidesWhatTheFactoryHas() {
    try (ContextFactory contexts =
        builder()
            .value(Clock.class, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
            .resource(String.class, context -> "made")
            .build()) {
      contexts.inContext(
          context -> {
            assertThat(context.get(String.class)).isEqualTo("made");
            context.register(Clock.class, clock);
            context.register(String.class, "registered");
            assertThat(context.get(Clock.class)).isSameAs(clock);
            assertThat(context.get(String.class)).isEqualTo("registered");
          });
    }
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // One of them is what is tested.
  void aContextRefusesWhatAFactoryRefuses() {
    Class raw = Clock.class;
    try (ContextFactory contexts = ContextFactory.builder().database(people()).build();
        Context context = contexts.openContext()) {
      context.register(String.class, "first");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> context.register(String.class, "second"))
          .withMessageContaining("java.lang.String 'default'")
          .withMessageContaining("the context of ContextFactory.openContext already");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> context.register(" ", String.class, "blank"));
      assertThatIllegalArgumentException().isThrownBy(() -> context.register(int.class, 1));
      assertThatIllegalArgumentException().isThrownBy(() -> context.register(raw, "noon"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> context.register(Context.class, context));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> context.register("mine", Session.class, context.get(Session.class)))
          .withMessageContaining("the database 'default' provides that type");
      assertThat(context.get(String.class)).isEqualTo("first");
    }
  }

  @Test
  void registeringIsForTheWorkerAndAnOpenContext() {
    try (ContextFactory contexts = builder().build()) {
      Context closed = contexts.openContext();
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(() -> closed.register(String.class, "elsewhere"));
      assertThatThrownBy(other::join)
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("belongs to thread");
      closed.close();
      assertThatThrownBy(() -> closed.register(String.class, "late"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is closed");
    }
  }
}
