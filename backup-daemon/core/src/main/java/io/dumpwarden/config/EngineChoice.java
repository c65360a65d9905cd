package io.dumpwarden.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What makes the dumps. */
public enum EngineChoice {
  /** What suits the server's flavor best. */
  AUTO,
  /** Dumpwarden itself, over connections of its own. */
  NATIVE,
  /** The server's dump program. */
  MYSQLDUMP;

  /** The flavors whose servers the native engine dumps where nobody chooses. */
  private static final Set<Flavor> NATIVE_BY_ITSELF = EnumSet.allOf(Flavor.class);

  /** Whether servers of a flavor are dumped by the native engine. */
  public boolean isNative(Flavor flavor) {
    return switch (this) {
      case AUTO -> NATIVE_BY_ITSELF.contains(flavor);
      case NATIVE -> true;
      case MYSQLDUMP -> false;
    };
  }

  /** As rows and manifests have it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
