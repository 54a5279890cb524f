package dev.macadam.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LineNumbersTest {

  @Test
  void neighboursAreDrawnTogether() {
    assertThat(of(3, 4, 5, 12, 14, 15)).isEqualTo("3-5, 12, 14-15");
  }

  @Test
  void singleLineStandsAlone() {
    assertThat(of(7)).isEqualTo("7");
  }

  private static String of(long... numbers) {
    return LineNumbers.of(
        LongStream.of(numbers)
            .mapToObj(
                n -> new PersonLine(n, "name" + n, LocalDate.EPOCH, "Oslo", null, false, null))
            .toList());
  }
}
