package io.dumpwarden.notify;

import io.dumpwarden.config.Channel;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Severity;
import java.time.InstantSource;
import java.util.List;

/** Sends a notice of no consequence, at once and past the queue, while somebody waits. */
public final class ChannelTest {

  private final Outlet outlet;
  private final InstantSource clock;

  public ChannelTest(Outlet outlet, InstantSource clock) {
    this.outlet = outlet;
    this.clock = clock;
  }

  /**
   * Returns when the receiver has taken it; the channel need not be enabled, nor saved.
   *
   * @throws NotSentException where it did not, with the reason for people
   */
  public void send(Channel channel) throws NotSentException {
    outlet.send(channel, notice(channel));
  }

  private Notice notice(Channel channel) {
    return new Notice(
        Notice.Kind.TEST,
        null,
        Severity.INFO,
        "test/" + channel.name(),
        "Test of channel " + channel.name(),
        List.of("This is a test: nothing is wrong. Notices of Dumpwarden arrive here."),
        About.NOTHING,
        clock.instant(),
        null);
  }
}
