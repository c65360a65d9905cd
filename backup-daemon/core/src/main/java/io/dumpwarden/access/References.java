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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who names whom among the rows. */
final class References {

  private final ConfigRows rows;

  References(ConfigRows rows) {
    this.rows = rows;
  }

  /** For a retention rule: its schedule and storage, where they do not exist. */
  List<Problem> dangling(ConfigRow row) {
    List<Problem> problems = new ArrayList<>();
    if (row.kind() == ConfigKind.RETENTION_RULE) {
      String schedule = row.fields().get("schedule");
      if (!Schedule.MANUAL.equals(schedule)) {
        addMissing(problems, ConfigKind.SCHEDULE, schedule);
      }
      addMissing(problems, ConfigKind.STORAGE, row.fields().get("storage"));
    }
    return problems;
  }

  void checkNotNeeded(ConfigRow row) {
    List<Use> uses =
        switch (row.kind()) {
          case STORAGE ->
              List.of(new Use("retention rules", keys(rulesWith("storage", row.key()))));
          case SERVER -> List.of(new Use("schedules", keys(schedulesNaming(row.key()))));
          case ENCRYPTION_KEY -> usesOfKey(row.key());
          case SCHEDULE, RETENTION_RULE, SETTING -> List.of();
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

  private List<ConfigRow> schedulesNaming(String server) {
    return rows.list(ConfigKind.SCHEDULE).stream()
        .filter(row -> serversNamedBy(row).contains(server))
        .toList();
  }

  private static Set<String> serversNamedBy(ConfigRow schedule) {
    String text = schedule.fields().get("servers");
    try {
      return text == null ? Set.of() : ServerSelector.parse(text).plainNames();
    } catch (IllegalArgumentException e) {
      // a selector that cannot be read names nobody, and the schedule shows that as its problem
      return Set.of();
    }
  }

  private void addMissing(List<Problem> problems, ConfigKind kind, @Nullable String key) {
    if (key != null && !key.isBlank() && rows.find(kind, key).isEmpty()) {
      problems.add(
          new Problem(
              kind.table(),
              "there is no %s '%s'%s".formatted(kind.table(), key, nearest(kind, key))));
    }
  }

  private static List<String> keys(List<ConfigRow> rows) {
    return rows.stream().map(ConfigRow::key).toList();
  }
}
