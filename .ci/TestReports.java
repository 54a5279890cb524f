import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Reads the test reports below a folder. Prints {@code passed failed skipped} in one line,
 * complains on standard error, and exits with 1 if there is something to complain about: a failure,
 * a skip that is not the one for a newer JDK, a test on PostgreSQL that is missing, or a project in
 * {@code src/it} that was not built.
 *
 * <p>A class that runs on each TestDatabase appears in the reports once for each, with the number
 * of the database behind its name, 1 for H2 and 2 for PostgreSQL, or with the database's own name; a
 * method likewise.
 */
class TestReports {

  private static final Pattern ON_H2 = Pattern.compile("\\[1]|\\bH2\\b");
  private static final Pattern ON_POSTGRESQL = Pattern.compile("\\[2]|\\bPOSTGRESQL\\b");

  /** From this version of Java on there is nothing that a test lacks. */
  private static final int NEWEST = 25;

  private final Path root;
  private final List<String> complaints = new ArrayList<>();
  private final Map<String, int[]> byDatabase = new TreeMap<>();
  private int passed;
  private int failed;
  private int skipped;
  private int onPostgresql;
  private int builtProjects;

  TestReports(Path root) {
    this.root = root;
  }

  public static void main(String[] arguments) throws Exception {
    TestReports reports = new TestReports(Path.of(arguments[0]));
    reports.readAll();
    reports.judge();
    System.out.println(reports.passed + " " + reports.failed + " " + reports.skipped);
    reports.complaints.forEach(System.err::println);
    System.exit(reports.complaints.isEmpty() ? 0 : 1);
  }

  private void readAll() throws Exception {
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.filter(Files::isDirectory).toList()) {
        for (String folder : List.of("surefire-reports", "invoker-reports")) {
          Path reports = module.resolve("target").resolve(folder);
          if (Files.isDirectory(reports)) {
            readModule(module, reports);
          }
        }
        checkProjects(module);
      }
    }
  }

  /** What became of a project is in its report, as of any other test; so there has to be one. */
  private void checkProjects(Path module) throws IOException {
    Path projects = module.resolve("src/it");
    if (!Files.isDirectory(projects)) {
      return;
    }
    try (Stream<Path> files = Files.list(projects)) {
      for (Path project : files.filter(each -> Files.exists(each.resolve("pom.xml"))).toList()) {
        String report = "TEST-" + project.getFileName() + ".xml";
        if (Files.exists(module.resolve("target/invoker-reports").resolve(report))) {
          builtProjects++;
        } else {
          complaints.add("Not built: " + project);
        }
      }
    }
  }

  private void readModule(Path module, Path reports) throws Exception {
    try (Stream<Path> files = Files.list(reports)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".xml")).toList()) {
        // The totals in the file leave out classes that run on several databases; so count.
        NodeList cases =
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagName("testcase");
        for (int index = 0; index < cases.getLength(); index++) {
          read(module, (Element) cases.item(index));
        }
      }
    }
  }

  private void read(Path module, Element test) throws IOException {
    String type = test.getAttribute("classname");
    String name = type + " " + test.getAttribute("name");
    NodeList skips = test.getElementsByTagName("skipped");
    if (skips.getLength() > 0) {
      skipped++;
      String reason = ((Element) skips.item(0)).getAttribute("message");
      if (!reason.startsWith("Disabled on JRE version")) {
        complaints.add("Skipped: " + name + ": " + reason);
      }
      return;
    }
    if (test.getElementsByTagName("failure").getLength() > 0
        || test.getElementsByTagName("error").getLength() > 0) {
      failed++;
      complaints.add("Failed: " + name);
      return;
    }
    passed++;
    String plain = type.replaceAll("\\[\\d+]$", "");
    Path source = module.resolve("src/test/java/" + plain.replace('.', '/') + ".java");
    if (Files.exists(source) && Files.readString(source).contains("TestDatabase.class")) {
      int[] counts = byDatabase.computeIfAbsent(plain, each -> new int[2]);
      counts[0] += ON_H2.matcher(name).find() ? 1 : 0;
      if (ON_POSTGRESQL.matcher(name).find()) {
        counts[1]++;
        onPostgresql++;
      }
    } else if (plain.contains("Postgres")) {
      onPostgresql++;
    }
  }

  private void judge() {
    if (passed == 0) {
      complaints.add("No test has passed.");
    }
    if (skipped > 0 && Runtime.version().feature() >= NEWEST) {
      complaints.add(skipped + " skipped; on this JDK none may be.");
    }
    byDatabase.forEach(
        (type, counts) -> {
          if (counts[1] == 0 || counts[0] != counts[1]) {
            complaints.add(type + ": " + counts[0] + " on H2, " + counts[1] + " on PostgreSQL.");
          }
        });
    if (onPostgresql == 0) {
      complaints.add("No test ran on PostgreSQL.");
    } else {
      System.err.println(onPostgresql + " tests ran on PostgreSQL.");
    }
    System.err.println(builtProjects + " real projects were built.");
  }
}
