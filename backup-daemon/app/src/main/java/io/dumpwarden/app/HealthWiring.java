package io.dumpwarden.app;

import io.dumpwarden.config.ConfigSnapshot;
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

  List<HealthCheck> ready() {
    return List.of(
        new Check("metadata-store", this::metadataStore),
        new Check("scheduler", this::scheduler),
        new Check("storages", this::storages));
  }

  private HealthCheck.Result scheduler() {
    boolean running = quartz.isRunning();
    return new HealthCheck.Result(running, running ? "running" : "not running");
  }

  private HealthCheck.Result metadataStore() {
    boolean up = platform.store().isUp();
    return new HealthCheck.Result(up, up ? "answers" : "does not answer");
  }

  private HealthCheck.Result storages() {
    try {
      List<String> problems = problems(platform.snapshots().get());
      return new HealthCheck.Result(
          problems.isEmpty(), problems.isEmpty() ? "all answer" : String.join("; ", problems));
    } catch (DumpwardenException e) {
      return new HealthCheck.Result(false, "" + e.getMessage());
    }
  }

  private List<String> problems(ConfigSnapshot config) {
    List<String> problems = new ArrayList<>();
    for (Storage storage : config.storages()) {
      try {
        if (storage.enabled()) {
          platform.storages().open(storage).check();
        }
      } catch (StorageException | DumpwardenException e) {
        problems.add(storage.name() + ": " + e.getMessage());
      }
    }
    return problems;
  }
}
