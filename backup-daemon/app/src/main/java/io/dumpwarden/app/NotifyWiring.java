package io.dumpwarden.app;

import io.dumpwarden.metadata.JdbiAnomalyStore;
import io.dumpwarden.metadata.JdbiMessageQueue;
import io.dumpwarden.metadata.JdbiNotificationHistory;
import io.dumpwarden.metadata.JdbiNotificationStore;
import io.dumpwarden.metadata.JdbiRunFacts;
import io.dumpwarden.metadata.JdbiStatisticsFacts;
import io.dumpwarden.node.Node;
import io.dumpwarden.notify.AnomalyProblems;
import io.dumpwarden.notify.ChannelTest;
import io.dumpwarden.notify.ConfigProblems;
import io.dumpwarden.notify.CopyProblems;
import io.dumpwarden.notify.Delivery;
import io.dumpwarden.notify.DrillProblems;
import io.dumpwarden.notify.FreshnessProblems;
import io.dumpwarden.notify.NotificationHistory;
import io.dumpwarden.notify.NotificationStore;
import io.dumpwarden.notify.Outlet;
import io.dumpwarden.notify.ProblemSource;
import io.dumpwarden.notify.RunFacts;
import io.dumpwarden.notify.RunProblems;
import io.dumpwarden.notify.StorageProblems;
import io.dumpwarden.notify.Watch;
import io.dumpwarden.notify.send.Senders;
import io.dumpwarden.statistics.FleetStatistics;
import java.util.List;

/** Puts notifications together. */
public final class NotifyWiring {

  private NotifyWiring() {}

  /** What was told, what waits to be told, and what stands. */
  public static NotificationHistory history(Platform platform) {
    return new JdbiNotificationHistory(platform.store());
  }

  /** Sends tests, past the queue. */
  public static ChannelTest test(Platform platform) {
    return new ChannelTest(outlet(platform), platform.clock());
  }

  private static Outlet outlet(Platform platform) {
    return new Outlet(Senders.standard(platform.clock()), platform.vault());
  }

  /** Looks what is wrong, and queues what somebody is to be told. */
  static Watch watch(Platform platform) {
    RunFacts facts = new JdbiRunFacts(platform.store());
    FleetStatistics statistics = StatisticsWiring.statistics(platform);
    return new Watch(
        new Watch.Sources(
            problems(platform, facts, statistics), facts, platform.queue()::active, statistics),
        platform.snapshots(),
        store(platform),
        platform.store()::now);
  }

  private static List<ProblemSource> problems(
      Platform platform, RunFacts facts, FleetStatistics statistics) {
    return List.of(
        new RunProblems(facts, platform.queue()::active),
        new ConfigProblems(),
        new FreshnessProblems(statistics),
        new DrillProblems(
            platform.drills(), platform.catalogSummary()::lastGood, platform.rowStates()::all),
        new CopyProblems(new JdbiStatisticsFacts(platform.store()), platform.catalogSummary()),
        new StorageProblems(statistics),
        new AnomalyProblems(new JdbiAnomalyStore(platform.store())));
  }

  static NotificationStore store(Platform platform) {
    return new JdbiNotificationStore(platform.store());
  }

  /** Sends what is queued. */
  static Delivery delivery(Platform platform, Node node) {
    return Delivery.of(
        new JdbiMessageQueue(platform.store()),
        platform.snapshots(),
        outlet(platform),
        node.id(),
        platform.store()::now);
  }
}
