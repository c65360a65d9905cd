package io.dumpwarden.recovery;

import io.dumpwarden.backup.DumpUnit;
import io.dumpwarden.backup.Shortcoming;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyLock;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ShortHash;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.recovery.FoundManifest.Whole;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that a manifest's backup had, made again. */
record RebuiltBackup(Storage storage, @Nullable String host) {

  /** No schedule can have such a name, so that no rule is ever about a foreign backup. */
  static final String FOREIGN = "foreign:";

  private static final int MAX_NAME = 128;

  /** One backup with one copy, as it was when it was proven. */
  Backup ours(Whole found) {
    Manifest manifest = found.manifest();
    List<Shortcoming> lacks = Shortcoming.of(manifest);
    return row(
        found,
        new Identity(manifest.backupId(), manifest.runId(), manifest.schedule()),
        lacks.isEmpty() ? BackupStatus.SUCCEEDED : BackupStatus.PARTIAL,
        lacks.isEmpty() ? null : lacks.get(0).code().code(),
        lacks.isEmpty() ? null : Shortcoming.describe(lacks));
  }

  /**
   * One of which nothing is believed but what its own rows show: an id of its own, so that it
   * stands for no backup of ours, and a series of its own, in which no rule deletes and which
   * counts for no other.
   */
  Backup foreign(Whole found) {
    Manifest manifest = found.manifest();
    String id = Ids.derived(manifest.backupId(), storage.id(), found.dump().key().value());
    String schedule = FOREIGN + manifest.schedule();
    return row(
        found,
        new Identity(id, id, schedule.substring(0, Math.min(schedule.length(), MAX_NAME))),
        BackupStatus.PARTIAL,
        ErrorCode.MANIFEST_FOREIGN.code(),
        "imported though its manifest is foreign: " + found.foreign());
  }

  private record Identity(String id, String runId, String schedule) {}

  private Backup row(
      Whole found,
      Identity identity,
      BackupStatus status,
      @Nullable String errorCode,
      @Nullable String message) {
    Manifest manifest = found.manifest();
    return new Backup(
        identity.id(),
        identity.runId(),
        identity.schedule(),
        manifest.server().name(),
        manifest.type(),
        scope(manifest),
        manifest.databases(),
        manifest.engine(),
        status,
        manifest.startedAt(),
        manifest.finishedAt(),
        false,
        facts(found),
        errorCode,
        message,
        List.of(copy(found, identity.id())),
        List.of());
  }

  /** The key is where the manifest was found, never what it says. */
  private Copy copy(Whole found, String backupId) {
    String key = found.dump().key().value();
    return new Copy(
        Ids.derived(backupId, "copy", storage.id(), key),
        backupId,
        storage.name(),
        storage.id(),
        host,
        key,
        "",
        CopyStatus.STORED,
        found.dump().bytes(),
        found.manifest().finishedAt(),
        null,
        null,
        null,
        CopyLock.endOf(found.dump().lock()));
  }

  private static DumpFacts facts(Whole found) {
    Manifest.StoredFile dump = found.manifest().objects().get(0);
    Manifest.Raw raw = found.manifest().raw();
    return new DumpFacts(
        raw.bytes(),
        raw.digest(),
        dump.bytes(),
        dump.sha256(),
        found.manifest().position(),
        found.json());
  }

  private static String scope(Manifest manifest) {
    String said = manifest.scope();
    return said == null ? guessedScope(manifest) : said;
  }

  /** As good as the manifests from before they said it allow. */
  private static String guessedScope(Manifest manifest) {
    List<String> folders = List.of(manifest.objects().get(0).key().split("/"));
    String folder = folders.size() == 4 ? folders.get(2) : "";
    String name =
        Set.of(DumpUnit.ALL, DumpUnit.COMBINED).contains(folder)
            ? folder
            : manifest.databases().size() == 1
                ? DumpUnit.of(manifest.databases().get(0)).scope()
                : DumpUnit.COMBINED;
    Manifest.Contents contents = manifest.contents();
    boolean all =
        contents == null || contents.equals(new Manifest.Contents(false, List.of(), List.of()));
    // a structure alone must not stand for the rows in retention
    return all || !manifest.schedule().equals(Schedule.MANUAL)
        ? name
        : name + "+" + ShortHash.of(contents.toString(), 4);
  }
}
