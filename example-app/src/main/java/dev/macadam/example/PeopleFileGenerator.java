package dev.macadam.example;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the file of people that the example imports: three generations, oldest first, six bad lines
 * of different kinds among them, and one e-mail address that two people share, which nobody but the
 * database can find out. All names are made up.
 *
 * <p>The seed makes it the same file each time. To write it again, run from the root of the
 * repository:
 *
 * <pre>{@code
 * mvn -q compile exec:java -Dexec.mainClass=dev.macadam.example.PeopleFileGenerator \
 *     -Dexec.args=example-app/src/main/resources/dev/macadam/example/people.csv
 * }</pre>
 */
public final class PeopleFileGenerator {

  private static final long SEED = 1848;

  private static final int FOUNDERS = 700;
  private static final int CHILDREN = 900;
  private static final int GRANDCHILDREN = 520;

  /** Which of the children has registered with the e-mail address of a parent. */
  private static final int SHARED_EMAIL = 431;

  /** The youngest are born in this year, so that nobody in the file is born in the future. */
  private static final int LAST_YEAR = 2024;

  /** Who is born later has no e-mail address yet. */
  private static final int LAST_YEAR_WITH_EMAIL = 2012;

  private static final int LAST_YEAR_OF_EMPLOYEES = 2006;

  /** Bad lines, by the number of good lines that stand before them. */
  private static final Map<Integer, List<String>> BAD_LINES =
      Map.of(
          112, List.of("", "1951-06-30", "Lisbon", "no.name@example.org", "yes", ""),
          480, List.of("Paul X. Wrongday", "1957-02-31", "Oslo", "paul@example.org", "no", ""),
          905, List.of("Mia X. Unborn", "2126-05-17", "Porto", "", "no", ""),
          1234, List.of("Ida X. Noat", "1984-11-02", "Ghent", "ida.example.org", "yes", ""),
          1620, List.of("Tom X. Orphan", "2001-08-09", "Turin", "", "no", "Nobody Inthisfile"),
          1999, List.of("Eva X. Short", "2003-04-05", "Malmo", ""));

  private static final List<String> GIVEN_NAMES =
      List.of(
          "Ada",
          "Adam",
          "Alma",
          "Amir",
          "Anouk",
          "Anton",
          "Aylin",
          "Bela",
          "Bruno",
          "Carla",
          "Chiara",
          "Clara",
          "Dario",
          "David",
          "Daria",
          "Elif",
          "Elias",
          "Emil",
          "Emma",
          "Erik",
          "Esther",
          "Farid",
          "Felix",
          "Finn",
          "Flora",
          "Frida",
          "Greta",
          "Gustav",
          "Hana",
          "Hugo",
          "Ida",
          "Ines",
          "Ivan",
          "Jana",
          "Jonas",
          "Jos\u00e9",
          "Julia",
          "J\u00fcrgen",
          "Karim",
          "Katya",
          "Lea",
          "Leo",
          "Lina",
          "Luca",
          "Magda",
          "Malik",
          "Marta",
          "Milan",
          "Mira",
          "Nadia",
          "Nils",
          "Nora",
          "Olga",
          "Omar",
          "Otto",
          "Paula",
          "Pedro",
          "Ren\u00e9e",
          "Rosa",
          "Samir",
          "Sara",
          "Selma",
          "Simon",
          "Sofia",
          "Tariq",
          "Thea",
          "Tomas",
          "Vera",
          "Yusuf",
          "Zo\u00eb");

  private static final List<String> SURNAMES =
      List.of(
          "Aalto",
          "Abbas",
          "Andersen",
          "Bakker",
          "Becker",
          "Bianchi",
          "Castro",
          "Cohen",
          "Costa",
          "Demir",
          "Dubois",
          "Duarte",
          "Eriksen",
          "Farkas",
          "Ferrari",
          "Fischer",
          "Garc\u00eda",
          "Haddad",
          "Hansen",
          "Horvat",
          "Ivanov",
          "Jansen",
          "Kaya",
          "Keller",
          "Kov\u00e1cs",
          "Laine",
          "Lambert",
          "Lindqvist",
          "Lopez",
          "Marino",
          "Meyer",
          "Moreau",
          "Nagy",
          "Novak",
          "Nowak",
          "O'Neill",
          "Olsen",
          "Pereira",
          "Petrov",
          "Popescu",
          "Ricci",
          "Rossi",
          "Sahin",
          "Santos",
          "Schmidt",
          "Silva",
          "Suzuki",
          "Tanaka",
          "Vargas",
          "Virtanen",
          "van Dijk",
          "Weber",
          "Yilmaz",
          "Zimmer");

  /**
   * The ones in front get the most people. The commas and accents are there to be read correctly.
   */
  private static final List<String> CITIES =
      List.of(
          "Hamburg",
          "Lisbon",
          "Oslo",
          "Ghent",
          "Turin",
          "Porto",
          "Krakow",
          "Utrecht",
          "Lyon",
          "Graz",
          "Bilbao",
          "Tallinn",
          "Washington, D.C.",
          "Z\u00fcrich",
          "S\u00e3o Paulo",
          "Quebec, QC",
          "Troms\u00f8",
          "Gda\u0144sk");

  private static final List<String> EMAIL_DOMAINS =
      List.of("example.org", "example.com", "example.net");

  private final Random random = new Random(SEED);
  private final Set<String> names = new HashSet<>();
  private final List<Member> members = new ArrayList<>();

  /** Somebody in the file, with what children inherit. */
  private record Member(
      String name,
      String surname,
      LocalDate birthDate,
      String city,
      @Nullable String email,
      boolean employee,
      @Nullable Member parent) {}

  private PeopleFileGenerator() {}

  /**
   * Writes the file.
   *
   * @param arguments the path to write to, and nothing else
   * @throws IOException if it cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("Expected one argument: the path of the file to write.");
    }
    Files.writeString(Path.of(arguments[0]), generate());
  }

  /**
   * Makes the text of the file.
   *
   * @return the same text each time
   */
  static String generate() {
    PeopleFileGenerator generator = new PeopleFileGenerator();
    generator.addGenerations();
    return generator.text();
  }

  private void addGenerations() {
    members.add(
        new Member(
            "Senior", "", LocalDate.of(1948, 2, 11), "Oslo", "senior@example.org", true, null));
    List<Member> founders = new ArrayList<>();
    for (int i = 0; i < FOUNDERS; i++) {
      founders.add(founder());
    }
    List<Member> children = new ArrayList<>();
    for (int i = 0; i < CHILDREN; i++) {
      children.add(childOf(pick(founders), i == SHARED_EMAIL));
    }
    List<Member> grandchildren = new ArrayList<>();
    for (int i = 0; i < GRANDCHILDREN; i++) {
      grandchildren.add(childOf(pick(children), false));
    }
    members.addAll(founders);
    members.addAll(children);
    members.addAll(grandchildren);
  }

  private Member founder() {
    String surname = pick(SURNAMES);
    return member(surname, birthDate(1930 + random.nextInt(30)), cityOfChoice(), null, false);
  }

  private Member childOf(Member parent, boolean sharesEmail) {
    int year = parent.birthDate().getYear() + 20 + random.nextInt(15);
    String city = random.nextInt(10) < 7 ? parent.city() : cityOfChoice();
    LocalDate birthDate = birthDate(Math.min(year, LAST_YEAR));
    return member(parent.surname(), birthDate, city, parent, sharesEmail);
  }

  private Member member(
      String surname,
      LocalDate birthDate,
      String city,
      @Nullable Member parent,
      boolean sharesEmail) {
    String name = uniqueName(surname);
    boolean mayWork = birthDate.getYear() <= LAST_YEAR_OF_EMPLOYEES;
    boolean mayHaveEmail = birthDate.getYear() <= LAST_YEAR_WITH_EMAIL;
    boolean employee = mayWork && random.nextInt(10) < 4;
    String email = mayHaveEmail && random.nextInt(10) < 9 ? emailOf(name) : null;
    if (parent != null && sharesEmail) {
      email = parent.email();
    }
    return new Member(name, surname, birthDate, city, email, employee, parent);
  }

  private String uniqueName(String surname) {
    while (true) {
      char initial = (char) ('A' + random.nextInt(23));
      String name = pick(GIVEN_NAMES) + " " + initial + ". " + surname;
      if (names.add(name)) {
        return name;
      }
    }
  }

  private String emailOf(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    String local = plain.replaceAll("[^a-z ]", "").replace(' ', '.');
    return local + "@" + pick(EMAIL_DOMAINS);
  }

  private LocalDate birthDate(int year) {
    return LocalDate.ofYearDay(year, 1 + random.nextInt(365));
  }

  private String cityOfChoice() {
    // The smaller of two numbers favours the front of the list.
    int first = random.nextInt(CITIES.size());
    int second = random.nextInt(CITIES.size());
    return CITIES.get(Math.min(first, second));
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String text() {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(PeopleFile.COLUMNS);
      for (int i = 0; i < members.size(); i++) {
        List<String> badLine = BAD_LINES.get(i);
        if (badLine != null) {
          csv.writeRecord(badLine);
        }
        csv.writeRecord(fields(members.get(i)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A StringWriter does not fail.", e);
    }
    return text.toString();
  }

  private static List<String> fields(Member member) {
    Member parent = member.parent();
    return List.of(
        member.name(),
        member.birthDate().toString(),
        member.city(),
        member.email() == null ? "" : member.email(),
        member.employee() ? "yes" : "no",
        parent == null ? "" : parent.name());
  }
}
