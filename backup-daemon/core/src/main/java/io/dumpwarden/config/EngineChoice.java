package io.dumpwarden.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What makes the dumps. */
public enum EngineChoice {
  /** Dumpwarden itself, but where options are set that only MySQL's dump program has. */
  AUTO,
  /** Dumpwarden itself, over connections of its own. */
  NATIVE,
  /** The server's dump program. */
  MYSQLDUMP;

  /** Whether the native engine makes a server's dumps that are to have these options. */
  public boolean isNative(Flavor flavor, DumpOptionSet options) {
    return this != MYSQLDUMP && insteadOfNative(flavor, options).isEmpty();
  }

  /** Why the dump program does it where nobody chose it; empty where it does not. */
  public Optional<String> insteadOfNative(Flavor flavor, DumpOptionSet options) {
    List<String> toolOnly = ToolOnlyOptions.in(options);
    return this == AUTO && flavor == Flavor.MYSQL && !toolOnly.isEmpty()
        ? Optional.of(
            "the dump program is used, since the native engine does not have dump option "
                + String.join(", ", toolOnly))
        : Optional.empty();
  }

  /** As rows and manifests have it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
