package io.dumpwarden.form;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.form.RowOption.Form;
import java.util.List;

/** The options of each kind of row. Their names are a contract. */
public final class RowForms {

  public static final RowForm SERVER = ServerForm.FORM;

  public static final RowForm STORAGE = StorageForm.FORM;

  public static final RowForm SCHEDULE = ScheduleForm.FORM;

  public static final RowForm RETENTION =
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
              RowOption.text(
                  "keep_for", "--keep", "AGE", "Keep copies this long: 72h, 30d, 12w, 6M, 2y."),
              RowOption.toggle(
                  "keep_forever", "--keep-forever", "--no-keep-forever", "Never remove a copy."),
              RowOption.integer(
                  "min_copies",
                  "--min-copies",
                  "So many good copies stay whatever their age; 1 where not given."),
              RowOption.integer(
                  "max_copies", "--max-copies", "More than so many go, oldest first.")));

  public static final RowForm SETTING =
      new RowForm(
          ConfigKind.SETTING,
          "setting",
          "settings",
          List.of(
              RowOption.key("name", "The setting's name."),
              RowOption.text("value", "--value", "VALUE", "What it is set to.")));
  public static final RowForm KEY =
      new RowForm(
          ConfigKind.ENCRYPTION_KEY,
          "key",
          "keys",
          List.of(
              RowOption.key("name", "The key's id, which files and manifests carry."),
              new RowOption(
                  Form.FIXED, "type", "--type", "aes-256-gcm|age", "What it encrypts with."),
              RowOption.secret("secret", "--passphrase", "Its passphrase."),
              RowOption.text(
                  "recipients",
                  "--recipients",
                  "LIST",
                  "age: public keys, instead of a passphrase."),
              RowOption.text(
                  "check_value", "--check-value", "VALUE", "Tells a changed passphrase.")));

  public static final RowForm CHANNEL = ChannelForm.FORM;

  public static final RowForm NOTIFICATION_RULE =
      new RowForm(
          ConfigKind.NOTIFICATION_RULE,
          "notification rule",
          "notification rules",
          List.of(
              RowOption.key("name", "The rule's name."),
              RowOption.text(
                  "events",
                  "--events",
                  "LIST",
                  "What it tells of: failed, partial, missed, stale, drill-failed,"
                      + " verification-failed, storage-full, anomaly, recovered, digest-daily,"
                      + " digest-weekly; all for all but the digests, and where not given."),
              RowOption.text(
                  "servers",
                  "--servers",
                  "LIST",
                  "Names, patterns, label:key=value; all where not given."),
              RowOption.text(
                  "schedules", "--schedules", "LIST", "Names and patterns; all where not given."),
              RowOption.text("channels", "--channels", "LIST", "The channels that are told."),
              RowOption.text(
                  "repeat_every",
                  "--repeat-every",
                  "TIME",
                  "Tell again what goes on, as in 6h; once only where not given."),
              RowOption.text(
                  "quiet_hours",
                  "--quiet-hours",
                  "SPAN",
                  "Tell at its end, as in '22:00-07:00 Europe/Berlin'."),
              RowOption.enabled("Let it tell.")));

  private RowForms() {}

  /** The form of a kind of rows. */
  public static RowForm of(ConfigKind kind) {
    return switch (kind) {
      case SERVER -> SERVER;
      case SCHEDULE -> SCHEDULE;
      case STORAGE -> STORAGE;
      case RETENTION_RULE -> RETENTION;
      case SETTING -> SETTING;
      case ENCRYPTION_KEY -> KEY;
      case CHANNEL -> CHANNEL;
      case NOTIFICATION_RULE -> NOTIFICATION_RULE;
    };
  }
}
