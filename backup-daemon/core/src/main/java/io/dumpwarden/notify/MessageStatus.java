package io.dumpwarden.notify;

import java.util.Locale;

/** How a message stands. Ids are a contract: rows, REST and metrics carry them. */
public enum MessageStatus {
  /** Waits to be sent, for the first time or again. */
  PENDING,
  SENT,
  /** Nobody took it, and it is not tried again. */
  FAILED,
  /** Its channel was removed or disabled before it was sent. */
  DROPPED;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
