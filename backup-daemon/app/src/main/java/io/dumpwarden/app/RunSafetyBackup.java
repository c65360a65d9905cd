package io.dumpwarden.app;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.config.Glob;
import io.dumpwarden.config.SelectionMode;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.restore.SafetyBackup;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps databases of a configured server by a backup of its own, through the queue as every other,
 * in this process: on record, in the built-in schedule's storages and under its rules. It is one
 * combined file, so that one id brings everything back; it is not pinned.
 */
public final class RunSafetyBackup implements SafetyBackup {

  private final Platform platform;
  private final String server;
  private final @Nullable Path folder;
  private final String by;

  /**
   * @param folder to write to instead of the built-in schedule's storages; null for those
   * @param by who asked for the restore, as runs name it
   */
  public RunSafetyBackup(Platform platform, String server, @Nullable Path folder, String by) {
    this.platform = platform;
    this.server = server;
    this.folder = folder;
    this.by = by;
  }

  @Override
  public Kept take(String restoreId, List<String> databases, LongConsumer progress) {
    try (LocalWork here = new LocalWork(() -> new LocalRuns(platform))) {
      RunFollower follower = new RunFollower(platform);
      List<Run> runs = follower.launchManual(server, request(restoreId, databases, here.nodeId()));
      here.take(runs);
      return kept(ended(follower, runs, here, progress), databases);
    } catch (DumpwardenException e) {
      throw e.code() == ErrorCode.SAFETY_BACKUP_FAILED ? e : failed(e.getMessage(), e);
    }
  }

  private static Run ended(
      RunFollower follower, List<Run> runs, LocalWork here, LongConsumer progress) {
    try {
      return follower
          .follow(
              runs,
              now -> {
                here.throwIfFailed();
                progress.accept(now.stream().mapToLong(r -> r.progress().rawBytes()).sum());
              },
              here::take)
          .get(0);
    } catch (InterruptedException e) {
      here.interrupt();
      Thread.currentThread().interrupt();
      throw new DumpwardenException(
          ErrorCode.CANCELLED, "the restore was ended while it was being made", e);
    }
  }

  private RunRequest request(String restoreId, List<String> databases, String node) {
    Map<String, String> words = new TreeMap<>();
    words.put("mode", SelectionMode.FILTER.id());
    words.put("file_mode", "single-file");
    words.put(
        "include_databases",
        databases.stream()
            .map(name -> Glob.literal(name).pattern())
            .collect(Collectors.joining(",")));
    // also where the server's own options leave them out: they would be gone
    words.put("dump_options", "triggers=on,routines=on,events=on");
    if (folder != null) {
      words.put(RunRequest.OUTPUT_DIR, folder.toAbsolutePath().normalize().toString());
    }
    // all of it would not fit: tickets stand in file names
    String ticket = "before-restore-" + restoreId.substring(restoreId.length() - 12);
    return new RunRequest(by + " (before restore " + restoreId + ")", ticket, words, node);
  }

  /** Whole, and stored at least once: a storage that failed beside another is no reason to stop. */
  private Kept kept(Run run, List<String> databases) {
    boolean ended = run.status() == RunStatus.SUCCEEDED || run.status() == RunStatus.PARTIAL;
    List<Backup> backups = platform.catalog().ofRun(run.id());
    if (!ended || backups.size() != 1) {
      throw failed(reason(run), null);
    }
    Backup backup = backups.get(0);
    List<String> storages =
        backup.copies().stream()
            .filter(copy -> copy.status() == CopyStatus.STORED)
            .map(Copy::storage)
            .toList();
    DumpFacts facts = backup.result();
    if (facts == null
        || storages.isEmpty()
        || !backup.databases().containsAll(databases)
        || lacksWhatWouldBeLost(backup, facts)) {
      throw failed("backup %s: %s".formatted(backup.id(), backup.message()), null);
    }
    return new Kept(
        backup.id(), "backup %s on %s".formatted(backup.id(), String.join(", ", storages)));
  }

  /** The text of broken views is in the manifest; no backup holds more of them. */
  private boolean lacksWhatWouldBeLost(Backup backup, DumpFacts facts) {
    return ErrorCode.OBJECTS_UNPROVEN.code().equals(backup.errorCode())
        || !platform.manifests().read(facts.manifest()).missing().isEmpty();
  }

  private static String reason(Run run) {
    RunEnd end = run.end();
    String message = end == null || end.message() == null ? "" : ": " + end.message();
    return "run %s %s%s".formatted(run.id(), run.status().id(), message);
  }

  private DumpwardenException failed(@Nullable String why, @Nullable Throwable cause) {
    return new DumpwardenException(
        ErrorCode.SAFETY_BACKUP_FAILED,
        "server %s cannot be backed up before the restore: %s".formatted(server, why),
        cause);
  }
}
