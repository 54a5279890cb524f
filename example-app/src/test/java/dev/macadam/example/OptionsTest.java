package dev.macadam.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @Test
  void withoutArgumentsTheBundledFileIsImportedInBatchesOfFifty() throws Exception {
    assertThat(Options.parse()).isEqualTo(new Options(false, null, 50, false));
  }

  @Test
  void allOptionsAreRead() throws Exception {
    assertThat(Options.parse("--help", "--file", "a.csv", "--batch", "7", "--stack-trace"))
        .isEqualTo(new Options(true, Path.of("a.csv"), 7, true));
  }

  @ParameterizedTest
  @CsvSource({
    "--fiel,--file",
    "--files,--file",
    "--batchsize,--batch",
    "--file=people.csv,--file",
    "-help,--help",
    "--stacktrace,--stack-trace"
  })
  void unknownOptionIsAnsweredWithTheNearestOne(String wrong, String right) {
    assertThatThrownBy(() -> Options.parse(wrong))
        .isInstanceOf(ExampleException.class)
        .hasMessage(
            "Unknown option '" + wrong + "'; did you mean '" + right + "'? --help lists them all.");
  }

  @Test
  void pathWithoutOptionIsAnsweredWithTheOption() {
    assertThatThrownBy(() -> Options.parse("people.csv"))
        .hasMessage("Unexpected 'people.csv'; did you mean '--file people.csv'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "-1", "many", ""})
  void batchSizeOutsideItsRangeIsRefused(String size) {
    assertThatThrownBy(() -> Options.parse("--batch", size))
        .hasMessage("--batch needs a number from 1 to 1000, not '" + size + "'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--file", "--batch"})
  void optionWithoutItsValueIsRefused(String option) {
    assertThatThrownBy(() -> Options.parse(option))
        .hasMessage(option + " needs a value; --help explains it.");
  }

  @Test
  void impossiblePathIsRefused() {
    assertThatThrownBy(() -> Options.parse("--file", "a\0b"))
        .isInstanceOf(ExampleException.class)
        .hasMessageStartingWith("--file needs a path");
  }
}
