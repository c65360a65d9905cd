package io.dumpwarden.app;

import io.dumpwarden.node.ClusterLock;
import io.dumpwarden.node.Node;
import io.dumpwarden.notify.Delivery;
import io.dumpwarden.notify.NotificationStore;
import io.dumpwarden.notify.Watch;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The daemon's notifications, on threads of their own: nothing that backs up waits for them. One
 * node of the cluster looks at a time; all send.
 */
final class NotifyWork {

  private static final Duration SEND = Duration.ofSeconds(2);
  private static final Duration REMEMBERED = Duration.ofDays(30);

  /** A look follows what reconcile has seen, at a third of its pace. */
  private static final int RELOADS = 3;

  private final Duration pause;
  private final ClusterLock lock;
  private final Watch watch;
  private final Delivery delivery;
  private final NotificationStore store;
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(2, task -> new Thread(task, "notify"));

  NotifyWork(Platform platform, Node node, ClusterLock lock) {
    this.pause = platform.config().reloadInterval().multipliedBy(RELOADS);
    this.lock = lock;
    this.watch = NotifyWiring.watch(platform);
    this.delivery = NotifyWiring.delivery(platform, node);
    this.store = NotifyWiring.store(platform);
  }

  void start() {
    Periodic.every(threads, pause, "notifications", () -> lock.tryRun("notify", watch::look));
    Periodic.every(threads, SEND, "messages", delivery::look);
    Periodic.every(
        threads,
        Duration.ofDays(1),
        "old messages",
        () -> lock.tryRun("notify-prune", () -> store.prune(REMEMBERED)));
  }

  /** What is being sent is sent again by whoever comes next. */
  void stop() throws InterruptedException {
    threads.shutdown();
    delivery.stop();
    Periodic.stop(threads);
  }
}
