package io.dumpwarden.notify;

import io.dumpwarden.config.Channel;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.secret.StoredSecret;
import io.dumpwarden.storage.Secret;
import org.jspecify.annotations.Nullable;

/** Sends through a channel with its secret opened just before, and anew each time. */
public final class Outlet {

  private final Sender sender;
  private final SecretVault vault;

  public Outlet(Sender sender, SecretVault vault) {
    this.sender = sender;
    this.vault = vault;
  }

  /**
   * As {@link Sender#send}; a secret that cannot be opened may be repaired, and is worth another
   * attempt.
   */
  public void send(Channel channel, Notice notice) throws NotSentException {
    sender.send(channel, open(channel.secret()), notice);
  }

  private @Nullable Secret open(@Nullable StoredSecret stored) throws NotSentException {
    try {
      return stored == null ? null : vault.reveal(stored);
    } catch (DumpwardenException e) {
      throw new NotSentException("the channel's secret cannot be opened: " + e.getMessage(), true);
    }
  }
}
