package io.dumpwarden.metrics;

import java.util.List;

/**
 * Every metric of Dumpwarden's own, by the name that it stays known under; docs/metrics.md is
 * generated from here.
 */
enum MetricName {
  BACKUP_TOTAL(
      Kind.COUNTER,
      "mysql_backup_total",
      "Backups that ended, by how they ended, since ever.",
      List.of("server", "database", "type", "status")),
  BACKUP_DURATION(
      Kind.GAUGE,
      "mysql_backup_duration_seconds",
      "How long the newest good backup took.",
      Labels.SERIES),
  BACKUP_SIZE(
      Kind.GAUGE,
      "mysql_backup_size_bytes",
      "Size of the newest good backup: raw as dumped, stored as compressed.",
      List.of("server", "database", "schedule", "kind")),
  BACKUP_LAST_SUCCESS(
      Kind.GAUGE,
      "mysql_backup_last_success_timestamp_seconds",
      "When the newest good backup was finished, in seconds since 1970.",
      Labels.SERIES),
  BACKUP_AGE(
      Kind.GAUGE,
      "mysql_backup_age_seconds",
      "How long ago the newest good backup was finished.",
      Labels.SERIES),
  FRESHNESS(
      Kind.GAUGE,
      "mysql_backup_freshness",
      "Always 1, for each server of each enabled schedule with a cron; the label tells how the newest good"
          + " backups stand: never, stale (older than the schedule allows), failing (fresh, but the last"
          + " run did not end well), waiting (the first one is not due yet), fresh.",
      Labels.STATUS_ON_SERVER),
  LAST_RUN(
      Kind.GAUGE,
      "mysql_backup_last_run_status",
      "Always 1; the label tells how the newest run of an enabled schedule on a server that it selects"
          + " ended, skipped and cancelled ones left out.",
      Labels.STATUS_ON_SERVER),
  RUNNING(
      Kind.GAUGE,
      "mysql_backup_running_seconds",
      "How long the run at work has been going; absent where none is.",
      Labels.ON_SERVER),
  RUNNING_TYPICAL(
      Kind.GAUGE,
      "mysql_backup_running_typical_seconds",
      "How long the newest good runs of what is running took: the median of up to 11; absent where"
          + " there are fewer than 3.",
      Labels.ON_SERVER),
  ANOMALY(
      Kind.GAUGE,
      "mysql_backup_anomaly",
      "Always 1, for each kind in which the newest good backup of an enabled schedule differs from"
          + " those before it, until somebody accepts it or one follows that is as usual; absent where"
          + " nothing differs. suspicious is true where data may be lost.",
      List.of("server", "database", "schedule", "kind", "suspicious")),
  DRILL_LAST_SUCCESS(
      Kind.GAUGE,
      "mysql_backup_drill_last_success_timestamp_seconds",
      "When the newest drill was begun that brought its backup back, in seconds since 1970.",
      Labels.SERIES),
  DRILL_LAST(
      Kind.GAUGE,
      "mysql_backup_drill_last_status",
      "Always 1; the label tells how the newest drill of an enabled schedule ended that came to an end:"
          + " succeeded, partial, failed.",
      List.of("server", "database", "schedule", "status")),
  DRILL_RECOVERY(
      Kind.GAUGE,
      "mysql_backup_drill_recovery_seconds",
      "Measured recovery time: how long the newest good drill took to load the backup.",
      Labels.SERIES),
  RUNS_TOTAL(
      Kind.COUNTER,
      "dumpwarden_runs_total",
      "Runs that ended, by what made them and how they ended, since ever.",
      List.of("schedule", "trigger", "status")),
  RUNS_QUEUED(Kind.GAUGE, "dumpwarden_runs_queued", "Runs that wait for their turn.", List.of()),
  RUNS_RUNNING(
      Kind.GAUGE, "dumpwarden_runs_running", "Runs at work, on all nodes together.", List.of()),
  FIRES_MISSED(
      Kind.COUNTER,
      "dumpwarden_fires_missed_total",
      "Runs that were due while no daemon was at work, and were not caught up.",
      List.of("schedule")),
  FIRES_SKIPPED(
      Kind.COUNTER,
      "dumpwarden_fires_skipped_total",
      "Runs that were due while the previous one of their schedule and server was still going.",
      List.of("schedule")),
  FIRES_LAST_MISSED(
      Kind.GAUGE,
      "dumpwarden_fires_last_missed_timestamp_seconds",
      "When it was last found that runs had been due while no daemon was at work, in seconds since 1970.",
      List.of("schedule")),
  NEXT_FIRE(
      Kind.GAUGE,
      "dumpwarden_schedule_next_fire_timestamp_seconds",
      "When the schedule is due next, in seconds since 1970; absent where it is not armed.",
      List.of("schedule")),
  MAX_AGE(
      Kind.GAUGE,
      "dumpwarden_schedule_max_age_seconds",
      "How old the newest good backup of an enabled schedule may get: as set, or one and a half times"
          + " its cron's longest regular wait.",
      List.of("schedule")),
  SCHEDULE_CHANGED(
      Kind.GAUGE,
      "dumpwarden_schedule_changed_timestamp_seconds",
      "Since when an enabled schedule has been as it is, in seconds since 1970.",
      List.of("schedule")),
  PAUSED(
      Kind.GAUGE,
      "dumpwarden_schedules_paused",
      "1 while all schedules are paused, else 0.",
      List.of()),
  DRILL_INTERVAL(
      Kind.GAUGE,
      "dumpwarden_schedule_drill_interval_seconds",
      "How often an enabled schedule has its backups drilled; absent where it does not.",
      List.of("schedule")),
  CONFIG_ROWS_INVALID(
      Kind.GAUGE,
      "dumpwarden_config_rows_invalid",
      "Configuration rows that are invalid, and disabled for it, by kind of row.",
      List.of("kind")),
  RETENTION_DELETIONS(
      Kind.COUNTER,
      "dumpwarden_retention_deletions_total",
      "Copies that retention deleted, since ever.",
      List.of("schedule", "storage")),
  STORAGE_USED(
      Kind.GAUGE,
      "dumpwarden_storage_used_bytes",
      "Bytes of the copies that are kept, by storage and schedule.",
      List.of("storage", "schedule")),
  STORAGE_FREE(
      Kind.GAUGE,
      "dumpwarden_storage_free_bytes",
      "Bytes that are free on a local storage that this node reaches; S3 does not tell.",
      List.of("storage")),
  STORAGE_GROWTH(
      Kind.GAUGE,
      "dumpwarden_storage_growth_bytes_per_day",
      "By how much the copies on a storage grow in a day, on average of the last 30 days; negative"
          + " where they shrink, absent before the third day.",
      List.of("storage")),
  COPIES_BEHIND(
      Kind.GAUGE,
      "mysql_backup_copies_behind",
      "Databases whose newest good backup is on another storage of the schedule, but not on this one.",
      List.of("schedule", "storage")),
  SELF_BACKUP_INTERVAL(
      Kind.GAUGE,
      "mysql_backup_self_backup_interval_seconds",
      "How often the metadata store is to be backed up to an enabled storage; absent where it is not.",
      List.of("storage")),
  SELF_BACKUP_LAST_SUCCESS(
      Kind.GAUGE,
      "mysql_backup_self_backup_last_success_timestamp_seconds",
      "When the metadata store itself was last backed up to the storage, in seconds since 1970.",
      List.of("storage")),
  COPIES(
      Kind.GAUGE,
      "mysql_backup_copies",
      "Copies on a storage by what verification found: verified, unverified, unreadable (no key here"
          + " opens it), missing, corrupt.",
      List.of("storage", "result")),
  LAST_VERIFICATION(
      Kind.GAUGE,
      "mysql_backup_last_verification_timestamp_seconds",
      "When a copy was last read in full and found good, in seconds since 1970; absent for never.",
      List.of("server", "database", "schedule", "storage")),
  UNVERIFIED_AGE(
      Kind.GAUGE,
      "mysql_backup_unverified_age_seconds",
      "How long ago the copy that waits longest on a storage was verified, or stored if never.",
      List.of("storage")),
  VERIFICATION_INTERVAL(
      Kind.GAUGE,
      "dumpwarden_verification_interval_seconds",
      "In what time routine verification is to read every copy once; absent where it is switched off.",
      List.of()),
  REPAIRS(
      Kind.COUNTER,
      "mysql_backup_repairs_total",
      "Copies that were written anew from a good one, since ever.",
      List.of("schedule", "storage")),
  DAEMONS(
      Kind.GAUGE,
      "dumpwarden_daemons",
      "Daemons whose lease on the metadata store is good.",
      List.of()),
  TOKEN_EXPIRY(
      Kind.GAUGE,
      "dumpwarden_api_token_expiry_timestamp_seconds",
      "When the next API token expires, in seconds since 1970; absent where none does.",
      List.of()),
  CERTIFICATE_END(
      Kind.GAUGE,
      "dumpwarden_certificate_not_after_timestamp_seconds",
      "When the admin server's TLS certificate ends, in seconds since 1970; absent without TLS.",
      List.of()),
  NOTIFICATIONS_PENDING(
      Kind.GAUGE,
      "dumpwarden_notifications_pending",
      "Messages that wait to be sent.",
      Labels.CHANNEL),
  NOTIFICATIONS_OLDEST(
      Kind.GAUGE,
      "dumpwarden_notifications_oldest_pending_timestamp_seconds",
      "When the message was made that waits longest, in seconds since 1970; absent where none waits.",
      Labels.CHANNEL),
  NOTIFICATIONS_SENT(
      Kind.COUNTER,
      "dumpwarden_notifications_sent_total",
      "Messages that a receiver took, since ever.",
      Labels.CHANNEL),
  NOTIFICATIONS_FAILED(
      Kind.COUNTER,
      "dumpwarden_notifications_failed_total",
      "Messages that were given up, since ever.",
      Labels.CHANNEL),
  STORE_UP(
      Kind.GAUGE,
      "dumpwarden_metadata_store_up",
      "1 while the metadata store answers this node, else 0.",
      List.of()),
  STORE_READ(
      Kind.GAUGE,
      "dumpwarden_metadata_read_timestamp_seconds",
      "When the values here were read from the metadata store, in seconds since 1970.",
      List.of()),
  BUILD_INFO(
      Kind.INFO,
      "dumpwarden_build_info",
      "Always 1; its labels tell which build this node runs.",
      List.of("version", "java"));

  /** What Prometheus knows it as. */
  enum Kind {
    COUNTER("_total"),
    GAUGE(""),
    INFO("_info");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }
  }

  private static final class Labels {
    static final List<String> CHANNEL = List.of("channel");
    static final List<String> SERIES = List.of("server", "database", "schedule");
    static final List<String> ON_SERVER = List.of("server", "schedule");
    static final List<String> STATUS_ON_SERVER = List.of("server", "schedule", "status");
  }

  private final Kind kind;
  private final String exposed;
  private final String help;
  private final List<String> labels;

  MetricName(Kind kind, String exposed, String help, List<String> labels) {
    this.kind = kind;
    this.exposed = exposed;
    this.help = help;
    this.labels = labels;
  }

  Kind kind() {
    return kind;
  }

  /** The name in queries. */
  String exposed() {
    return exposed;
  }

  /** The name without the ending that the exposition adds for its kind. */
  String base() {
    return exposed.substring(0, exposed.length() - kind.suffix.length());
  }

  String help() {
    return help;
  }

  /** The names of its labels, in the order in which their values are given. */
  List<String> labels() {
    return labels;
  }
}
