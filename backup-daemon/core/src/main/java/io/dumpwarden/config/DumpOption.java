package io.dumpwarden.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * An option of the dump tools that dumps use or may be told to use.
 *
 * @param name without dashes, as both tools spell it
 * @param standard what a dump is told where nobody says otherwise; empty for the tool's own default
 * @param fixed whether it always has its standard
 * @param since the tools that know it, each with its first release that does; empty for every one
 * @param meaning what it does when it is on, in one line
 */
public record DumpOption(
    String name,
    DumpOptionValue value,
    String standard,
    boolean fixed,
    Map<Flavor, String> since,
    String meaning) {

  public DumpOption {
    since = java.util.Collections.unmodifiableMap(new TreeMap<>(since));
  }

  /** Of every release of both tools. */
  static DumpOption free(String name, DumpOptionValue value, String standard, String meaning) {
    return new DumpOption(
        name, value, standard, false, Map.of(Flavor.MYSQL, "", Flavor.MARIADB, ""), meaning);
  }

  /** A switch. */
  static DumpOption free(String name, String standard, String meaning) {
    return free(name, new DumpOptionValue.Switch(), standard, meaning);
  }

  /** A switch that is always on. */
  static DumpOption on(String name, String meaning) {
    return free(name, "on", meaning).fixedNow();
  }

  DumpOption fixedNow() {
    return new DumpOption(name, value, standard, true, since, meaning);
  }

  /** Known to one flavor's tool only, from a release on. */
  DumpOption only(Flavor flavor, String release) {
    return new DumpOption(name, value, standard, fixed, Map.of(flavor, release), meaning);
  }

  /** Whether it is a switch, on or off, and not an option with a value. */
  public boolean isSwitch() {
    return value instanceof DumpOptionValue.Switch;
  }
}
