package io.dumpwarden.metrics;

import java.util.Arrays;
import java.util.stream.Collectors;

/** docs/metrics.md, out of {@link MetricName}. */
final class MetricsPage {

  private static final String PAGE =
      """
      # Metrics

      <!-- Generated from MetricName.java: do not edit. `mvn -pl metrics -am test -Dtest=MetricsPageTest \
      -Dsurefire.failIfNoSpecifiedTests=false -Dmetrics.page.write=true` writes it anew. -->

      Every daemon serves `/metrics` for Prometheus on `DUMPWARDEN_METRICS_BIND` (127.0.0.1) port \
      `DUMPWARDEN_METRICS_PORT` (9464), in the text and OpenMetrics formats.

      | Metric | Type | Labels | Meaning |
      | --- | --- | --- | --- |
      %s

      ## How to read them

      - **Right after a restart.** Everything but build and process is read from the metadata store, when a scrape asks \
      for it but every 10 seconds at most. A scrape waits 2 seconds for the store at most, and then tells what was read before; \
      a store that has not answered for 30 seconds counts as down.
      - **Without the metadata store** the last known values go on being served, ages keep growing, and \
      `dumpwarden_metadata_store_up` is 0. What was never read since the start is absent, not zero.
      - **Several daemons on one metadata store** all tell the same: take `max by (server, database, schedule) (…)`, never \
      `sum` over instances. `dumpwarden_metadata_store_up`, `dumpwarden_build_info` and the process's own metrics are \
      each node's own.
      - **Good** means that the dump was proven and stored on at least one storage (succeeded or partial).
      - **`database`** is the database's name, or `all` or `combined` where one file holds several.
      - **What is no longer configured does not age.** The gauges of the newest good backup cover the servers and schedules \
      that exist, and backups without a schedule as `schedule="manual"`. Databases that the last run of a schedule \
      which succeeded did not touch are gone, and left out. How runs and drills ended, and anomalies, are told of enabled schedules on enabled servers that they \
      select. Counters keep what was, of databases, schedules and storages that are gone too.
      - **How many series.** With S servers, D databases on each, C schedules that select a server, T storages of a schedule: \
      the gauges of the newest good backup, of drills and `mysql_backup_anomaly` have one series for each server × database × schedule, S × D × C \
      (the size has two); `mysql_backup_last_verification_timestamp_seconds` T times that; `mysql_backup_total` one for each server × database × type × status that \
      occurred; `mysql_backup_freshness` and `mysql_backup_last_run_status` one for each server × schedule, S × C; `mysql_backup_running_*` one for each run at work; all else one \
      for each schedule, storage, or both, or one. Nothing is labelled by run, backup, object, node or error message. A fleet of 2,000 servers with \
      one database and one daily schedule each comes to some 30,000 series for each daemon; one that has many databases on a server sets \
      `metric_relabel_configs` in Prometheus to drop what it does not look at by database.
      - **Each node's own** are `dumpwarden_storage_free_bytes`, since it tells of the disks that it reaches, and \
      `dumpwarden_certificate_not_after_timestamp_seconds`: take `min by (storage)`, and look at the latter by instance.
      - **Durations** are those of the newest good backup, from the metadata store, and no histogram: runs are hours or days apart, so \
      `max_over_time(mysql_backup_duration_seconds[30d])` says more than buckets would.

      ## The process

      Micrometer's usual names: `jvm_memory_*`, `jvm_gc_*`, `jvm_threads_*`, `jvm_classes_*`, `process_cpu_*`, `process_files_*`, \
      `process_start_time_seconds`, `process_uptime_seconds`, `system_cpu_*`.
      """;

  private MetricsPage() {}

  static String render() {
    return PAGE.formatted(
        Arrays.stream(MetricName.values()).map(MetricsPage::row).collect(Collectors.joining("\n")));
  }

  private static String row(MetricName metric) {
    String type =
        switch (metric.kind()) {
          case COUNTER -> "counter";
          case GAUGE -> "gauge";
          case INFO -> "info";
        };
    String labels =
        metric.labels().stream().map(l -> "`" + l + "`").collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |".formatted(metric.exposed(), type, labels, metric.help());
  }
}
