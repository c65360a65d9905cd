package io.dumpwarden.anomaly;

import io.dumpwarden.catalog.Anomaly;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One series, in memory, that can be away. */
final class MemoryAnomalies implements AnomalyStore {

  /** By backup, in the order of ids. */
  final Map<String, Measured> measured = new TreeMap<>();

  final Map<String, List<Anomaly>> judged = new TreeMap<>();
  final List<String> backups = new ArrayList<>();
  boolean away;

  @Override
  public History before(Measured backup, int limit) {
    requireStore();
    return new History(
        measured.values().stream()
            .filter(other -> other.backupId().compareTo(backup.backupId()) < 0)
            .filter(other -> !isSuspicious(other.backupId()))
            .sorted(Comparator.comparing(Measured::backupId).reversed())
            .limit(limit)
            .map(Measured::measure)
            .toList(),
        false,
        measured.keySet().stream()
            .filter(id -> id.compareTo(backup.backupId()) < 0)
            .max(Comparator.naturalOrder())
            .map(id -> judged.getOrDefault(id, List.of()))
            .orElse(List.of())
            .stream()
            .filter(Anomaly::suspicious)
            .toList());
  }

  private boolean isSuspicious(String id) {
    return judged.getOrDefault(id, List.of()).stream().anyMatch(Anomaly::suspicious);
  }

  @Override
  public List<String> unmeasured(Series series, int limit) {
    requireStore();
    return backups.stream()
        .sorted(Comparator.reverseOrder())
        .limit(limit)
        .filter(id -> !measured.containsKey(id))
        .sorted()
        .toList();
  }

  @Override
  public void forgetAfter(Series series, String backupId) {
    measured.keySet().removeIf(id -> id.compareTo(backupId) > 0);
    judged.keySet().removeIf(id -> id.compareTo(backupId) > 0);
  }

  @Override
  public boolean judged(Measured backup, List<Anomaly> found, Instant at) {
    boolean isNew = measured.putIfAbsent(backup.backupId(), backup) == null;
    if (isNew) {
      judged.put(backup.backupId(), found);
    }
    return isNew;
  }

  @Override
  public List<OpenAnomaly> open() {
    return List.of();
  }

  @Override
  public boolean accept(String backupId, String by, Instant at) {
    return false;
  }

  private void requireStore() {
    if (away) {
      throw new DumpwardenException(ErrorCode.METADATA_UNAVAILABLE, "the store is away");
    }
  }
}
