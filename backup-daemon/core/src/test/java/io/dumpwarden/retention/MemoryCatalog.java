package io.dumpwarden.retention;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.SeriesCopy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Only what retention asks for: series, their copies, and what is marked. */
final class MemoryCatalog implements BackupCatalog {

  /** Sees each mark at the moment it is made. */
  interface Marking {
    void marked(String copyId, CopyStatus status);
  }

  private final Map<Series, List<SeriesCopy>> copies = new LinkedHashMap<>();
  private final Marking marking;

  MemoryCatalog(Marking marking) {
    this.marking = marking;
  }

  void add(Series series, SeriesCopy copy) {
    copies.computeIfAbsent(series, s -> new ArrayList<>()).add(copy);
  }

  void forget(String copyId) {
    copies.values().forEach(all -> all.removeIf(copy -> copy.copy().id().equals(copyId)));
  }

  @Override
  public List<Series> series() {
    return List.copyOf(copies.keySet());
  }

  @Override
  public List<Series> seriesOf(String schedule) {
    return copies.keySet().stream().filter(s -> s.schedule().equals(schedule)).toList();
  }

  @Override
  public List<SeriesCopy> copiesOf(Series series) {
    return copies.getOrDefault(series, List.of());
  }

  @Override
  public void markCopy(String copyId, CopyStatus status, Instant at) {
    marking.marked(copyId, status);
  }

  @Override
  public void begin(Backup backup) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void finish(Backup backup) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Backup> find(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Backup> list(BackupFilter filter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Backup> ofRun(String runId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Backup> lastGood(String schedule, String server, String scope) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void settle(Copy copy) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Copy> pendingOf(String nodeId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Copy> failedAfter(String afterId, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean pin(String backupId, boolean pinned) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean expire(String copyId, boolean evenPinned) {
    marking.marked(copyId, CopyStatus.EXPIRED);
    return true;
  }

  @Override
  public void lock(String copyId, @Nullable Instant until) {
    copies.replaceAll(
        (series, all) ->
            new ArrayList<>(all.stream().map(copy -> locked(copy, copyId, until)).toList()));
  }

  private static SeriesCopy locked(SeriesCopy copy, String copyId, @Nullable Instant until) {
    return copy.copy().id().equals(copyId)
        ? new SeriesCopy(
            copy.copy().lockedUntil(until),
            copy.madeAt(),
            copy.pinned(),
            copy.complete(),
            copy.suspicious())
        : copy;
  }
}
