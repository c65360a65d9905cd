package io.dumpwarden.access;

import org.jspecify.annotations.Nullable;

/**
 * Who does something, and through what.
 *
 * @param name the user's name; for the command line, the system account that runs it
 * @param channel {@code ui}, {@code api}, {@code cli}, {@code daemon}, {@code sql}
 * @param address where from; null where it is this machine, or not known
 */
public record Actor(String name, String channel, @Nullable String address) {

  public Actor(String name, String channel) {
    this(name, channel, null);
  }

  /** The daemon itself. */
  public static final Actor DAEMON = new Actor("dumpwarden", "daemon");

  /** Somebody who edited a row by plain SQL; the store does not say who. */
  public static final Actor SQL = new Actor("unknown", "sql");
}
