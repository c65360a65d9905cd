package io.dumpwarden.app.architecture;

import io.dumpwarden.config.DumpOption;
import io.dumpwarden.config.DumpOptionTable;
import io.dumpwarden.config.Flavor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** docs/dump-options.md, out of {@link DumpOptionTable}. */
final class DumpOptionsPage {

  private static final String PAGE =
      """
      # Dump options

      <!-- Generated from DumpOptionTable.java: do not edit. `mvn -pl backup-daemon/app -am test -Dtest=DumpOptionsPageTest \
      -Dsurefire.failIfNoSpecifiedTests=false -Ddump-options.page.write=true` writes it anew. -->

      What `mariadb-dump` and `mysqldump` may be told, as `name=value` with commas between: everywhere (setting `dump_options`), for a \
      server, and for a schedule; the narrower word counts. A name alone is on, `skip-name` off. `dumpwarden dump-options list` prints this table, \
      `dumpwarden dump-options show --server NAME` the whole command that dumps a server.

      The [native engine](native-engine.md#dump-options) heeds what changes a restore; that page says which those are.

      An option that the installed tool does not have is dropped, with a warning in log and manifest; the tool's own `--help` says what it \
      has. The release below is the first that is known to have it.

      ## May be set

      Where no standard is given, it is the tool's own default.

      | Option | Takes | Standard | Tools | When it is on, or what it says |
      | --- | --- | --- | --- | --- |
      %s

      ## Always as they are

      | Option | Value | Tools | Why |
      | --- | --- | --- | --- |
      %s

      ## Refused

      | Options | Why |
      | --- | --- |
      %s
      """;

  private DumpOptionsPage() {}

  static String render() {
    Predicate<DumpOption> fixed = DumpOption::fixed;
    return PAGE.formatted(
        rows(fixed.negate(), DumpOptionsPage::settable),
        rows(fixed, DumpOptionsPage::always),
        refused());
  }

  private static String rows(
      Predicate<DumpOption> which, java.util.function.Function<DumpOption, String> row) {
    return DumpOptionTable.all().stream().filter(which).map(row).collect(Collectors.joining("\n"));
  }

  private static String settable(DumpOption option) {
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            option.name(),
            option.value().expected(),
            option.standard(),
            tools(option),
            option.meaning());
  }

  private static String always(DumpOption option) {
    return "| `%s` | %s | %s | %s |"
        .formatted(option.name(), option.standard(), tools(option), option.meaning());
  }

  private static String tools(DumpOption option) {
    return option.since().size() == Flavor.values().length
        ? "both"
        : option.since().entrySet().stream()
            .map(entry -> (entry.getKey().id() + " " + entry.getValue()).strip())
            .collect(Collectors.joining(", "));
  }

  private static String refused() {
    Map<String, List<String>> byReason =
        DumpOptionTable.refused().entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue,
                    TreeMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    return byReason.entrySet().stream()
        .map(
            entry ->
                "| %s | %s |"
                    .formatted(
                        entry.getValue().stream()
                            .map(name -> "`" + name + "`")
                            .collect(Collectors.joining(", ")),
                        entry.getKey()))
        .collect(Collectors.joining("\n"));
  }
}
