package io.dumpwarden.app.command;

import io.dumpwarden.app.command.RowOption.Form;
import io.dumpwarden.config.ConfigKind;
import java.util.List;

/** The options of each kind of row. Their names are a contract. */
final class RowForms {

  static final RowForm SERVER =
      new RowForm(
          ConfigKind.SERVER,
          "server",
          "servers",
          List.of(
              key("name", "The server's name."),
              text("flavor", "--flavor", "mariadb|mysql", "What it runs."),
              text("host", "--host", "HOST", "Name or address."),
              integer("port", "--port", "Port; 3306 where not given."),
              text("username", "--user", "USER", "Account that dumps; needs no write rights."),
              secret("password", "--password", "Its password."),
              text(
                  "restore_username",
                  "--restore-user",
                  "USER",
                  "Account for restores; '' for none."),
              secret("restore_password", "--restore-password", "The restore account's password."),
              text(
                  "tls_mode",
                  "--tls-mode",
                  "MODE",
                  "disabled, preferred, required, verify-ca or verify-identity; preferred where not given."),
              path("tls_ca_file", "--tls-ca-file", "PEM file with the CAs to trust."),
              new RowOption(
                  Form.LABELS,
                  "labels",
                  "--label",
                  "KEY=VALUE",
                  "A label that schedules select by; repeatable. On edit all labels are replaced."),
              integer(
                  "max_concurrent_runs",
                  "--max-concurrent-runs",
                  "Runs that may read it at a time."),
              enabled("Back it up."),
              toggle(
                  "protected",
                  "--protected",
                  "--no-protected",
                  "Restores into it need its name typed.")));

  static final RowForm STORAGE =
      new RowForm(
          ConfigKind.STORAGE,
          "storage",
          "storages",
          List.of(
              key("name", "The storage's name."),
              new RowOption(Form.FIXED, "type", "--type", "local|s3", "What it is."),
              path("settings.path", "--path", "local: its folder; made where it is missing."),
              toggle(
                  "settings.shared",
                  "--shared",
                  "--no-shared",
                  "local: every node sees the same folder."),
              setting("endpoint", "URL", "s3: endpoint; AWS where not given."),
              setting("region", "REGION", "s3: region."),
              setting("bucket", "BUCKET", "s3: bucket; must exist."),
              setting("prefix", "PREFIX", "s3: what every key starts with."),
              toggle(
                  "settings.path_style",
                  "--path-style",
                  "--no-path-style",
                  "s3: bucket in the path, not in the host."),
              setting(
                  "access_key", "KEY", "s3: access key; the SDK's default chain where not given."),
              secret("secret_key", "--secret-key", "s3: the secret key."),
              path("settings.ca_file", "--ca-file", "s3: PEM file with the CAs to trust."),
              setting("sse", "none|s3|kms", "s3: encryption by the storage."),
              setting("kms_key_id", "ID", "s3: the KMS key."),
              setting("storage_class", "CLASS", "s3: storage class."),
              setting("part_size", "SIZE", "s3: first part size, as in 16MiB."),
              setting("max_parts", "N", "s3: most parts an upload may have."),
              setting(
                  "stall_limit",
                  "TIME",
                  "How long it may take no bytes before its copy is given up, as in 5m."),
              enabled("Write to it.")));

  static final RowForm SCHEDULE =
      new RowForm(
          ConfigKind.SCHEDULE,
          "schedule",
          "schedules",
          List.of(
              key("name", "The schedule's name."),
              text(
                  "type",
                  "--type",
                  "TYPE",
                  "hourly, daily, weekly, monthly, yearly or manual; daily where not given."),
              text(
                  "cron",
                  "--cron",
                  "CRON",
                  "Five fields, or @daily and the like; none for type manual."),
              text("zone", "--zone", "ZONE", "Time zone of the cron; UTC where not given."),
              text(
                  "servers",
                  "--servers",
                  "LIST",
                  "Names, patterns, label:key=value; all where not given."),
              text(
                  "include_databases",
                  "--databases",
                  "LIST",
                  "Names and patterns; all but system ones where not given."),
              text(
                  "exclude_databases",
                  "--exclude-databases",
                  "LIST",
                  "Names and patterns to leave out."),
              text(
                  "compress_type",
                  "--compress-type",
                  "zstd|gzip|pgzip|xz|zlib|none",
                  "Compression; zstd where not given."),
              integer(
                  "compress_level",
                  "--compress-level",
                  "Its level: zstd 1 to 22, gzip, pgzip, zlib 1 to 9, xz 0 to 9."),
              text(
                  "max_age",
                  "--max-age",
                  "TIME",
                  "How old the last good backup may get, as in 26h."),
              text("jitter", "--jitter", "TIME", "Start up to so much later, as in 10m."),
              text(
                  "catch_up",
                  "--catch-up",
                  "skip|run_once",
                  "What becomes of missed fires; skip where not given."),
              text(
                  "catch_up_max_age",
                  "--catch-up-max-age",
                  "TIME",
                  "How late a missed fire may still run."),
              text("timeout", "--timeout", "TIME", "A run that takes longer is ended."),
              integer("max_attempts", "--max-attempts", "Attempts in all; 1 where not given."),
              text(
                  "retry_backoff",
                  "--retry-backoff",
                  "TIME",
                  "Wait before the second attempt; doubles."),
              enabled("Let it fire.")));

  static final RowForm RETENTION =
      new RowForm(
          ConfigKind.RETENTION_RULE,
          "retention rule",
          "retention rules",
          List.of(
              new RowOption(
                  Form.KEY,
                  "schedule",
                  "--schedule",
                  "NAME",
                  "The schedule; 'manual' for backups without one."),
              new RowOption(
                  Form.KEY, "storage", "--storage", "NAME", "The storage that it writes to."),
              text("keep_for", "--keep", "AGE", "Keep copies this long: 72h, 30d, 12w, 6M, 2y."),
              toggle("keep_forever", "--keep-forever", "--no-keep-forever", "Never remove a copy."),
              integer(
                  "min_copies",
                  "--min-copies",
                  "So many good copies stay whatever their age; 1 where not given."),
              integer("max_copies", "--max-copies", "More than so many go, oldest first.")));

  static final RowForm SETTING =
      new RowForm(
          ConfigKind.SETTING,
          "setting",
          "settings",
          List.of(
              key("name", "The setting's name."),
              text("value", "--value", "VALUE", "What it is set to.")));
  static final RowForm KEY =
      new RowForm(
          ConfigKind.ENCRYPTION_KEY,
          "key",
          "keys",
          List.of(
              key("name", "The key's id, which files and manifests carry."),
              new RowOption(
                  Form.FIXED, "type", "--type", "aes-256-gcm|age", "What it encrypts with."),
              secret("secret", "--passphrase", "Its passphrase."),
              text(
                  "recipients",
                  "--recipients",
                  "LIST",
                  "age: public keys, instead of a passphrase."),
              text("check_value", "--check-value", "VALUE", "Tells a changed passphrase.")));

  private RowForms() {}

  private static RowOption key(String column, String description) {
    return new RowOption(Form.KEY, column, "NAME", "NAME", description);
  }

  private static RowOption text(String column, String option, String label, String description) {
    return new RowOption(Form.TEXT, column, option, label, description);
  }

  private static RowOption integer(String column, String option, String description) {
    return new RowOption(Form.INTEGER, column, option, "N", description);
  }

  private static RowOption path(String column, String option, String description) {
    return new RowOption(Form.PATH, column, option, "PATH", description);
  }

  private static RowOption setting(String name, String label, String description) {
    return text(RowOption.SETTINGS + name, "--" + name.replace('_', '-'), label, description);
  }

  private static RowOption secret(String column, String option, String description) {
    return new RowOption(Form.SECRET, column, option, "", description);
  }

  private static RowOption toggle(String column, String on, String off, String description) {
    return new RowOption(Form.SWITCH, column, on, off, description);
  }

  private static RowOption enabled(String description) {
    return toggle("enabled", "--enabled", "--disabled", description);
  }
}
