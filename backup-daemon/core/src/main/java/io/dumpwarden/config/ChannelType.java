package io.dumpwarden.config;

import java.util.Locale;

/** The kinds of channel that people and other systems are told through. */
public enum ChannelType {
  EMAIL,
  /** An incoming webhook of Slack, or of what takes the same messages. */
  SLACK,
  TEAMS,
  /** Any receiver of HTTP, with a body made from a template. */
  WEBHOOK,
  /** A dead-man switch that is called while backups go well, as healthchecks.io has them. */
  PING;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
