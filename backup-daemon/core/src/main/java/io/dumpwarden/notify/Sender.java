package io.dumpwarden.notify;

import io.dumpwarden.config.Channel;
import io.dumpwarden.storage.Secret;
import org.jspecify.annotations.Nullable;

/** Hands notices to receivers. Safe for use by many threads; may take as long as its time limit. */
public interface Sender {

  /**
   * Sends, and returns when the receiver has taken it. May be called again with the same notice
   * where the answer was lost.
   *
   * @param secret the channel's, opened; null where it has none. Goes nowhere but to the receiver
   * @throws NotSentException with whether it is worth another attempt; never with a secret in it
   */
  void send(Channel channel, @Nullable Secret secret, Notice notice) throws NotSentException;
}
