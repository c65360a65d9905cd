package io.dumpwarden.app;

import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.node.HealthCheck;
import io.dumpwarden.scheduler.QuartzScheduler;
import io.dumpwarden.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the daemon needs to be well. */
final class HealthWiring {

  private record Check(String name, Supplier<HealthCheck.Result> ask) implements HealthCheck {
    @Override
    public Result check() {
      return ask.get();
    }
  }

  private final Platform platform;
  private final QuartzScheduler quartz;

  HealthWiring(Platform platform, QuartzScheduler quartz) {
    this.platform = platform;
    this.quartz = quartz;
  }

  /** That the process can do its work at all: a store that is away is no reason to restart it. */
  List<HealthCheck> live() {
    return List.of(new Check("scheduler", this::scheduler));
  }

  /** The store, the scheduler, and every enabled storage for itself. */
  List<HealthCheck> ready() {
    List<HealthCheck> checks = new ArrayList<>();
    checks.add(new Check("metadata-store", this::metadataStore));
    checks.add(new Check("scheduler", this::scheduler));
    for (Storage storage : storages()) {
      checks.add(new Check("storage:" + storage.name(), () -> check(storage)));
    }
    return checks;
  }

  private HealthCheck.Result scheduler() {
    boolean running = quartz.isRunning();
    return new HealthCheck.Result(running, running ? "running" : "not running");
  }

  private HealthCheck.Result metadataStore() {
    boolean up = platform.store().isUp();
    return new HealthCheck.Result(up, up ? "answers" : "does not answer");
  }

  /** None while the store is away: that is reported on its own. */
  private List<Storage> storages() {
    try {
      return platform.snapshots().get().storages().stream().filter(Storage::enabled).toList();
    } catch (DumpwardenException e) {
      return List.of();
    }
  }

  private HealthCheck.Result check(Storage storage) {
    try {
      platform.storages().open(storage).check();
      return new HealthCheck.Result(true, "answers");
    } catch (StorageException | DumpwardenException e) {
      return new HealthCheck.Result(false, "" + e.getMessage());
    }
  }
}
