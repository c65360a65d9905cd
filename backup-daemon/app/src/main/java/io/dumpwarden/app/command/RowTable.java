package io.dumpwarden.app.command;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.form.RowSettings;
import io.dumpwarden.form.ShownRow;
import io.dumpwarden.view.Ages;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of a kind as a table for people. */
final class RowTable {

  private RowTable() {}

  static Table of(ConfigKind kind, List<ShownRow> rows, Instant now) {
    return switch (kind) {
      case SERVER -> servers(rows);
      case STORAGE -> storages(rows);
      case SCHEDULE -> schedules(rows, now);
      case RETENTION_RULE -> rules(rows);
      case SETTING -> settings(rows);
      case ENCRYPTION_KEY -> keys(rows);
      case CHANNEL -> channels(rows);
      case NOTIFICATION_RULE -> notificationRules(rows);
    };
  }

  private static Table settings(List<ShownRow> rows) {
    Table table = new Table("NAME", "VALUE", "STATE");
    for (ShownRow row : rows) {
      table.row(row.row().fields().get("name"), row.row().fields().get("value"), state(row));
    }
    return table;
  }

  private static Table keys(List<ShownRow> rows) {
    Table table = new Table("NAME", "TYPE", "RECIPIENTS", "STATE");
    for (ShownRow row : rows) {
      Map<String, @Nullable String> f = row.row().fields();
      table.row(f.get("name"), f.get("type"), f.get("recipients"), state(row));
    }
    return table;
  }

  private static Table servers(List<ShownRow> rows) {
    Table table = new Table("NAME", "FLAVOR", "ADDRESS", "USER", "TLS", "LABELS", "STATE");
    for (ShownRow row : rows) {
      Map<String, @Nullable String> f = row.row().fields();
      String address = f.get("host") + ":" + f.get("port");
      table.row(
          f.get("name"),
          f.get("flavor"),
          address,
          f.get("username"),
          f.get("tls_mode"),
          f.get("labels"),
          state(row));
    }
    return table;
  }

  private static Table storages(List<ShownRow> rows) {
    Table table = new Table("NAME", "TYPE", "LOCATION", "STATE");
    for (ShownRow row : rows) {
      Map<String, @Nullable String> f = row.row().fields();
      table.row(f.get("name"), f.get("type"), location(row.row()), state(row));
    }
    return table;
  }

  private static Table schedules(List<ShownRow> rows, Instant now) {
    Table table =
        new Table("NAME", "TYPE", "CRON", "ZONE", "SERVERS", "DATABASES", "NEXT FIRE", "STATE");
    for (ShownRow row : rows) {
      Map<String, @Nullable String> f = row.row().fields();
      Instant next = row.nextFireAt();
      table.row(
          f.get("name"),
          f.get("type"),
          f.get("cron"),
          f.get("zone"),
          f.get("servers"),
          f.get("include_databases") == null ? "*" : f.get("include_databases"),
          next == null ? "-" : Ages.withAge(next, now),
          state(row));
    }
    return table;
  }

  private static Table rules(List<ShownRow> rows) {
    Table table = new Table("SCHEDULE", "STORAGE", "KEEP", "MIN COPIES", "MAX COPIES", "STATE");
    for (ShownRow row : rows) {
      Map<String, @Nullable String> f = row.row().fields();
      boolean forever = "true".equals(f.get("keep_forever"));
      table.row(
          f.get("schedule"),
          f.get("storage"),
          forever ? "forever" : f.get("keep_for"),
          f.get("min_copies"),
          f.get("max_copies"),
          row.problem() == null ? "ok" : state(row));
    }
    return table;
  }

  private static Table channels(List<ShownRow> rows) {
    Table table = new Table("NAME", "TYPE", "TO", "STATE");
    for (ShownRow row : rows) {
      Map<String, @Nullable String> f = row.row().fields();
      Map<String, String> settings = RowSettings.of(row.row());
      String to = settings.getOrDefault("to", settings.getOrDefault("url", ""));
      table.row(f.get("name"), f.get("type"), to, state(row));
    }
    return table;
  }

  private static Table notificationRules(List<ShownRow> rows) {
    Table table = new Table("NAME", "EVENTS", "SERVERS", "SCHEDULES", "CHANNELS", "STATE");
    for (ShownRow row : rows) {
      Map<String, @Nullable String> f = row.row().fields();
      table.row(
          f.get("name"),
          f.get("events"),
          f.get("servers"),
          f.get("schedules") == null ? "*" : f.get("schedules"),
          f.get("channels"),
          state(row));
    }
    return table;
  }

  private static String state(ShownRow row) {
    String problem = row.problem();
    if (problem != null) {
      return "problem: " + problem;
    }
    return "false".equals(row.row().fields().get("enabled")) ? "disabled" : "ok";
  }

  private static String location(ConfigRow row) {
    Map<String, String> settings = RowSettings.of(row);
    String bucket = settings.get("bucket");
    return bucket == null
        ? settings.getOrDefault("path", "")
        : "s3:" + bucket + "/" + settings.getOrDefault("prefix", "");
  }
}
