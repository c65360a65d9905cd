package io.dumpwarden.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

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
    Map<String, List<RetentionRule>> rulesBySchedule,
    SortedMap<String, EncryptionKey> keys,
    SortedMap<String, ConfigRow> settings,
    SortedMap<String, Channel> channels,
    SortedMap<String, NotificationRule> notificationRules,
    SortedMap<RowRef, List<Problem>> problems) {

  /** The character after the one between the parts of a rule's key. */
  private static final char AFTER_SLASH = '/' + 1;

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
            new HashMap<>(),
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
    return List.copyOf(rulesBySchedule.getOrDefault(schedule, List.of()));
  }

  List<Storage> storagesOf(String schedule) {
    return rulesOf(schedule).stream()
        .flatMap(rule -> Optional.ofNullable(storages.get(rule.storage())).stream())
        .filter(Storage::enabled)
        .toList();
  }

  List<Server> serversOf(Schedule schedule) {
    ServerSelector selector = schedule.servers();
    return (selector.isPlain() ? named(selector) : servers.values().stream())
        .filter(server -> server.enabled() && selector.matches(server))
        .toList();
  }

  /** Each schedule of a large fleet may name one server of thousands. */
  private Stream<Server> named(ServerSelector selector) {
    return selector.plainNames().stream()
        .flatMap(name -> Optional.ofNullable(servers.get(name)).stream());
  }

  /** The rows of a schedule's rules, valid or not. */
  List<ConfigRow> ruleRowsOf(String schedule) {
    RowRef from = new RowRef(ConfigKind.RETENTION_RULE, schedule + "/");
    RowRef to = new RowRef(ConfigKind.RETENTION_RULE, schedule + AFTER_SLASH);
    return all.subMap(from, to).values().stream()
        .filter(row -> schedule.equals(row.fields().get("schedule")))
        .toList();
  }

  private void add(ConfigRow row) {
    all.put(row.ref(), row);
    switch (row.kind()) {
      case SERVER -> read(row, ServerParser::parse, servers);
      case SCHEDULE -> read(row, ScheduleParser::parse, schedules);
      case STORAGE -> read(row, StorageParser::parse, storages);
      case RETENTION_RULE -> {
        read(row, RetentionRuleParser::parse, rules);
        RetentionRule rule = rules.get(row.key());
        if (rule != null) {
          rulesBySchedule.computeIfAbsent(rule.schedule(), s -> new ArrayList<>()).add(rule);
        }
      }
      case ENCRYPTION_KEY -> read(row, EncryptionKeyParser::parse, keys);
      case SETTING -> read(row, ParsedRows::checked, settings);
      case CHANNEL -> read(row, ChannelParser::parse, channels);
      case NOTIFICATION_RULE -> read(row, NotificationRuleParser::parse, notificationRules);
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
