package dev.macadam.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {

  private final RecordedOutput recorded = new RecordedOutput();

  @Test
  void terminalShowsOneLineThatIsRewritten() {
    Progress progress = new Progress(recorded.output(true), 2000);

    progress.advance(1500);
    progress.advance(500);

    assertThat(recorded.out())
        .isEqualTo("\r   1,500 of 2,000 people\r   2,000 of 2,000 people" + System.lineSeparator());
  }

  @Test
  void otherOutputsGetFewLines() {
    Progress progress = new Progress(recorded.output(), 2000);

    for (int i = 0; i < 2000; i++) {
      progress.advance(1);
    }

    assertThat(recorded.out().lines())
        .containsExactly(
            "   400 of 2,000 people",
            "   800 of 2,000 people",
            "   1,200 of 2,000 people",
            "   1,600 of 2,000 people",
            "   2,000 of 2,000 people");
  }
}
