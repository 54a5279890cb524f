package dev.macadam.internal;

import dev.macadam.spi.ResourceFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of work has besides its databases: the values that were registered on its context,
 * and the resources that were made for it. Confined to the worker, but for {@link #value}.
 */
final class UnitResources {

  /** A value that was registered on a context. */
  private static final class Registered {
    final ResourceKey key;
    final Object value;
    final @Nullable Registered before;

    Registered(ResourceKey key, Object value, @Nullable Registered before) {
      this.key = key;
      this.value = value;
      this.before = before;
    }
  }

  /** A resource that was made for a unit. */
  private static final class Made {
    final ResourceKey key;
    final ResourceFactory<Object> factory;
    final Object resource;
    final @Nullable Made before;
    boolean readyToCommit;

    Made(ResourceKey key, ResourceFactory<Object> factory, Object resource, @Nullable Made before) {
      this.key = key;
      this.factory = factory;
      this.resource = resource;
      this.before = before;
    }
  }

  /** What a factory of resources is told. */
  @FunctionalInterface
  private interface Message {
    void send(Made made) throws Exception;
  }

  private final UnitOfWork unit;
  private final ResourceRegistry registry;
  private final @Nullable UnitResources parent;
  private final List<ResourceKey> making = new ArrayList<>(2);

  /** Other threads read it, and so do the children of the context. */
  private volatile @Nullable Registered registered;

  private @Nullable Made last;
  private boolean telling;

  private UnitResources(
      UnitOfWork unit, ResourceRegistry registry, @Nullable UnitResources parent) {
    this.unit = unit;
    this.registry = registry;
    this.parent = parent;
  }

  /** Resources of a unit that has none yet. */
  static UnitResources of(UnitOfWork unit, ResourceRegistry registry) {
    return new UnitResources(unit, registry, null);
  }

  /** Resources of a child, which sees what is registered here, now or later. */
  UnitResources forChild(UnitOfWork child) {
    return new UnitResources(child, registry, this);
  }

  // --- Values ----------------------------------------------------------------------------------

  /** Registers a value on the context. */
  void register(ResourceKey key, Object value) {
    if (registeredHere(key) != null) {
      throw Messages.resourceTaken("the context of " + unit.name(), key);
    }
    registered = new Registered(key, key.requireInstance(value), registered);
  }

  /** The value that this context sees under a key, or null; any thread may ask. */
  @Nullable Object value(ResourceKey key) {
    for (UnitResources each = this; each != null; each = each.parent) {
      Object value = each.registeredHere(key);
      if (value != null) {
        return value;
      }
    }
    return registry.value(key);
  }

  private @Nullable Object registeredHere(ResourceKey key) {
    for (Registered each = registered; each != null; each = each.before) {
      if (each.key.equals(key)) {
        return each.value;
      }
    }
    return null;
  }

  /** Everything that this context can be asked for. */
  Set<ResourceKey> keys() {
    Set<ResourceKey> keys = registry.keys();
    for (UnitResources unit = this; unit != null; unit = unit.parent) {
      for (Registered each = unit.registered; each != null; each = each.before) {
        keys.add(each.key);
      }
    }
    return keys;
  }

  // --- Resources -------------------------------------------------------------------------------

  /** The unit's own resource under a key, made if need be; null if nothing makes such a one. */
  @Nullable Object own(ResourceKey key) {
    for (Made each = last; each != null; each = each.before) {
      if (each.key.equals(key)) {
        return each.resource;
      }
    }
    ResourceFactory<Object> factory = registry.factory(key);
    return factory == null ? null : make(key, factory);
  }

  private Object make(ResourceKey key, ResourceFactory<Object> factory) {
    int same = making.indexOf(key);
    if (same >= 0) {
      throw Messages.resourceCircle(unit.name(), making.subList(same, making.size()), key);
    }
    making.add(key);
    Object resource;
    try {
      resource = factory.create(unit.view());
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw Messages.resourceNotMade(unit.name(), key, interruptedAgain(failure));
    } finally {
      making.remove(making.size() - 1);
    }
    if (!key.type().isInstance(resource)) {
      throw Messages.resourceUnfit(unit.name(), key, resource);
    }
    Made made = new Made(key, factory, resource, last);
    if (unit.isClosed()) {
      // With the context around it, by the factory itself.
      tell(made, each -> each.factory.close(each.resource));
      throw Messages.closed(unit.name());
    }
    last = made;
    return resource;
  }

  // --- What they are told ----------------------------------------------------------------------

  /** Refuses to end what is just being prepared or told of its end. */
  void refuseInside(String call) {
    if (telling || !making.isEmpty()) {
      throw Messages.refused(
          unit.name(), call, "A resource's own methods run inside of it and cannot end it.");
    }
  }

  /** Prepares for a commit; what a resource throws is in the way of it. */
  void beforeCommit() {
    for (Made each = last; each != null; each = each.before) {
      each.readyToCommit = false;
    }
    telling = true;
    try {
      for (Made next = lastNotReady(); next != null; next = lastNotReady()) {
        next.readyToCommit = true;
        prepare(next);
      }
    } finally {
      telling = false;
    }
  }

  /** Looked for from the start each time, because to prepare one may make another. */
  private @Nullable Made lastNotReady() {
    Made each = last;
    while (each != null && each.readyToCommit) {
      each = each.before;
    }
    return each;
  }

  private void prepare(Made made) {
    try {
      made.factory.beforeCommit(made.resource);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw Messages.resourceRefusedCommit(unit.name(), made.key, interruptedAgain(failure));
    }
  }

  /** After a commit in the middle of the work. */
  void committed() {
    telling = true;
    tell(last, made -> made.factory.committed(made.resource));
    telling = false;
  }

  /**
   * The unit is closed.
   *
   * @param committed whether the end of the work was committed
   * @param failure what undid it; null, without a commit, if there was nothing to undo
   */
  void end(boolean committed, @Nullable Throwable failure) {
    Made newest = last;
    last = null;
    registered = null;
    if (committed) {
      tell(newest, made -> made.factory.committed(made.resource));
    } else if (failure != null) {
      tell(newest, made -> made.factory.rolledBack(made.resource, failure));
    }
    tell(newest, made -> made.factory.close(made.resource));
  }

  private void tell(@Nullable Made newest, Message message) {
    for (Made each = newest; each != null; each = each.before) {
      try {
        message.send(each);
      } catch (Throwable thrown) {
        unit.events().callbackFailed(unit.name(), interruptedAgain(thrown));
      }
    }
  }

  /** An interrupt that ended up in an exception is not lost to the thread. */
  private static <T extends Throwable> T interruptedAgain(T failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return failure;
  }
}
