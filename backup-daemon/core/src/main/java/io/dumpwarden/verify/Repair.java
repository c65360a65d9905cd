package io.dumpwarden.verify;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.OutputFolder;
import io.dumpwarden.catalog.Verification;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StoredObject;
import io.dumpwarden.verify.Finding.Part;
import io.dumpwarden.verify.Finding.State;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a lost copy anew from a good one, byte for byte. What is there is replaced by each
 * object's commit in one step, the manifest last; a repair that fails leaves it as it was. The good
 * copy is only read.
 */
final class Repair {

  private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

  /** How it went. */
  sealed interface Outcome permits Done, NotDone {}

  /**
   * @param from the storage of the good copy; the copy's own where the record sufficed
   * @param finding what is known of the new bytes
   */
  record Done(String from, Finding finding) implements Outcome {}

  record NotDone(ErrorCode code, String why) implements Outcome {}

  private final BackupCatalog catalog;
  private final CopyCheck check;
  private final Records records;
  private final Verifications verifications;
  private final RetentionRunner retention;
  private final InstantSource clock;

  Repair(
      BackupCatalog catalog,
      CopyCheck check,
      Records records,
      RetentionRunner retention,
      InstantSource clock) {
    this.catalog = catalog;
    this.check = check;
    this.records = records;
    this.verifications = records.verifications();
    this.retention = retention;
    this.clock = clock;
  }

  Outcome of(Backup backup, Copy copy, Finding finding, CopyVerifier.Mode mode) {
    Optional<Storage> storage = check.storageOf(copy).filter(Storage::enabled);
    if (storage.isEmpty()) {
      return new NotDone(ErrorCode.CONFIG_INVALID, "its storage is not enabled");
    }
    if (OutputFolder.is(storage.get())) {
      // another host may have a folder of that path, and no marker tells
      return new NotDone(
          ErrorCode.CONFIG_INVALID, "a folder that was given by its path is not repaired");
    }
    if (!retention.wouldKeep(backup, copy)) {
      return new NotDone(ErrorCode.NOT_FOUND, "retention keeps it no longer");
    }
    if (!verifications.claim(copy, Rewrite.LEASE)) {
      return new NotDone(
          ErrorCode.CONFIG_CONFLICT, "it is being repaired already, or was removed meanwhile");
    }
    try {
      Rewrite rewrite = new Rewrite(check.open(storage.get()), copy, verifications, clock);
      return claimed(backup, copy, finding, rewrite, sources(backup, copy, mode));
    } catch (StorageException e) {
      return new NotDone(codeFor(e), "storage %s: %s".formatted(copy.storage(), e.getMessage()));
    } catch (DumpwardenException e) {
      if (ObjectCheck.endsTheWork(e)) {
        throw e;
      }
      return new NotDone(e.code(), "" + e.getMessage());
    } catch (RuntimeException e) {
      LOG.debug("copy {} on storage {} cannot be repaired", copy.key(), copy.storage(), e);
      return new NotDone(
          ErrorCode.NO_GOOD_COPY, "its record cannot be followed: " + e.getMessage());
    } finally {
      release(copy);
    }
  }

  private Outcome claimed(
      Backup backup, Copy copy, Finding finding, Rewrite rewrite, List<Copy> sources) {
    StorageProvider target = rewrite.target();
    if (copy.status() == CopyStatus.FAILED && !copy.uploadId().isEmpty()) {
      // whoever wrote it then cannot commit it any more
      target.discard(new PendingWrite(CopyCheck.key(copy), copy.uploadId(), Instant.EPOCH));
    }
    Outcome written = written(backup, copy, finding, rewrite, sources);
    if (written instanceof Done done && !finding.bad().contains(Part.DUMP)) {
      written = proven(backup, copy, done, rewrite, sources);
    }
    return written instanceof Done done ? recorded(backup, copy, done, target) : written;
  }

  /** The dump was not copied, and a look at its size may be all that is known of it. */
  private Outcome proven(Backup backup, Copy copy, Done done, Rewrite rewrite, List<Copy> sources) {
    Finding found = check.deep(backup, copy, rewrite.target(), rewrite.whileReading());
    if (found.bad().contains(Part.DUMP)) {
      return written(backup, copy, found, rewrite, sources);
    }
    boolean isRight = found.isGood() || found.state() == State.UNREADABLE;
    return isRight
        ? new Done(done.from(), found)
        : new NotDone(
            found.isLost() ? ErrorCode.STORAGE_CORRUPT : ErrorCode.STORAGE_UNAVAILABLE,
            "%s after it was repaired: %s".formatted(found.state().id(), found.message()));
  }

  private Outcome written(
      Backup backup, Copy copy, Finding finding, Rewrite rewrite, List<Copy> sources) {
    if (!finding.bad().contains(Part.DUMP) && !finding.bad().contains(Part.USERS)) {
      return manifestAlone(backup, copy, rewrite, sources);
    }
    List<String> problems = new ArrayList<>();
    for (Copy source : sources) {
      Outcome outcome =
          new CopyOver(check, records, backup, copy, rewrite).from(source, finding.bad());
      if (outcome instanceof Done) {
        return outcome;
      }
      problems.add(source.storage() + ": " + ((NotDone) outcome).why());
    }
    return noGoodCopy(problems);
  }

  /** All that it says is on record, but for a store that could take it in short only. */
  private Outcome manifestAlone(Backup backup, Copy copy, Rewrite rewrite, List<Copy> sources) {
    StoredManifest manifests = new StoredManifest(check.manifests());
    if (manifests.recorded(CopyCheck.facts(backup)).isPresent()) {
      rewrite.manifest(CopyCheck.facts(backup).manifest());
      return new Done(copy.storage(), Finding.good(State.VERIFIED));
    }
    List<String> problems = new ArrayList<>();
    for (Copy source : sources) {
      Optional<String> json =
          new CopyOver(check, records, backup, copy, rewrite).manifestOf(source);
      if (json.isPresent()) {
        rewrite.manifest(json.get());
        return new Done(source.storage(), Finding.good(State.VERIFIED));
      }
      problems.add(source.storage() + ": its manifest is of no use");
    }
    return noGoodCopy(problems);
  }

  private static NotDone noGoodCopy(List<String> problems) {
    return new NotDone(
        ErrorCode.NO_GOOD_COPY,
        problems.isEmpty()
            ? "there is no good copy to repair it from"
            : "no good copy to repair it from: " + String.join("; ", problems));
  }

  private Outcome recorded(Backup backup, Copy copy, Done done, StorageProvider target) {
    long bytes = CopyCheck.facts(backup).storedBytes();
    ObjectKey key = CopyCheck.key(copy);
    if (target.stat(key).map(StoredObject::bytes).filter(b -> b == bytes).isEmpty()) {
      return new NotDone(ErrorCode.STORAGE_CORRUPT, "what was written was gone again");
    }
    Verification found =
        new Verification(
            clock.instant(),
            done.finding().verdict().orElse(Verification.Result.VERIFIED),
            done.finding().message());
    if (verifications.repaired(copy, bytes, found)) {
      return done;
    }
    return overtaken(copy, done, target);
  }

  /** Only what is to be gone by its row is taken back. */
  private Outcome overtaken(Copy copy, Done done, StorageProvider target) {
    CopyStatus now =
        catalog.find(copy.backupId()).stream()
            .flatMap(backup -> backup.copies().stream())
            .filter(row -> row.id().equals(copy.id()))
            .map(Copy::status)
            .findFirst()
            .orElse(CopyStatus.DELETED);
    return switch (now) {
      case STORED -> done;
      case PENDING, FAILED, MISSING, CORRUPT ->
          new NotDone(ErrorCode.CONFIG_CONFLICT, "others changed its record meanwhile");
      case EXPIRED, DELETED -> {
        // retention removes it at this moment, and may have been here already
        ObjectKey key = CopyCheck.key(copy);
        target.delete(key);
        target.delete(KeyLayout.usersKey(key));
        target.delete(KeyLayout.manifestKey(key));
        yield new NotDone(ErrorCode.NOT_FOUND, "it was removed meanwhile");
      }
    };
  }

  /** Those that were found lost come last: a disk may be back, and what is copied is proven. */
  private List<Copy> sources(Backup backup, Copy lost, CopyVerifier.Mode mode) {
    Comparator<Copy> lostLast = Comparator.comparing(copy -> copy.status() != CopyStatus.STORED);
    return backup.copies().stream()
        .filter(copy -> !copy.id().equals(lost.id()) && mayBeGood(copy, mode))
        .sorted(lostLast.thenComparing(copy -> !isLocal(copy)))
        .toList();
  }

  /** A corrupt one would be read in full by every look: that is for those who ask for reading. */
  private static boolean mayBeGood(Copy copy, CopyVerifier.Mode mode) {
    return switch (copy.status()) {
      case STORED, MISSING -> true;
      case CORRUPT -> !mode.quick();
      case PENDING, FAILED, EXPIRED, DELETED -> false;
    };
  }

  private boolean isLocal(Copy copy) {
    return check.storageOf(copy).filter(s -> s.type() == StorageType.LOCAL).isPresent();
  }

  private void release(Copy copy) {
    try {
      verifications.release(copy.id());
    } catch (DumpwardenException e) {
      LOG.debug("the claim on copy {} runs out by itself", copy.id(), e);
    }
  }

  private static ErrorCode codeFor(StorageException e) {
    return switch (e.kind()) {
      case FULL -> ErrorCode.STORAGE_FULL;
      case DENIED, LOCKED -> ErrorCode.STORAGE_DENIED;
      case NOT_RECOGNISED -> ErrorCode.STORAGE_UNRECOGNISED;
      case MISSING, CORRUPT -> ErrorCode.STORAGE_CORRUPT;
      case INVALID -> ErrorCode.CONFIG_INVALID;
      case UNAVAILABLE, ABORTED -> ErrorCode.STORAGE_UNAVAILABLE;
    };
  }
}
