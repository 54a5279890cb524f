package dev.macadam;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.api.Test;

/** What the public types promise by their shape. */
class ShapeTest {

  @Test
  void l13AFactoryOffersNoConnectionAndNoSession() {
    List<Class<?>> longLived =
        List.of(Connection.class, DataSource.class, SharedSessionContract.class);

    assertThat(Stream.of(ContextFactory.class, ContextFactory.Builder.class))
        .flatExtracting(type -> Arrays.asList(type.getMethods()))
        .extracting(Method::getReturnType)
        .noneMatch(type -> longLived.stream().anyMatch(each -> each.isAssignableFrom(type)));
  }

  @Test
  void everyExceptionIsUncheckedAndARejectionIsOneOfTheJdk() {
    assertThat(
            List.of(
                CommitFailedException.class,
                CommitOutcomeUnknownException.class,
                HandlerRejectedException.class,
                HandlerTimeoutException.class,
                PartialCommitException.class,
                RollbackOnlyException.class))
        .allMatch(RuntimeException.class::isAssignableFrom);
    assertThat(HandlerRejectedException.class).isAssignableTo(RejectedExecutionException.class);
  }
}
