package io.dumpwarden.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The kinds of configuration rows, each a table of its own. The columns that an operator edits are
 * named here once: they are the fields of forms, command line and REST, and the columns in SQL.
 */
public enum ConfigKind {
  SERVER(
      List.of("name"),
      List.of(
          "name",
          "flavor",
          "host",
          "port",
          "username",
          "password",
          "restore_username",
          "restore_password",
          "tls_mode",
          "tls_ca_file",
          "labels",
          "max_concurrent_runs",
          "dump_options",
          "enabled",
          "protected")),
  SCHEDULE(
      List.of("name"),
      Stream.of(
              List.of("name", "type", "cron", "zone", "servers"),
              BackupSpecParser.COLUMNS,
              List.of(
                  "max_age",
                  "jitter",
                  "catch_up",
                  "catch_up_max_age",
                  "timeout",
                  "max_attempts",
                  "retry_backoff",
                  "drill",
                  "drill_assertions",
                  "enabled"))
          .flatMap(List::stream)
          .toList()),
  STORAGE(List.of("name"), List.of("name", "type", "settings", "secret_key", "enabled")),
  RETENTION_RULE(
      List.of("schedule", "storage"),
      List.of("schedule", "storage", "keep_for", "keep_forever", "min_copies", "max_copies")),
  SETTING(List.of("name"), List.of("name", "value")),
  ENCRYPTION_KEY(List.of("name"), List.of("name", "type", "secret", "recipients", "check_value")),
  CHANNEL(List.of("name"), List.of("name", "type", "settings", "secret", "enabled")),
  NOTIFICATION_RULE(
      List.of("name"),
      List.of(
          "name",
          "events",
          "servers",
          "schedules",
          "channels",
          "repeat_every",
          "quiet_hours",
          "enabled"));

  private final List<String> keyColumns;
  private final List<String> columns;

  ConfigKind(List<String> keyColumns, List<String> columns) {
    this.keyColumns = keyColumns;
    this.columns = columns;
  }

  /** The columns that name a row. */
  public List<String> keyColumns() {
    return keyColumns;
  }

  /** The columns that hold a {@link io.dumpwarden.secret.StoredSecret}. */
  public List<String> secretColumns() {
    return switch (this) {
      case SERVER -> List.of("password", "restore_password");
      case STORAGE -> List.of("secret_key");
      case ENCRYPTION_KEY, CHANNEL -> List.of("secret");
      case SCHEDULE, RETENTION_RULE, SETTING, NOTIFICATION_RULE -> List.of();
    };
  }

  /**
   * The columns that are never NULL though an operator may leave them out, with the text that
   * stands in them then: the same as the tables' defaults.
   */
  public Map<String, String> standards() {
    return switch (this) {
      case SERVER ->
          Map.of(
              "port", "3306",
              "tls_mode", "preferred",
              "max_concurrent_runs", "1",
              "enabled", "true",
              "protected", "false");
      case SCHEDULE ->
          Map.ofEntries(
              Map.entry("type", "daily"),
              Map.entry("zone", "UTC"),
              Map.entry("servers", "*"),
              Map.entry("include_system", "false"),
              Map.entry("companions", "false"),
              Map.entry("exclude_empty", "false"),
              Map.entry("exclude_data", "false"),
              Map.entry("exclude_users", "false"),
              Map.entry("compress_type", "zstd"),
              Map.entry("encryption", "none"),
              Map.entry("engine", "auto"),
              Map.entry("non_transactional", "named"),
              Map.entry("catch_up", "skip"),
              Map.entry("enabled", "true"));
      case STORAGE, CHANNEL -> Map.of("enabled", "true");
      case RETENTION_RULE -> Map.of("keep_forever", "false", "min_copies", "1");
      case SETTING -> Map.of();
      case ENCRYPTION_KEY -> Map.of("type", "aes-256-gcm");
      case NOTIFICATION_RULE -> Map.of("events", "all", "servers", "*", "enabled", "true");
    };
  }

  /** Every column that an operator may set, the key columns among them. */
  public List<String> columns() {
    return columns;
  }

  /** The table's name, and the word for people. */
  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }
}
