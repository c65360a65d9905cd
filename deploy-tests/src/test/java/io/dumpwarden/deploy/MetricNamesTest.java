package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules and dashboard look at nothing that is not there. */
class MetricNamesTest {

  private static final Pattern VALUES = Pattern.compile("label_values\\((\\w+)[^,]*, (\\w+)\\)");

  /** What takes hours or days, a mishap or a certificate to be seen; held by their own tests. */
  private static final Set<String> NOT_ON_A_DAEMON_THAT_JUST_STARTED =
      Set.of(
          "dumpwarden_api_token_expiry_timestamp_seconds",
          "dumpwarden_certificate_not_after_timestamp_seconds",
          "dumpwarden_fires_last_missed_timestamp_seconds",
          "dumpwarden_fires_missed_total",
          "dumpwarden_fires_skipped_total",
          "dumpwarden_notifications_failed_total",
          "dumpwarden_notifications_oldest_pending_timestamp_seconds",
          "dumpwarden_notifications_pending",
          "dumpwarden_storage_growth_bytes_per_day",
          "mysql_backup_anomaly",
          "mysql_backup_drill_last_status",
          "mysql_backup_drill_last_success_timestamp_seconds",
          "mysql_backup_drill_recovery_seconds",
          "mysql_backup_last_verification_timestamp_seconds",
          "mysql_backup_running_seconds",
          "mysql_backup_running_typical_seconds",
          "mysql_backup_self_backup_last_success_timestamp_seconds");

  private final PromRules rules = PromRules.read();
  private final Dashboard dashboard = new Dashboard();

  /** The labels by which each metric is picked, in rules and dashboard together. */
  private Map<String, Set<String>> used() {
    Map<String, String> expressions = new TreeMap<>(rules.expressions());
    expressions.putAll(dashboard.expressions());
    Map<String, Set<String>> used = new TreeMap<>();
    for (String expression : expressions.values()) {
      PromQl.of(expression)
          .metrics()
          .forEach(
              (metric, labels) ->
                  used.computeIfAbsent(metric, m -> new TreeSet<>()).addAll(labels));
    }
    Matcher values = VALUES.matcher(dashboard.root().toString());
    while (values.find()) {
      used.computeIfAbsent(values.group(1), m -> new TreeSet<>()).add(values.group(2));
    }
    return used;
  }

  @Test
  void everyNameIsDocumentedOrRecorded() {
    Set<String> known = new TreeSet<>(MetricLabels.known().keySet());
    known.addAll(rules.records().keySet());
    assertThat(known).containsAll(used().keySet());
  }

  @Test
  void everyLabelIsOneOfItsMetric() {
    Map<String, Set<String>> known = MetricLabels.known();
    used()
        .forEach(
            (metric, labels) -> {
              String record = rules.records().get(metric);
              Set<String> allowed = new TreeSet<>(MetricLabels.OF_THE_TARGET);
              allowed.addAll(
                  record == null ? known.get(metric) : MetricLabels.of(record, rules.records()));
              assertThat(allowed).as(metric).containsAll(labels);
            });
  }

  /** A label that no metric has makes a group of everything, or joins nothing. */
  @Test
  void everyGroupIsByLabelsThatThereAre() {
    Map<String, String> expressions = new TreeMap<>(rules.expressions());
    expressions.putAll(dashboard.expressions());
    expressions.forEach(
        (name, expression) -> {
          PromQl read = PromQl.of(expression);
          Set<String> there = new TreeSet<>(MetricLabels.OF_THE_TARGET);
          for (String metric : read.metrics().keySet()) {
            String record = rules.records().get(metric);
            there.addAll(
                record == null
                    ? MetricLabels.known().get(metric)
                    : MetricLabels.of(record, rules.records()));
          }
          assertThat(there).as(name).containsAll(read.grouped());
        });
  }

  @Test
  void everyRecordIsLookedAt() {
    assertThat(used().keySet()).containsAll(rules.records().keySet());
  }

  @Test
  void aLiveDaemonServesThem(@TempDir Path folder) throws Exception {
    Map<String, Set<String>> documented = MetricLabels.documented();
    try (ScrapedDaemon daemon = ScrapedDaemon.in(folder)) {
      daemon.work();
      Set<String> wanted = new TreeSet<>(used().keySet());
      wanted.retainAll(MetricLabels.known().keySet());
      wanted.removeAll(Set.of("up", "ALERTS"));
      wanted.removeAll(NOT_ON_A_DAEMON_THAT_JUST_STARTED);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(daemon.scrape().keySet()).containsAll(wanted));
      Map<String, Set<String>> served = daemon.scrape();
      documented.keySet().retainAll(served.keySet());
      documented.forEach(
          (metric, labels) -> assertThat(served.get(metric)).as(metric).isEqualTo(labels));
      served.keySet().removeIf(name -> name.matches("(jvm|process|system)_.*"));
      assertThat(MetricLabels.known().keySet()).containsAll(served.keySet());
    }
  }
}
