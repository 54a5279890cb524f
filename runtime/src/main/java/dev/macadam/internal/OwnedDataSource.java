package dev.macadam.internal;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that its database closes. */
public final class OwnedDataSource implements AutoCloseable {

  private final AutoCloseable dataSource;

  private OwnedDataSource(AutoCloseable dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Takes a data source over.
   *
   * @throws IllegalStateException if it cannot be closed
   */
  public static OwnedDataSource of(DataSource dataSource) {
    if (dataSource instanceof AutoCloseable closeable) {
      return new OwnedDataSource(closeable);
    }
    throw Messages.notCloseable(dataSource);
  }

  /** Closes it, if there is one, because its database could not be built. */
  public static void closeAfter(Throwable failure, @Nullable OwnedDataSource owned) {
    if (owned != null) {
      try {
        owned.close();
      } catch (Throwable another) {
        DatabaseTransaction.suppress(failure, another);
      }
    }
  }

  @Override
  public void close() {
    try {
      dataSource.close();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw Messages.notClosed(dataSource, failure);
    }
  }
}
