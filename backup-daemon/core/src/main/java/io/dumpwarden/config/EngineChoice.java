package io.dumpwarden.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
  private static final Set<Flavor> NATIVE_BY_ITSELF = EnumSet.of(Flavor.MYSQL);

  /** Whether servers of a flavor are dumped by the native engine, where these options are set. */
  public boolean isNative(Flavor flavor, DumpOptionSet options) {
    return isNative(flavor) && insteadOfNative(flavor, options).isEmpty();
  }

  /** Why the dump program does it where nobody chose it; empty where it does not. */
  public Optional<String> insteadOfNative(Flavor flavor, DumpOptionSet options) {
    List<String> toolOnly = ToolOnlyOptions.in(options);
    return this == AUTO && isNative(flavor) && !toolOnly.isEmpty()
        ? Optional.of(
            "the dump program is used, since the native engine does not have dump option "
                + String.join(", ", toolOnly))
        : Optional.empty();
  }

  /** The same where no options are set. */
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
