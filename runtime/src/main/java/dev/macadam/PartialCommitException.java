package dev.macadam;

import java.util.List;

/**
 * One of several databases of a unit had committed when another one failed. Commits over several
 * databases are not atomic: they are sent one after the other, in the order in which the databases
 * were first used.
 */
public class PartialCommitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names of the databases that did commit. */
  private final String[] committed;

  /** Names of those that did not. */
  private final String[] notCommitted;

  /** Names of those of which it is not known. */
  private final String[] unknown;

  /**
   * Creates it.
   *
   * @param message which handler, and what became of each database
   * @param cause the failure of the commit
   * @param committed names of the databases that did commit
   * @param notCommitted names of those that did not
   * @param unknown names of those of which it is not known
   */
  public PartialCommitException(
      String message,
      Throwable cause,
      List<String> committed,
      List<String> notCommitted,
      List<String> unknown) {
    super(message, cause);
    this.committed = committed.toArray(String[]::new);
    this.notCommitted = notCommitted.toArray(String[]::new);
    this.unknown = unknown.toArray(String[]::new);
  }

  /**
   * The databases that did commit.
   *
   * @return their names, in the order of the commits
   */
  public List<String> committed() {
    return List.of(committed);
  }

  /**
   * The databases that did not commit.
   *
   * @return their names, in the order of first use
   */
  public List<String> notCommitted() {
    return List.of(notCommitted);
  }

  /**
   * The databases of which it is not known whether they committed.
   *
   * @return their names
   */
  public List<String> unknown() {
    return List.of(unknown);
  }
}
