package io.dumpwarden.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Rows, each read by itself.
 *
 * @param all every row, valid or not, by kind and key
 * @param problems what is wrong with the rows that could not be read
 */
record ParsedRows(
    SortedMap<RowRef, ConfigRow> all,
    SortedMap<String, Server> servers,
    SortedMap<String, Schedule> schedules,
    SortedMap<String, Storage> storages,
    SortedMap<String, RetentionRule> rules,
    SortedMap<String, EncryptionKey> keys,
    SortedMap<String, ConfigRow> settings,
    SortedMap<RowRef, List<Problem>> problems) {

  static final Comparator<RowRef> ORDER =
      Comparator.comparing(RowRef::kind).thenComparing(RowRef::key);

  static ParsedRows of(List<ConfigRow> rows) {
    ParsedRows parsed =
        new ParsedRows(
            new TreeMap<>(ORDER),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(ORDER));
    rows.forEach(parsed::add);
    return parsed;
  }

  boolean exists(ConfigKind kind, String key) {
    return all.containsKey(new RowRef(kind, key));
  }

  List<RetentionRule> rulesOf(String schedule) {
    return rules.values().stream().filter(rule -> rule.schedule().equals(schedule)).toList();
  }

  List<Storage> storagesOf(String schedule) {
    return rulesOf(schedule).stream()
        .flatMap(rule -> Optional.ofNullable(storages.get(rule.storage())).stream())
        .filter(Storage::enabled)
        .toList();
  }

  List<Server> serversOf(Schedule schedule) {
    return servers.values().stream()
        .filter(server -> server.enabled() && schedule.servers().matches(server))
        .toList();
  }

  private void add(ConfigRow row) {
    all.put(row.ref(), row);
    switch (row.kind()) {
      case SERVER -> read(row, ServerParser::parse, servers);
      case SCHEDULE -> read(row, ScheduleParser::parse, schedules);
      case STORAGE -> read(row, StorageParser::parse, storages);
      case RETENTION_RULE -> read(row, RetentionRuleParser::parse, rules);
      case ENCRYPTION_KEY -> read(row, EncryptionKeyParser::parse, keys);
      case SETTING -> read(row, ParsedRows::checked, settings);
    }
  }

  private static ConfigRow checked(ConfigRow row) {
    SettingsParser.check(row);
    return row;
  }

  private <T> void read(ConfigRow row, Function<ConfigRow, T> parser, Map<String, T> into) {
    try {
      into.put(row.key(), parser.apply(row));
    } catch (InvalidConfigException e) {
      problems.put(row.ref(), e.problems());
    }
  }
}
