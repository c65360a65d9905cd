package io.dumpwarden.app;

import io.dumpwarden.config.Channel;
import io.dumpwarden.config.ChannelParser;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.notify.ChannelTest;
import io.dumpwarden.notify.NotSentException;
import io.dumpwarden.view.Findings;
import io.dumpwarden.view.Findings.Result;

/** Sends a test through a channel, and tells how it ended. */
public final class ChannelLook {

  private final ChannelTest test;

  private ChannelLook(ChannelTest test) {
    this.test = test;
  }

  public static ChannelLook of(Platform platform) {
    return new ChannelLook(NotifyWiring.test(platform));
  }

  /** The channel need not be saved. */
  public Findings at(ConfigRow row) {
    try {
      return at(ChannelParser.parse(row));
    } catch (InvalidConfigException e) {
      return Findings.ofInvalid(RowForms.CHANNEL, e);
    }
  }

  private Findings at(Channel channel) {
    Findings found = new Findings();
    if (!channel.enabled()) {
      found.warning(
          "row", "the channel is disabled: nothing but tests goes through it", "enable it");
    }
    try {
      test.send(channel);
      found.ok("test", "the receiver took it");
    } catch (NotSentException e) {
      found.add(
          "test",
          Result.FAILED,
          String.valueOf(e.getMessage()),
          e.isRetryable()
              ? "look at the channel's settings, the receiver and the way there, and test again"
              : "the receiver does not take such a message: correct the channel");
    }
    return found;
  }
}
