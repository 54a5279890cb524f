package dev.macadam.example;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Imports people in batches, several at the same time, and one handler call each.
 *
 * <p>Batches that run side by side do not see each other's people. So parents go first: nobody is
 * sent off before all batches of the generation before have ended. If two people of one generation
 * claim the same name or e-mail address, the batch that comes later to the database is refused.
 */
final class PeopleImport {

  /** How many batches may be on their way; the others wait here and not in the runtime. */
  private static final int MAX_IN_FLIGHT = 4;

  private final PeopleInContext people;
  private final Progress progress;
  private final int batchSize;

  private final Queue<SentBatch> inFlight = new ArrayDeque<>();
  private final Set<String> importedNames = new HashSet<>();
  private final List<ImportReport.RefusedBatch> refused = new ArrayList<>();
  private final List<PersonLine> leftOut = new ArrayList<>();
  private int imported;
  private int batches;

  private record SentBatch(
      int number, List<PersonLine> people, CompletableFuture<Integer> imported) {}

  PeopleImport(PeopleInContext people, Progress progress, int batchSize) {
    this.people = people;
    this.progress = progress;
    this.batchSize = batchSize;
  }

  /**
   * Imports people and waits until that is done.
   *
   * @param lines each parent stands before the children
   * @return how it went
   * @throws CompletionException if something fails that other data would not change
   */
  ImportReport run(List<PersonLine> lines) {
    for (List<PersonLine> generation : generations(lines)) {
      for (List<PersonLine> batch : batches(withImportedParents(generation))) {
        if (inFlight.size() == MAX_IN_FLIGHT) {
          await(inFlight.remove());
        }
        inFlight.add(new SentBatch(++batches, batch, people.importBatch(batch)));
      }
      while (!inFlight.isEmpty()) {
        await(inFlight.remove());
      }
    }
    leftOut.sort(Comparator.comparingLong(PersonLine::number));
    return new ImportReport(imported, batches, refused, leftOut);
  }

  /**
   * Asks the database for the people of a refused batch, after the import.
   *
   * @param batch one that this import has reported
   * @return how many of them are in the database, which should be none
   */
  long countFound(ImportReport.RefusedBatch batch) {
    // If the reason was a name that is taken, the one who has taken it does not count.
    List<String> names =
        batch.people().stream()
            .map(PersonLine::name)
            .filter(name -> !importedNames.contains(name))
            .toList();
    return people.countNamed(names).join();
  }

  private void await(SentBatch batch) {
    try {
      imported += batch.imported().join();
      batch.people().forEach(line -> importedNames.add(line.name()));
    } catch (CompletionException e) {
      if (!Failures.isRefusal(e)) {
        throw e;
      }
      refused.add(
          new ImportReport.RefusedBatch(batch.number(), batch.people(), Failures.reason(e)));
    }
    progress.advance(batch.people().size());
  }

  private List<PersonLine> withImportedParents(List<PersonLine> generation) {
    List<PersonLine> ready = new ArrayList<>();
    for (PersonLine line : generation) {
      if (line.parent() == null || importedNames.contains(line.parent())) {
        ready.add(line);
      } else {
        leftOut.add(line);
        progress.advance(1);
      }
    }
    return ready;
  }

  private List<List<PersonLine>> batches(List<PersonLine> lines) {
    List<List<PersonLine>> batches = new ArrayList<>();
    for (int start = 0; start < lines.size(); start += batchSize) {
      batches.add(lines.subList(start, Math.min(start + batchSize, lines.size())));
    }
    return batches;
  }

  /** First those without a parent, then their children, then the children of those, and so on. */
  private static List<List<PersonLine>> generations(List<PersonLine> lines) {
    List<List<PersonLine>> generations = new ArrayList<>();
    Map<String, Integer> generationOf = new HashMap<>();
    for (PersonLine line : lines) {
      int generation = line.parent() == null ? 0 : generationOf.getOrDefault(line.parent(), 0) + 1;
      generationOf.putIfAbsent(line.name(), generation);
      if (generation == generations.size()) {
        generations.add(new ArrayList<>());
      }
      generations.get(generation).add(line);
    }
    return generations;
  }
}
