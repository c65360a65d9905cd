package io.dumpwarden.app;

import io.dumpwarden.metadata.JdbiNotificationHistory;
import io.dumpwarden.notify.ChannelTest;
import io.dumpwarden.notify.NotificationHistory;
import io.dumpwarden.notify.Outlet;
import io.dumpwarden.notify.send.Senders;

/** Puts notifications together. */
public final class NotifyWiring {

  private NotifyWiring() {}

  /** What was told, what waits to be told, and what stands. */
  public static NotificationHistory history(Platform platform) {
    return new JdbiNotificationHistory(platform.store());
  }

  /** Sends tests, past the queue. */
  public static ChannelTest test(Platform platform) {
    Outlet outlet = new Outlet(Senders.standard(platform.clock()), platform.vault());
    return new ChannelTest(outlet, platform.clock());
  }
}
