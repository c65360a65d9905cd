package io.dumpwarden.form;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.pipeline.Compression.Algorithm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The options of a schedule: when it fires, what of which servers, and how backups are made. */
public final class ScheduleForm {

  /** The compressions there are. */
  public static final String COMPRESSION =
      Arrays.stream(Algorithm.values()).map(Algorithm::id).collect(Collectors.joining(", "));

  private static final List<RowOption> WHEN =
      List.of(
          RowOption.key("name", "The schedule's name."),
          RowOption.text(
              "type",
              "--type",
              "TYPE",
              "hourly, daily, weekly, monthly, yearly or manual; daily where not given."),
          RowOption.text(
              "cron",
              "--cron",
              "CRON",
              "Five fields, or @daily and the like; none for type manual."),
          RowOption.text("zone", "--zone", "ZONE", "Time zone of the cron; UTC where not given."));

  private static final List<RowOption> WHAT =
      List.of(
          RowOption.text(
              "servers",
              "--servers",
              "LIST",
              "Names, patterns, label:key=value; all where not given."),
          RowOption.text(
              "mode",
              "--mode",
              "MODE",
              "all, filter, single, primary, secondary or separated; filter where --databases is given, else separated."),
          RowOption.text(
              "file_mode",
              "--file-mode",
              "single-file|multi-file",
              "Mode filter: one file for all databases, or one each; one each where not given."),
          RowOption.text(
              "include_databases",
              "--databases",
              "LIST",
              "Names and patterns; all but system ones where not given."),
          RowOption.text(
              "exclude_databases",
              "--exclude-databases",
              "LIST",
              "Names and patterns to leave out."),
          RowOption.toggle(
              "include_system",
              "--include-system",
              "--exclude-system",
              "Also the server's own databases."),
          RowOption.toggle(
              "companions",
              "--companions",
              "--no-companions",
              "With each database also those of its name and a companion's suffix."),
          RowOption.text(
              "name_prefix",
              "--name-prefix",
              "TEXT",
              "Modes primary and secondary: only databases whose names begin so."),
          RowOption.toggle(
              "exclude_empty",
              "--exclude-empty",
              "--no-exclude-empty",
              "Leave out databases that hold nothing."),
          RowOption.toggle(
              "exclude_data",
              "--exclude-data",
              "--no-exclude-data",
              "The structure only, no rows."),
          RowOption.text(
              "exclude_tables",
              "--exclude-tables",
              "LIST",
              "Tables to leave out, as database.table; patterns on both sides."),
          RowOption.text(
              "exclude_table_data",
              "--exclude-table-data",
              "LIST",
              "Tables whose rows are left out, as database.table."),
          RowOption.toggle(
              "exclude_users",
              "--exclude-users",
              "--no-exclude-users",
              "No accounts and grants beside the dump."));

  private static final List<RowOption> HOW =
      List.of(
          RowOption.text(
              "dump_options",
              "--dump-options",
              "LIST",
              "What the dump tool is told, as name=value, over the server's and the fleet's."),
          RowOption.text(
              "compress_type", "--compress-type", "TYPE", COMPRESSION + "; zstd where not given."),
          RowOption.integer(
              "compress_level",
              "--compress-level",
              "Its level: zstd 1 to 22, gzip, pgzip, zlib 1 to 9, xz 0 to 9."),
          RowOption.text(
              "encryption",
              "--encryption",
              "none|aes-256-gcm|age",
              "Encryption; none where not given."),
          RowOption.text(
              "encryption_key",
              "--encryption-key",
              "NAME",
              "Its key; the current one where not given."),
          RowOption.text(
              "file_name",
              "--file-name",
              "TEXT",
              "What file names begin with, instead of the database."),
          RowOption.integer(
              "parallel_dumps",
              "--parallel",
              "Connections that a run uses on a server. Native: for each database, by default as many as processors, at most 4. mysqldump: databases at a time, by default 1."),
          RowOption.text(
              "engine",
              "--engine",
              "auto|native|mysqldump",
              "What makes the dumps; auto where not given: native, but for dump options that only MySQL's program has."),
          RowOption.integer(
              "max_rows_per_second",
              "--max-rows-per-second",
              "Native engine: read no more rows in a second."),
          RowOption.text(
              "max_bytes_per_second",
              "--max-bytes-per-second",
              "SIZE",
              "Native engine: write no more SQL in a second, as in 20MiB."),
          RowOption.integer(
              "max_threads_running",
              "--max-threads-running",
              "Native engine: wait while the server has more threads running."),
          RowOption.text(
              "max_replica_lag",
              "--max-replica-lag",
              "TIME",
              "Native engine: do not begin on a replica further behind, and wait while it is, as in 60s."),
          RowOption.text(
              "lock_timeout",
              "--lock-timeout",
              "TIME",
              "Native engine: how long the lock of the snapshot is waited for; 5s where not given."),
          RowOption.text(
              "non_transactional",
              "--non-transactional",
              "named|locked",
              "Native engine: tables without transactions are dumped as they are and named, or nobody may write until they are dumped; named where not given."),
          RowOption.text(
              "max_age", "--max-age", "TIME", "How old the last good backup may get, as in 26h."),
          RowOption.text("jitter", "--jitter", "TIME", "Start up to so much later, as in 10m."),
          RowOption.text(
              "catch_up",
              "--catch-up",
              "skip|run_once",
              "What becomes of missed fires; skip where not given."),
          RowOption.text(
              "catch_up_max_age",
              "--catch-up-max-age",
              "TIME",
              "How late a missed fire may still run."),
          RowOption.text("timeout", "--timeout", "TIME", "A run that takes longer is ended."),
          RowOption.integer(
              "max_attempts", "--max-attempts", "Attempts in all; 1 where not given."),
          RowOption.text(
              "retry_backoff",
              "--retry-backoff",
              "TIME",
              "Wait before the second attempt; doubles."),
          RowOption.text(
              "drill",
              "--drill",
              "TIME",
              "Prove by restoring that backups can be: daily, weekly, monthly or a time as in 14d; empty for never."),
          new RowOption(
              RowOption.Form.LINES,
              "drill_assertions",
              "--drill-assertion",
              "SQL",
              "What must be true of a restored backup, as '[database:] SELECT ... > 0'; repeatable. On edit all are replaced."),
          RowOption.enabled("Let it fire."));

  public static final RowForm FORM =
      new RowForm(
          ConfigKind.SCHEDULE,
          "schedule",
          "schedules",
          Stream.of(WHEN, WHAT, HOW).flatMap(List::stream).toList());

  private ScheduleForm() {}
}
