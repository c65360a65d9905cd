package io.dumpwarden.config;

import java.util.Locale;

/** What makes the dumps. */
public enum EngineChoice {
  /** What suits the server's flavor best. */
  AUTO,
  /** Dumpwarden itself, over connections of its own. */
  NATIVE,
  /** The server's dump program. */
  MYSQLDUMP;

  /** As rows and manifests have it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
