package io.dumpwarden.app;

import io.dumpwarden.catalog.LocalStorages;
import io.dumpwarden.node.ClusterLock;
import io.dumpwarden.verify.RoutineVerification;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Has copies verified and repaired while the daemon runs, on threads of its own: reading a large
 * one takes hours.
 */
final class VerifyWatch {

  private static final Duration OFTEN = Duration.ofSeconds(30);

  private final RoutineVerification routine;
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(2, task -> new Thread(task, "verify"));

  VerifyWatch(Platform platform, LocalStorages locals, ClusterLock lock) {
    this.routine = new VerifyWiring(platform, platform.keyring(), 0).routine(locals, lock);
  }

  void start() {
    Periodic.every(threads, OFTEN, "verification", routine::readDue);
    Periodic.every(threads, OFTEN, "look for copies", routine::lookAndRepair);
  }

  /** What is being read or written is given up; a copy is replaced in one step or not at all. */
  void stop() throws InterruptedException {
    Periodic.stop(threads);
  }
}
