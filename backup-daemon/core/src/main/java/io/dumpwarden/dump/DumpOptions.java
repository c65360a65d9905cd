package io.dumpwarden.dump;

import io.dumpwarden.config.DumpOption;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.DumpOptionTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The options that a dump program is told.
 *
 * @param arguments as they stand on its command line
 * @param dropped what was asked for and it does not have, as {@code name=value}
 */
record DumpOptions(List<String> arguments, List<String> dropped) {

  private static final String LOCK_ALL = "lock-all-tables";

  DumpOptions {
    arguments = List.copyOf(arguments);
    dropped = List.copyOf(dropped);
  }

  /** Our standards, and over them what the set says. */
  static DumpOptions of(ToolOptions tool, DumpOptionSet set) {
    List<String> arguments = new ArrayList<>();
    List<String> dropped = new ArrayList<>();
    for (DumpOption option : DumpOptionTable.all()) {
      String wanted = set.values().get(option.name());
      if (tool.has(option.name())) {
        add(option, value(option, set), arguments);
      } else if (wanted != null) {
        dropped.add(option.name() + "=" + wanted);
      }
    }
    return new DumpOptions(arguments, dropped);
  }

  /** Whether nobody writes while the dump is made, so that its snapshot covers every engine. */
  static boolean locksAll(DumpOptionSet set) {
    return "on".equals(set.values().get(LOCK_ALL));
  }

  private static String value(DumpOption option, DumpOptionSet set) {
    if (option.name().equals("single-transaction") && locksAll(set)) {
      // The tools refuse both at once.
      return "";
    }
    return set.values().getOrDefault(option.name(), option.standard());
  }

  private static void add(DumpOption option, String value, List<String> arguments) {
    if (value.isEmpty()) {
      return;
    }
    if (!option.isSwitch()) {
      arguments.add("--" + option.name() + "=" + value);
    } else if (value.equals("on")) {
      arguments.add("--" + option.name());
    } else if (!option.name().startsWith("skip-")) {
      arguments.add("--skip-" + option.name());
    }
  }
}
