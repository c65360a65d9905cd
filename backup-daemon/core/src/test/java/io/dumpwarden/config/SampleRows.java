package io.dumpwarden.config;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows that are all right by themselves, to be spoiled one field at a time. */
public final class SampleRows {

  private static final Instant NOW = Instant.parse("2026-10-05T12:00:00Z");

  private SampleRows() {}

  public static ConfigRow server(String name, @Nullable String... changes) {
    return row(
        ConfigKind.SERVER,
        Map.of(
            "name", name,
            "flavor", "mariadb",
            "host", "db.example.com",
            "username", "backup",
            "password", "env:DUMPWARDEN_SECRET_TEST"),
        changes);
  }

  public static ConfigRow schedule(String name, @Nullable String... changes) {
    return row(ConfigKind.SCHEDULE, Map.of("name", name, "cron", "0 2 * * *"), changes);
  }

  public static ConfigRow local(String name, @Nullable String... changes) {
    return row(
        ConfigKind.STORAGE,
        Map.of("name", name, "type", "local", "settings", "{\"path\": \"/backups\"}"),
        changes);
  }

  public static ConfigRow s3(String name, String settings, @Nullable String... changes) {
    return row(
        ConfigKind.STORAGE, Map.of("name", name, "type", "s3", "settings", settings), changes);
  }

  public static ConfigRow rule(String schedule, String storage, @Nullable String... changes) {
    return row(
        ConfigKind.RETENTION_RULE,
        Map.of("schedule", schedule, "storage", storage, "keep_for", "30d"),
        changes);
  }

  public static ConfigRow key(String name, @Nullable String... changes) {
    return row(
        ConfigKind.ENCRYPTION_KEY,
        Map.of("name", name, "type", "aes-256-gcm", "secret", "env:DUMPWARDEN_SECRET_TEST"),
        changes);
  }

  public static ConfigRow channel(String name, @Nullable String... changes) {
    return row(
        ConfigKind.CHANNEL,
        Map.of(
            "name",
            name,
            "type",
            "webhook",
            "settings",
            "{\"url\": \"https://hooks.example.com/backups\"}"),
        changes);
  }

  public static ConfigRow notificationRule(
      String name, String channels, @Nullable String... changes) {
    return row(ConfigKind.NOTIFICATION_RULE, Map.of("name", name, "channels", channels), changes);
  }

  public static ConfigRow setting(String name, String value) {
    return row(ConfigKind.SETTING, Map.of("name", name, "value", value));
  }

  /** One server, schedule, storage and rule that fit each other, and more rows. */
  public static List<ConfigRow> working(ConfigRow... more) {
    List<ConfigRow> rows = new ArrayList<>();
    rows.add(server("shop"));
    rows.add(schedule("nightly"));
    rows.add(local("disk"));
    rows.add(rule("nightly", "disk"));
    rows.addAll(List.of(more));
    return rows;
  }

  private static ConfigRow row(
      ConfigKind kind, Map<String, String> standard, @Nullable String... changes) {
    Map<String, @Nullable String> fields = new HashMap<>();
    kind.columns().forEach(column -> fields.put(column, null));
    fields.putAll(standard);
    for (int i = 0; i < changes.length; i += 2) {
      fields.put(String.valueOf(changes[i]), changes[i + 1]);
    }
    return new ConfigRow(kind, kind + "-id", fields, 1, NOW, NOW);
  }
}
