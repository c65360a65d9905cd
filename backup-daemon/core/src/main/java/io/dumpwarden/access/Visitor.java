package io.dumpwarden.access;

/**
 * Who knocks, before anybody knows their name.
 *
 * @param channel {@code ui} or {@code api}
 * @param address as far as proxies are trusted
 * @param userAgent what the browser says of itself; untrusted
 */
public record Visitor(String channel, String address, String userAgent) {

  /** The visitor as audits name it. */
  Actor as(String name) {
    return new Actor(name, channel, address);
  }
}
