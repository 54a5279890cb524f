package dev.macadam.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void reasonIsWhatTheDatabaseSaidInOneLine() {
    SQLException origin =
        new SQLException("duplicate key\n  /* 7 */ 'Ada'; SQL statement:\ninsert");

    assertThat(Failures.reason(new RuntimeException("wrapped", new SQLException("outer", origin))))
        .isEqualTo("duplicate key 'Ada'");
  }

  @Test
  void reasonNamesWhatMadeTheDriverFail() {
    SQLException failure =
        new SQLException("The connection attempt failed.", new UnknownHostException("nosuch"));

    assertThat(Failures.reason(failure))
        .isEqualTo("The connection attempt failed (UnknownHostException: nosuch)");
  }

  @Test
  void reasonOfAnotherFailureIsItsFirstCause() {
    assertThat(Failures.reason(new RuntimeException(new IllegalStateException("closed"))))
        .isEqualTo("IllegalStateException: closed");
  }

  @Test
  void reasonOfFailureWithoutWordsIsItsType() {
    assertThat(Failures.reason(new SQLException())).isEqualTo("SQLException");
  }

  @Test
  void descriptionNamesTheFailureThatTheFutureWraps() {
    SQLException lost = new SQLException("The connection was lost.");

    assertThat(Failures.description(new CompletionException(new IllegalStateException("x", lost))))
        .isEqualTo("IllegalStateException: The connection was lost");
    assertThat(Failures.description(new IllegalStateException("closed")))
        .isEqualTo("IllegalStateException: closed");
  }

  @Test
  void onlyComplaintsAboutTheDataAreRefusals() {
    assertThat(Failures.isRefusal(new RuntimeException(new SQLException("taken", "23505"))))
        .isTrue();
    assertThat(Failures.isRefusal(new SQLException("too long", "22001"))).isTrue();
    assertThat(Failures.isRefusal(new SQLException("connection lost", "08006"))).isFalse();
    assertThat(Failures.isRefusal(new SQLException("no state"))).isFalse();
    assertThat(Failures.isRefusal(new IllegalStateException("no database"))).isFalse();
  }
}
