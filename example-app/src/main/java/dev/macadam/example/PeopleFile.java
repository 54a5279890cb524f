package dev.macadam.example;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * The content of a file of people: CSV in UTF-8, the first line names the columns, a parent stands
 * on an earlier line than the children.
 *
 * <p>What a line says is checked here. Whether a name or an e-mail address is taken is left to the
 * database, which alone knows what it holds already.
 *
 * @param name what the file is called, for people
 * @param people the good lines, in the order of the file
 * @param badLines the others, in the order of the file
 */
record PeopleFile(String name, List<PersonLine> people, List<BadLine> badLines) {

  /** The first line. */
  static final List<String> COLUMNS =
      List.of("name", "birth_date", "city", "email", "employee", "parent");

  /** The file that belongs to the example, beside this class. */
  private static final String BUNDLED = "people.csv";

  /** Some editors begin a UTF-8 file with this invisible character. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  PeopleFile {
    people = List.copyOf(people);
    badLines = List.copyOf(badLines);
  }

  /**
   * Reads the file that belongs to the example.
   *
   * @param today nobody is born later
   * @return its content
   * @throws ExampleException if it cannot be read
   */
  static PeopleFile readBundled(LocalDate today) throws ExampleException {
    InputStream bytes = PeopleFile.class.getResourceAsStream(BUNDLED);
    Reader text =
        new InputStreamReader(Objects.requireNonNull(bytes, BUNDLED), StandardCharsets.UTF_8);
    try (text) {
      return read(BUNDLED + ", which belongs to the example", text, today);
    } catch (IOException e) {
      throw unreadable(BUNDLED, e);
    }
  }

  /**
   * Reads a file.
   *
   * @param path where it is
   * @param today nobody is born later
   * @return its content
   * @throws ExampleException if it cannot be read or is no file of people
   */
  static PeopleFile read(Path path, LocalDate today) throws ExampleException {
    try (Reader text = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      return read(path.toString(), text, today);
    } catch (IOException e) {
      throw unreadable(path.toString(), e);
    }
  }

  private static PeopleFile read(String name, Reader text, LocalDate today) throws IOException {
    // Lenient, so that a misplaced quote or comma spoils its own line and not the whole file.
    try (CsvReader<CsvRecord> lines =
        CsvReader.builder()
            .allowExtraFields(true)
            .allowMissingFields(true)
            .allowExtraCharsAfterClosingQuote(true)
            .ofCsvRecord(text)) {
      Iterator<CsvRecord> remaining = lines.iterator();
      if (!remaining.hasNext() || !isHeader(remaining.next())) {
        throw new IOException("its first line is not " + String.join(",", COLUMNS));
      }
      LineParser parser = new LineParser(today);
      remaining.forEachRemaining(parser::add);
      return new PeopleFile(name, parser.people(), parser.badLines());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      throw new IOException("it is not in CSV", e);
    }
  }

  private static boolean isHeader(CsvRecord line) {
    String header = String.join(",", line.getFields());
    return header.replace(BYTE_ORDER_MARK, "").equals(String.join(",", COLUMNS));
  }

  private static ExampleException unreadable(String file, IOException failure) {
    String reason = failure.getMessage();
    if (failure instanceof NoSuchFileException) {
      reason = "there is no such file";
    } else if (failure instanceof AccessDeniedException) {
      reason = "it may not be read";
    } else if (failure instanceof CharacterCodingException) {
      reason = "it is not text in UTF-8";
    }
    return ExampleException.failure("Cannot read '" + file + "': " + reason + ".", failure);
  }
}
