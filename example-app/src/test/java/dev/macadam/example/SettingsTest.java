package dev.macadam.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private final Properties properties = new Properties();

  @Test
  void withoutSettingsTheDatabaseIsInMemory() {
    assertThat(Settings.from(Map.of(), properties))
        .isEqualTo(new Settings("jdbc:h2:mem:macadam_example", null, null));
  }

  @Test
  void environmentNamesTheDatabase() {
    Map<String, String> environment =
        Map.of(
            "MACADAM_JDBC_URL", "jdbc:postgresql:people",
            "MACADAM_JDBC_USER", "ada",
            "MACADAM_JDBC_PASSWORD", "secret");

    assertThat(Settings.from(environment, properties))
        .isEqualTo(new Settings("jdbc:postgresql:people", "ada", "secret"));
  }

  @Test
  void systemPropertiesGoBeforeTheEnvironment() {
    properties.setProperty("jdbc.url", "jdbc:h2:mem:other");
    properties.setProperty("jdbc.user", "bob");
    properties.setProperty("jdbc.password", "other");
    Map<String, String> environment =
        Map.of(
            "MACADAM_JDBC_URL", "jdbc:postgresql:people",
            "MACADAM_JDBC_USER", "ada",
            "MACADAM_JDBC_PASSWORD", "secret");

    assertThat(Settings.from(environment, properties))
        .isEqualTo(new Settings("jdbc:h2:mem:other", "bob", "other"));
  }

  @Test
  void blankSettingIsNone() {
    assertThat(Settings.from(Map.of("MACADAM_JDBC_URL", " "), properties).url())
        .isEqualTo("jdbc:h2:mem:macadam_example");
  }

  @Test
  void passwordIsNeverShown() {
    Settings settings =
        new Settings(
            "jdbc:postgresql://ada:secret@host/people?password=secret&a=b", "ada", "secret");

    assertThat(settings.safeUrl()).isEqualTo("jdbc:postgresql://***@host/people?password=***&a=b");
    assertThat(settings).asString().doesNotContain("secret");
  }
}
