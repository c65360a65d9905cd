package io.dumpwarden.metadata;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.node.Node;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunProgress;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs, backups and nodes to fill tables with. */
public final class TestRuns {

  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  /** In winter and summer time of the zones around, and in the hour that one of them leaves out. */
  public static final Instant FIRE = Instant.parse("2026-09-26T14:30:00.123456Z");

  static final Node NODE = node("a");

  private TestRuns() {}

  public static String id() {
    return IDS.generate().toString();
  }

  public static Node node(String name) {
    return new Node(id(), name, "host-" + name, Node.Kind.DAEMON, 42, FIRE, FIRE);
  }

  public static Run queued(String schedule, String server, Instant fireTime) {
    return queued(schedule, server, fireTime, RunTrigger.SCHEDULE);
  }

  static Run queued(String schedule, String server, Instant fireTime, RunTrigger trigger) {
    return new Run(
        id(),
        schedule,
        server,
        "daily",
        trigger,
        fireTime,
        1,
        RunStatus.QUEUED,
        fireTime,
        fireTime,
        null,
        null,
        null,
        RunProgress.NONE,
        false,
        RunRequest.by("somebody (cli)"),
        null);
  }

  /** A run that somebody asked for, in these words. */
  public static Run asked(String server, Instant fireTime, RunRequest request) {
    return new Run(
        id(),
        Schedule.MANUAL,
        server,
        "manual",
        RunTrigger.CLI,
        fireTime,
        1,
        RunStatus.QUEUED,
        fireTime,
        fireTime,
        null,
        null,
        null,
        RunProgress.NONE,
        false,
        request,
        null);
  }

  static Instant now() {
    return Instant.now();
  }

  /** The same, begun at that time. */
  static Backup at(Backup backup, Instant startedAt) {
    return new Backup(
        backup.id(),
        backup.runId(),
        backup.schedule(),
        backup.server(),
        backup.type(),
        backup.scope(),
        backup.databases(),
        backup.engine(),
        backup.status(),
        startedAt,
        backup.finishedAt(),
        backup.pinned(),
        backup.result(),
        backup.errorCode(),
        backup.message(),
        backup.copies(),
        List.of());
  }

  public static Backup begun(String runId, String server, String database, String... storages) {
    String id = id();
    List<Copy> copies = new ArrayList<>();
    for (String storage : storages) {
      copies.add(
          new Copy(
              id(),
              id,
              storage,
              "id-of-" + storage,
              "host-a",
              "k/" + id,
              "upload-1",
              CopyStatus.PENDING,
              0,
              null,
              null,
              null,
              null,
              null));
    }
    return new Backup(
        id,
        runId,
        "nightly",
        server,
        "daily",
        database,
        List.of(database),
        "mysqldump",
        BackupStatus.RUNNING,
        FIRE,
        null,
        false,
        null,
        null,
        null,
        copies,
        List.of());
  }

  /** The same, ended; its copies stored if it is good, failed otherwise. */
  public static Backup ended(Backup backup, BackupStatus status, Instant at) {
    boolean good = status == BackupStatus.SUCCEEDED || status == BackupStatus.PARTIAL;
    List<Copy> copies =
        backup.copies().stream()
            .map(copy -> good ? copy.stored(100, at) : copy.failed("it broke"))
            .toList();
    return new Backup(
        backup.id(),
        backup.runId(),
        backup.schedule(),
        backup.server(),
        backup.type(),
        backup.scope(),
        backup.databases(),
        backup.engine(),
        status,
        backup.startedAt(),
        at,
        false,
        good ? new DumpFacts(1000, "0123456789abcdef", 100, "ab".repeat(32), null, "{}") : null,
        good ? null : "dump-failed",
        good ? null : "it broke",
        copies,
        List.of());
  }
}
