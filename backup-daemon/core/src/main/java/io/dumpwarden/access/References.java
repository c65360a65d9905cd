package io.dumpwarden.access;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.ServerSelector;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who names whom among the rows. */
final class References {

  private final ConfigRows rows;

  References(ConfigRows rows) {
    this.rows = rows;
  }

  /**
   * For a retention rule: its schedule and storage, where they do not exist; for a notification
   * rule: its channels.
   */
  List<Problem> dangling(ConfigRow row) {
    List<Problem> problems = new ArrayList<>();
    if (row.kind() == ConfigKind.RETENTION_RULE) {
      String schedule = row.fields().get("schedule");
      if (!Schedule.MANUAL.equals(schedule)) {
        addMissing(problems, ConfigKind.SCHEDULE, "schedule", schedule);
      }
      addMissing(problems, ConfigKind.STORAGE, "storage", row.fields().get("storage"));
    }
    if (row.kind() == ConfigKind.NOTIFICATION_RULE) {
      namesIn(row, "channels")
          .forEach(channel -> addMissing(problems, ConfigKind.CHANNEL, "channels", channel));
    }
    return problems;
  }

  void checkNotNeeded(ConfigRow row) {
    List<Use> uses =
        switch (row.kind()) {
          case STORAGE ->
              List.of(new Use("retention rules", keys(rulesWith("storage", row.key()))));
          case SERVER ->
              List.of(
                  new Use("schedules", keys(naming(ConfigKind.SCHEDULE, row.key()))),
                  new Use(
                      "notification rules", keys(naming(ConfigKind.NOTIFICATION_RULE, row.key()))));
          case CHANNEL ->
              List.of(new Use("notification rules", keys(notificationRulesTo(row.key()))));
          case ENCRYPTION_KEY -> usesOfKey(row.key());
          case SCHEDULE, RETENTION_RULE, SETTING, NOTIFICATION_RULE -> List.of();
        };
    uses.stream()
        .filter(use -> !use.keys().isEmpty())
        .findFirst()
        .ifPresent(
            use -> {
              throw needed(row, use);
            });
  }

  /** Rows of one kind that name another row. */
  private record Use(String kinds, List<String> keys) {}

  private static DumpwardenException needed(ConfigRow row, Use use) {
    return new DumpwardenException(
        ErrorCode.CONFIG_INVALID,
        "%s '%s' is still named by %s %s"
            .formatted(row.kind().table(), row.key(), use.kinds(), String.join(", ", use.keys())),
        row.kind() == ConfigKind.STORAGE
            ? "remove these retention rules first"
            : "take it out of these %s first".formatted(use.kinds()),
        null);
  }

  private List<Use> usesOfKey(String key) {
    List<ConfigRow> schedules =
        rows.list(ConfigKind.SCHEDULE).stream()
            .filter(row -> key.equals(row.fields().get("encryption_key")))
            .toList();
    List<ConfigRow> settings =
        rows.list(ConfigKind.SETTING).stream()
            .filter(row -> row.key().endsWith("_key") && key.equals(row.fields().get("value")))
            .toList();
    return List.of(new Use("schedules", keys(schedules)), new Use("settings", keys(settings)));
  }

  List<ConfigRow> rulesWith(String column, String name) {
    return rows.list(ConfigKind.RETENTION_RULE).stream()
        .filter(rule -> name.equals(rule.fields().get(column)))
        .toList();
  }

  /** {@code , did you mean 'x'}, or nothing. */
  String nearest(ConfigKind kind, String key) {
    return Nearest.hint(key, keys(rows.list(kind)));
  }

  /** Schedules, or notification rules, that name a server in full. */
  private List<ConfigRow> naming(ConfigKind kind, String server) {
    return rows.list(kind).stream().filter(row -> serversNamedBy(row).contains(server)).toList();
  }

  private List<ConfigRow> notificationRulesTo(String channel) {
    return rows.list(ConfigKind.NOTIFICATION_RULE).stream()
        .filter(row -> namesIn(row, "channels").contains(channel))
        .toList();
  }

  private static List<String> namesIn(ConfigRow row, String column) {
    return Arrays.stream(Objects.requireNonNullElse(row.fields().get(column), "").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static Set<String> serversNamedBy(ConfigRow row) {
    String text = row.fields().get("servers");
    try {
      return text == null ? Set.of() : ServerSelector.parse(text).plainNames();
    } catch (IllegalArgumentException e) {
      // a selector that cannot be read names nobody, and the schedule shows that as its problem
      return Set.of();
    }
  }

  private void addMissing(
      List<Problem> problems, ConfigKind kind, String column, @Nullable String key) {
    if (key != null && !key.isBlank() && rows.find(kind, key).isEmpty()) {
      problems.add(
          new Problem(
              column, "there is no %s '%s'%s".formatted(kind.table(), key, nearest(kind, key))));
    }
  }

  private static List<String> keys(List<ConfigRow> rows) {
    return rows.stream().map(ConfigRow::key).toList();
  }
}
