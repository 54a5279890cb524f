package dev.macadam;

/**
 * What is to be done before a database is used for the first time: migrate a schema, load initial
 * data, warm a cache.
 *
 * @param <R> what the step gets: a data source, a session factory
 */
@FunctionalInterface
public interface StartUpStep<R> {

  /**
   * Does it, on the thread that builds.
   *
   * @param resource stays open; what is taken from it, such as a connection, is closed here
   * @throws Exception to fail the build
   */
  void run(R resource) throws Exception;
}
