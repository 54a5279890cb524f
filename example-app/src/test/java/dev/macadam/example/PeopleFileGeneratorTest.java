package dev.macadam.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleFileGeneratorTest {

  @Test
  void bundledFileIsWhatTheGeneratorMakesByteForByte() throws IOException {
    try (InputStream bundled = PeopleFile.class.getResourceAsStream("people.csv")) {
      assertThat(bundled)
          .hasBinaryContent(PeopleFileGenerator.generate().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void generatorWritesTheFileToTheGivenPath(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("people.csv");

    PeopleFileGenerator.main(new String[] {file.toString()});

    assertThat(Files.readString(file)).isEqualTo(PeopleFileGenerator.generate());
  }

  @Test
  void fileHasMoreThanTwoThousandPeopleWithParentsAndSixBadLines() throws Exception {
    PeopleFile file = PeopleFile.readBundled(LocalDate.of(2026, 11, 22));

    assertThat(file.people()).hasSize(2121);
    assertThat(file.people()).filteredOn(line -> line.parent() != null).hasSize(1420);
    assertThat(file.badLines()).hasSize(6);
  }
}
