package io.dumpwarden.dump;

import io.dumpwarden.config.DumpOption;
import io.dumpwarden.config.DumpOptionTable;
import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.Version;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of the options that a dump program has.
 *
 * @param names without dashes
 */
record ToolOptions(Set<String> names) {

  static final String IGNORE_TABLE_DATA = "ignore-table-data";
  static final String DUMP_HISTORY = "dump-history";

  /** Descriptions begin further to the right. */
  private static final Pattern NAME = Pattern.compile("(?m)^ {2}(?:-., )?--([a-z0-9][a-z0-9-]*)");

  ToolOptions {
    names = Set.copyOf(names);
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /** As its {@code --help} lists them; empty where that is no such list. */
  static Optional<ToolOptions> in(String help) {
    Set<String> names =
        NAME.matcher(help)
            .results()
            .map((MatchResult match) -> match.group(1))
            .collect(Collectors.toSet());
    return names.contains("single-transaction")
        ? Optional.of(new ToolOptions(names))
        : Optional.empty();
  }

  /** What a program of this release should know, for one that does not say. */
  static ToolOptions ofRelease(ClientProgram program) {
    Set<String> names = new HashSet<>();
    DumpOptionTable.all().stream()
        .filter(option -> knows(program, option))
        .forEach(option -> names.add(option.name()));
    if (program.flavor() == Flavor.MARIADB) {
      names.add(IGNORE_TABLE_DATA);
      if (program.release().atLeast(10, 11)) {
        names.add(DUMP_HISTORY);
      }
    }
    return new ToolOptions(names);
  }

  private static boolean knows(ClientProgram program, DumpOption option) {
    String since = option.since().get(program.flavor());
    if (since == null) {
      return false;
    }
    return Version.in(since).map(release -> program.release().compareTo(release) >= 0).orElse(true);
  }
}
