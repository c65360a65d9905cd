package io.dumpwarden.outcome;

import io.dumpwarden.catalog.Anomaly;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunQueue;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Outcomes} with a folder behind them: an outcome that the store does not take is written
 * there and recorded later, in the order of what happened. Where the folder takes nothing either,
 * it is held in memory. One that the store refuses for its contents is recorded in short. Safe for
 * use by many threads.
 */
public final class OutcomeJournal implements Outcomes {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeJournal.class);

  /** How often a store that is up may turn an outcome away before the outcome is to blame. */
  private static final int PATIENCE = 5;

  private final OutcomeFolder folder;
  private final BackupCatalog catalog;
  private final RunQueue queue;
  private final Function<Backup, List<Anomaly>> judge;
  private final Deque<Outcome> inMemory = new ArrayDeque<>();
  private final List<Backup> toJudge = new ArrayList<>();
  private int turnedAway;

  /**
   * @param folder made where it is missing
   * @param judge says in what a backup on record differs from those before it; never throws
   */
  public OutcomeJournal(
      Path folder, BackupCatalog catalog, RunQueue queue, Function<Backup, List<Anomaly>> judge) {
    this.judge = judge;
    this.folder = new OutcomeFolder(folder);
    this.catalog = catalog;
    this.queue = queue;
  }

  /** Never throws. */
  @Override
  public void backupFinished(Backup backup) {
    recordOrKeep(Outcome.of(backup));
  }

  /** Never throws. */
  @Override
  public void runFinished(String runId, RunEnd end, List<String> logLines) {
    recordOrKeep(Outcome.of(runId, end, logLines));
  }

  /** Records what is kept, oldest first, until the store refuses; answers how many are left. */
  public int replay() {
    int left = replayed();
    judge();
    return left;
  }

  private synchronized int replayed() {
    List<Path> kept = folder.kept();
    for (int i = 0; i < kept.size(); i++) {
      if (!replay(kept.get(i))) {
        return kept.size() - i + inMemory.size();
      }
    }
    while (!inMemory.isEmpty() && recorded(inMemory.peek())) {
      inMemory.remove();
    }
    return inMemory.size();
  }

  private void recordOrKeep(Outcome outcome) {
    recordOrKeepNow(outcome);
    judge();
  }

  private synchronized void recordOrKeepNow(Outcome outcome) {
    try {
      // what was kept earlier happened earlier: it goes first
      if (replayed() == 0 && recorded(outcome)) {
        return;
      }
    } catch (RuntimeException e) {
      LOG.error("an outcome cannot be recorded now", e);
    }
    inMemory.add(outcome);
    while (!inMemory.isEmpty() && folder.keep(inMemory.peek())) {
      inMemory.remove();
    }
  }

  private boolean replay(Path file) {
    @Nullable Outcome outcome = folder.read(file).orElse(null);
    if (outcome != null && !recorded(outcome)) {
      return false;
    }
    folder.forget(file);
    return true;
  }

  /** Whether it is done with: recorded, in full or in short, or of no use to the store. */
  private boolean recorded(Outcome outcome) {
    try {
      record(outcome);
      turnedAway = 0;
      return true;
    } catch (DumpwardenException e) {
      if (isAway(e, outcome)) {
        return false;
      }
      turnedAway = 0;
      return recordedInShort(outcome, e);
    }
  }

  /**
   * Only a store that answers can refuse. Some contents, an overlong statement for one, look to the
   * driver like a broken connection.
   */
  private boolean isAway(DumpwardenException e, Outcome outcome) {
    if (!isUp(outcome)) {
      turnedAway = 0;
      return true;
    }
    turnedAway++;
    return e.code() == ErrorCode.METADATA_UNAVAILABLE && turnedAway < PATIENCE;
  }

  private boolean isUp(Outcome outcome) {
    try {
      queue.find(outcome.anyRunId());
      return true;
    } catch (DumpwardenException e) {
      return false;
    }
  }

  private boolean recordedInShort(Outcome outcome, DumpwardenException why) {
    folder.setAside(outcome, "" + why.getMessage());
    try {
      record(outcome.inShort("" + why.getMessage()));
      return true;
    } catch (DumpwardenException e) {
      if (e.code() == ErrorCode.METADATA_UNAVAILABLE || !isUp(outcome)) {
        return false;
      }
      LOG.error("the end of run {} cannot be recorded, not even in short", outcome.anyRunId(), e);
      return true;
    }
  }

  /** What is on record now. It may take long, and other outcomes are not to wait for it. */
  private void judge() {
    recordedSince().forEach(this::judge);
  }

  private synchronized List<Backup> recordedSince() {
    List<Backup> recorded = List.copyOf(toJudge);
    toJudge.clear();
    return recorded;
  }

  /** Once its result is on record; what is found stands in the run's log too. */
  private void judge(Backup backup) {
    List<String> found =
        judge.apply(backup).stream()
            .map(
                anomaly ->
                    "warning: %s differs from the backups before it: %s (%s)"
                        .formatted(backup.title(), anomaly.reason(), anomaly.kind().id()))
            .toList();
    found.forEach(line -> LOG.warn("backup {}: {}", backup.id(), line));
    if (!found.isEmpty()) {
      tell(backup, found);
    }
  }

  private void tell(Backup backup, List<String> found) {
    try {
      queue.log(backup.runId(), found);
    } catch (DumpwardenException e) {
      LOG.debug("the run's log does not say so", e);
    }
  }

  private void record(Outcome outcome) {
    if (outcome.backup() != null) {
      catalog.finish(outcome.backup());
      toJudge.add(outcome.backup());
    }
    if (outcome.runId() != null && outcome.end() != null) {
      queue.log(outcome.runId(), outcome.logLines() == null ? List.of() : outcome.logLines());
      queue.finish(outcome.runId(), outcome.end());
    }
  }
}
