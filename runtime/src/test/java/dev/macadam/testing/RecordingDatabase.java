package dev.macadam.testing;

import dev.macadam.jdbc.JdbcDatabase;
import dev.macadam.spi.ConnectionSource;
import dev.macadam.spi.ContextAccess;
import dev.macadam.spi.Database;
import dev.macadam.spi.Views;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database of somebody else's making, which notes when it gets ready and when it is closed. */
public final class RecordingDatabase implements Database {

  private final String name;
  private final List<String> record;
  private final JdbcDatabase delegate;
  private @Nullable Throwable failureOfReady;
  private @Nullable Throwable failureOfClose;

  /** Notes in {@code record} what happens to it. */
  public RecordingDatabase(String name, DataSource dataSource, List<String> record) {
    this.name = name;
    this.record = record;
    this.delegate = JdbcDatabase.builder(dataSource).permits(1).build();
  }

  /** Getting ready fails. */
  public RecordingDatabase failAtReady(Throwable failure) {
    failureOfReady = failure;
    return this;
  }

  /** Closing fails. */
  public RecordingDatabase failAtClose(Throwable failure) {
    failureOfClose = failure;
    return this;
  }

  @Override
  public ConnectionSource connections() {
    return delegate.connections();
  }

  @Override
  public Set<Class<?>> viewTypes() {
    return delegate.viewTypes();
  }

  @Override
  public Views openViews(ContextAccess context) {
    return delegate.openViews(context);
  }

  @Override
  public void ready() throws Exception {
    record.add("ready " + name);
    if (failureOfReady instanceof Error error) {
      throw error;
    }
    if (failureOfReady != null) {
      throw (Exception) failureOfReady;
    }
  }

  @Override
  public void close() {
    record.add("close " + name);
    if (failureOfClose instanceof Error error) {
      throw error;
    }
    if (failureOfClose != null) {
      throw (RuntimeException) failureOfClose;
    }
  }
}
