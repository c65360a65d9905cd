package io.dumpwarden.notify.send;

import io.dumpwarden.config.Channel;
import io.dumpwarden.config.ChannelType;
import io.dumpwarden.notify.NotSentException;
import io.dumpwarden.notify.Notice;
import io.dumpwarden.notify.Sender;
import io.dumpwarden.storage.Secret;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One sender for each type of channel. */
public final class Senders implements Sender {

  private final Map<ChannelType, Sender> byType;

  Senders(Network network, InstantSource clock) {
    HttpPost http = new HttpPost(network);
    this.byType = new EnumMap<>(ChannelType.class);
    for (ChannelType type : ChannelType.values()) {
      byType.put(
          type,
          switch (type) {
            case EMAIL -> new EmailSender(network);
            case SLACK -> new SlackSender(http);
            case TEAMS -> new TeamsSender(http);
            case WEBHOOK -> new WebhookSender(http, clock);
            case PING -> new PingSender(http);
          });
    }
  }

  /**
   * Sends over this machine's network, with the certificate authorities of the JVM.
   *
   * @param clock says when a webhook was signed
   */
  public static Sender standard(InstantSource clock) {
    return new Senders(Network.standard(), clock);
  }

  @Override
  public void send(Channel channel, @Nullable Secret secret, Notice notice)
      throws NotSentException {
    byType.get(channel.type()).send(channel, secret, notice);
  }
}
