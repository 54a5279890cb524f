package dev.macadam.example;

import java.util.List;

/**
 * How an import went.
 *
 * @param imported how many people are in the database now
 * @param batches how many batches there were, that is, handler calls
 * @param refused the batches that the database refused, in the order of their numbers
 * @param leftOut people who were in no batch because their parents are not in the database, in the
 *     order of the file
 */
record ImportReport(
    int imported, int batches, List<RefusedBatch> refused, List<PersonLine> leftOut) {

  /**
   * A batch that the database refused.
   *
   * @param number the number of the batch, counted from 1
   * @param people who was in it
   * @param reason the words of the database
   */
  record RefusedBatch(int number, List<PersonLine> people, String reason) {}

  ImportReport {
    refused = List.copyOf(refused);
    leftOut = List.copyOf(leftOut);
  }
}
