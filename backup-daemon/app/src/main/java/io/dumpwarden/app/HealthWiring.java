package io.dumpwarden.app;

import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.node.HealthCheck;
import io.dumpwarden.scheduler.QuartzScheduler;
import io.dumpwarden.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** All enabled storages, as the rows are now. */
  private HealthCheck.Result storages() {
    List<String> problems = new ArrayList<>();
    try {
      platform.snapshots().get().storages().stream()
          .filter(Storage::enabled)
          .forEach(storage -> check(storage).ifPresent(problems::add));
    } catch (DumpwardenException e) {
      problems.add("" + e.getMessage());
    }
    return new HealthCheck.Result(
        problems.isEmpty(), problems.isEmpty() ? "all answer" : String.join("; ", problems));
  }

  private Optional<String> check(Storage storage) {
    try {
      platform.storages().open(storage).check();
      return Optional.empty();
    } catch (StorageException | DumpwardenException e) {
      return Optional.of(storage.name() + ": " + e.getMessage());
    }
  }
}
