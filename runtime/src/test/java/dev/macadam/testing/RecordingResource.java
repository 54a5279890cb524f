package dev.macadam.testing;

import dev.macadam.Context;
import dev.macadam.spi.ResourceFactory;
import java.util.List;

/** Makes resources that are known by a name, and writes down what it is told. */
public class RecordingResource implements ResourceFactory<RecordingResource.Named> {

  private final String name;
  private final List<String> events;

  /** A resource. */
  public record Named(String name, Context context) {}

  /** A factory that writes to a list. */
  public RecordingResource(String name, List<String> events) {
    this.name = name;
    this.events = events;
  }

  @Override
  public Named create(Context context) throws Exception {
    events.add("create " + name);
    return new Named(name, context);
  }

  @Override
  public void beforeCommit(Named resource) throws Exception {
    events.add("beforeCommit " + resource.name());
  }

  @Override
  public void committed(Named resource) throws Exception {
    events.add("committed " + resource.name());
  }

  @Override
  public void rolledBack(Named resource, Throwable failure) throws Exception {
    events.add("rolledBack " + resource.name() + " " + failure.getClass().getSimpleName());
  }

  @Override
  public void close(Named resource) throws Exception {
    events.add("close " + resource.name());
  }
}
