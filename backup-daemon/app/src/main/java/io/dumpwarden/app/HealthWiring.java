package io.dumpwarden.app;

import io.dumpwarden.catalog.LocalStorages;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.node.HealthCheck;
import io.dumpwarden.scheduler.QuartzScheduler;
import io.dumpwarden.storage.StorageException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the daemon needs to be well. */
final class HealthWiring {

  private record Check(String name, Supplier<HealthCheck.Result> ask) implements HealthCheck {
    @Override
    public Result check() {
      return ask.get();
    }
  }

  /** Equal for the same row, so that one that hangs is not asked again beside itself. */
  private record StorageCheck(Storage storage, StorageOpener storages) implements HealthCheck {
    @Override
    public String name() {
      return "storage:" + storage.name();
    }

    @Override
    public Result check() {
      try {
        storages.open(storage).check();
        return new Result(true, "answers");
      } catch (StorageException | DumpwardenException e) {
        return new Result(false, "" + e.getMessage());
      }
    }
  }

  private final Platform platform;
  private final QuartzScheduler quartz;
  private final LocalStorages locals;
  private final List<HealthCheck> fixed =
      List.of(
          new Check("metadata-store", this::metadataStore),
          new Check("scheduler", this::scheduler));
  private volatile List<HealthCheck> storages = List.of();

  HealthWiring(Platform platform, QuartzScheduler quartz, LocalStorages locals) {
    this.platform = platform;
    this.quartz = quartz;
    this.locals = locals;
  }

  /** That the process can do its work at all: a store that is away is no reason to restart it. */
  List<HealthCheck> live() {
    return List.of(new Check("scheduler", this::scheduler));
  }

  /** As of the last {@link #refresh}. */
  List<HealthCheck> ready() {
    return Stream.concat(fixed.stream(), storages.stream()).toList();
  }

  /** Looks which storages this node needs: the enabled ones, but for other nodes' disks. */
  void refresh() {
    storages =
        platform.snapshots().get().storages().stream()
            .filter(Storage::enabled)
            .filter(storage -> !locals.isOfAnother(storage))
            .<HealthCheck>map(storage -> new StorageCheck(storage, platform.storages()))
            .toList();
  }

  private HealthCheck.Result scheduler() {
    boolean running = quartz.isRunning();
    return new HealthCheck.Result(running, running ? "running" : "not running");
  }

  private HealthCheck.Result metadataStore() {
    boolean up = platform.store().isUp();
    return new HealthCheck.Result(up, up ? "answers" : "does not answer");
  }
}
