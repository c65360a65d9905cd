package io.dumpwarden.access;

/**
 * Who does something, and through what.
 *
 * @param name the user's name; for the command line, the system account that runs it
 * @param channel {@code cli}, {@code daemon}, {@code sql}
 */
public record Actor(String name, String channel) {

  /** The daemon itself. */
  public static final Actor DAEMON = new Actor("dumpwarden", "daemon");

  /** Somebody who edited a row by plain SQL; the store does not say who. */
  public static final Actor SQL = new Actor("unknown", "sql");
}
