package io.dumpwarden.engine;

import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.source.ObjectKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the engine makes of the dump programs' options.
 *
 * @param leftOut kinds that are not to be dumped
 * @param lockAll whether nobody may write until the dump is made
 * @param dropped what was asked for and has no effect, as {@code name=value}
 */
record NativeOptions(Set<ObjectKind> leftOut, boolean lockAll, List<String> dropped) {

  private static final Map<String, ObjectKind> KINDS =
      Map.of(
          "routines", ObjectKind.ROUTINE,
          "triggers", ObjectKind.TRIGGER,
          "events", ObjectKind.EVENT);

  private static final String LOCK_ALL = "lock-all-tables";

  /** What it does anyway: whoever asks for it loses nothing. */
  private static final Map<String, String> ANYWAY =
      Map.ofEntries(
          Map.entry("complete-insert", "on"),
          Map.entry("extended-insert", "on"),
          Map.entry("order-by-primary", "on"),
          Map.entry("insert-ignore", "off"),
          Map.entry("replace", "off"),
          Map.entry("add-locks", "off"),
          Map.entry("disable-keys", "off"),
          Map.entry("no-autocommit", "off"),
          Map.entry("allow-keywords", "off"),
          Map.entry("dump-date", "on"),
          Map.entry("no-data-med", "on"),
          Map.entry("copy-s3-tables", "off"),
          Map.entry("log-queries", "on"),
          Map.entry("compress", "off"));

  NativeOptions {
    leftOut = Set.copyOf(leftOut);
    dropped = List.copyOf(dropped);
  }

  /**
   * @param routines whether there may be any
   */
  static NativeOptions of(DumpOptionSet asked, boolean routines) {
    Set<ObjectKind> leftOut = EnumSet.noneOf(ObjectKind.class);
    if (!routines) {
      leftOut.add(ObjectKind.ROUTINE);
    }
    List<String> dropped = new ArrayList<>();
    asked
        .values()
        .forEach(
            (name, value) -> {
              if (KINDS.containsKey(name)) {
                if (value.equals("off")) {
                  leftOut.add(KINDS.get(name));
                }
              } else if (!name.equals(LOCK_ALL) && !value.equals(ANYWAY.get(name))) {
                dropped.add(name + "=" + value);
              }
            });
    return new NativeOptions(leftOut, "on".equals(asked.values().get(LOCK_ALL)), dropped);
  }

  boolean has(ObjectKind kind) {
    return !leftOut.contains(kind);
  }

  /** What is left out, as the dump programs would be told: others read it from manifests. */
  List<String> words() {
    return leftOut.stream().map(kind -> "--skip-%ss".formatted(kind.word())).sorted().toList();
  }
}
