package io.dumpwarden.metrics;

import io.dumpwarden.anomaly.OpenAnomaly;
import io.dumpwarden.catalog.CatalogSummary;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.RowState;
import io.dumpwarden.config.RowStates;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillEnds;
import io.dumpwarden.drill.DrillStatus;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.Node;
import io.dumpwarden.notify.ChannelCount;
import io.dumpwarden.statistics.Fleet.Freshness;
import io.dumpwarden.statistics.FleetFreshness;
import io.dumpwarden.statistics.Statistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A metadata store in memory that can be away, or hang. */
final class MemoryStore implements CatalogSummary, RowStates, DrillEnds {

  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final Instant CERTIFICATE_END = Instant.parse("2027-01-01T00:00:00Z");

  final List<RowState> rows = new ArrayList<>();
  final List<LastGood> lastGood = new ArrayList<>();
  final List<BackupCount> backupCounts = new ArrayList<>();
  final List<Drill> drills = new ArrayList<>();
  final List<RunCount> runCounts = new ArrayList<>();
  final List<StorageUse> storageUse = new ArrayList<>();
  final List<SelfBackedUp> selfBackups = new ArrayList<>();
  final List<CopyTotals> copyTotals = new ArrayList<>();
  final List<LongestWaiting> longestWaiting = new ArrayList<>();
  final List<Reached> reached = new ArrayList<>();
  final List<LastRun> lastRuns = new ArrayList<>();
  final List<RunAtWork> runsAtWork = new ArrayList<>();
  final List<Freshness> freshness = new ArrayList<>();
  final List<Statistics.StorageUse> storages = new ArrayList<>();
  final List<OpenAnomaly> anomalies = new ArrayList<>();
  final List<ChannelCount> channels = new ArrayList<>();
  final List<Node> nodes = new ArrayList<>();
  @Nullable Instant tokenExpiry;
  final AtomicInteger asked = new AtomicInteger();
  ActiveRuns activeRuns = new ActiveRuns(0, 0);
  volatile boolean away;
  volatile @Nullable CountDownLatch hanging;

  final List<ConfigRow> config = new ArrayList<>();

  /** Of which there are good backups still. */
  final Set<String> goneDatabases = new HashSet<>();

  MetricsSources sources() {
    return new MetricsSources(
        this,
        this,
        () -> ConfigSnapshot.of(config),
        this,
        (now, rows, good) -> new FleetFreshness.Reading(List.copyOf(freshness), present(good)),
        () -> List.copyOf(storages),
        () -> List.copyOf(anomalies),
        () -> List.copyOf(channels),
        () -> List.copyOf(nodes),
        now -> Optional.ofNullable(tokenExpiry).filter(now::isBefore),
        CERTIFICATE_END);
  }

  private List<LastGood> present(List<LastGood> all) {
    return all.stream().filter(good -> !goneDatabases.contains(good.scope())).toList();
  }

  /** A server, and a schedule that selects it. */
  void watched(String server, String schedule) {
    server(server, Map.of());
    config(ConfigKind.SCHEDULE, schedule, Map.of("cron", "0 2 * * *"));
  }

  void server(String name, Map<String, String> also) {
    Map<String, String> values =
        new HashMap<>(
            Map.of("flavor", "mariadb", "host", "db", "username", "b", "password", "env:ANY"));
    values.putAll(also);
    config(ConfigKind.SERVER, name, values);
  }

  /** In place of what was there by that name. */
  void config(ConfigKind kind, String key, Map<String, String> values) {
    Map<String, @Nullable String> fields = new HashMap<>();
    kind.columns().forEach(column -> fields.put(column, null));
    if (kind.columns().contains("name")) {
      fields.put("name", key);
    }
    fields.putAll(values);
    config.removeIf(row -> row.kind() == kind && row.key().equals(key));
    config.add(new ConfigRow(kind, key, fields, 1, NOON, NOON));
  }

  void schedule(String name, String cron, @Nullable String maxAge) {
    Map<String, @Nullable String> fields = new HashMap<>();
    ConfigKind.SCHEDULE.columns().forEach(column -> fields.put(column, null));
    fields.put("name", name);
    fields.put("cron", cron);
    fields.put("max_age", maxAge);
    config.add(new ConfigRow(ConfigKind.SCHEDULE, name, fields, 1, NOON, NOON));
  }

  void row(ConfigKind kind, String key, @Nullable String problem, @Nullable Instant nextFireAt) {
    rows.add(new RowState(new RowRef(kind, key), "hash", 1, NOON, problem, nextFireAt));
  }

  @Override
  public List<RowState> all() {
    asked.incrementAndGet();
    if (away) {
      throw new DumpwardenException(ErrorCode.METADATA_UNAVAILABLE, "the metadata store is away");
    }
    CountDownLatch released = hanging;
    if (released != null) {
      await(released);
    }
    return List.copyOf(rows);
  }

  private static void await(CountDownLatch released) {
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void nextFire(RowRef schedule, Instant at) {
    throw new UnsupportedOperationException("metrics only read");
  }

  @Override
  public void save(RowState state) {
    rows.add(state);
  }

  @Override
  public void remove(RowRef row) {
    rows.removeIf(state -> state.row().equals(row));
  }

  @Override
  public List<LastGood> lastGood() {
    return List.copyOf(lastGood);
  }

  @Override
  public List<BackupCount> backupCounts() {
    return List.copyOf(backupCounts);
  }

  @Override
  public List<RunCount> runCounts() {
    return List.copyOf(runCounts);
  }

  @Override
  public List<StorageUse> storageUse() {
    return List.copyOf(storageUse);
  }

  @Override
  public List<Drill> newestEnded() {
    return drills.stream().filter(drill -> drill.status() != DrillStatus.RUNNING).toList();
  }

  @Override
  public List<Drill> newestGood() {
    return drills.stream().filter(drill -> drill.status().isGood()).toList();
  }

  @Override
  public List<SelfBackedUp> selfBackups() {
    return List.copyOf(selfBackups);
  }

  @Override
  public List<CopyTotals> copyTotals() {
    return List.copyOf(copyTotals);
  }

  @Override
  public List<LongestWaiting> longestWaiting() {
    return List.copyOf(longestWaiting);
  }

  @Override
  public List<Reached> reached() {
    return List.copyOf(reached);
  }

  @Override
  public List<LastRun> lastRuns() {
    return List.copyOf(lastRuns);
  }

  @Override
  public List<RunAtWork> runsAtWork() {
    return List.copyOf(runsAtWork);
  }

  @Override
  public ActiveRuns activeRuns() {
    return activeRuns;
  }
}
