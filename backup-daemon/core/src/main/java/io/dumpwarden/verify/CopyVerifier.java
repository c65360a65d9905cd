package io.dumpwarden.verify;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.verify.Finding.Part;
import io.dumpwarden.verify.Finding.State;
import io.dumpwarden.verify.VerifiedCopy.NotRepaired;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at copies, records what is found, and repairs what is lost from a good copy of the same
 * backup. Safe for use by many threads and nodes.
 */
public final class CopyVerifier {

  private static final Logger LOG = LoggerFactory.getLogger(CopyVerifier.class);

  /**
   * How to go about it.
   *
   * @param quick only ask the storage; only what was missing and came back is read
   * @param repair write anew what is lost
   */
  public record Mode(boolean quick, boolean repair) {}

  private final BackupCatalog catalog;
  private final CopyCheck check;
  private final Records records;
  private final Repair repair;

  public CopyVerifier(
      BackupCatalog catalog,
      Verifications verifications,
      CopyCheck check,
      RetentionRunner retention,
      InstantSource clock) {
    this.catalog = catalog;
    this.check = check;
    this.records = new Records(verifications, clock);
    this.repair = new Repair(catalog, check, records, retention, clock);
  }

  /**
   * Looks at one copy.
   *
   * @param backupId its backup
   * @return empty where there is nothing to be verified: it is not stored yet, or expired, or its
   *     backup failed
   * @throws DumpwardenException {@code CANCELLED} where the thread is interrupted, {@code
   *     METADATA_UNAVAILABLE}
   */
  public Optional<VerifiedCopy> verify(String backupId, String copyId, Mode mode) {
    return catalog
        .find(backupId)
        .filter(backup -> backup.result() != null)
        .flatMap(
            backup ->
                backup.copies().stream()
                    .filter(copy -> copy.id().equals(copyId) && isToBeThere(copy))
                    .findFirst()
                    .map(copy -> verify(backup, copy, mode)));
  }

  private static boolean isToBeThere(Copy copy) {
    return switch (copy.status()) {
      case STORED, MISSING, CORRUPT, FAILED -> true;
      case PENDING, EXPIRED, DELETED -> false;
    };
  }

  private VerifiedCopy verify(Backup backup, Copy copy, Mode mode) {
    Finding finding = look(backup, copy, mode);
    records.found(copy, finding);
    if (!finding.isLost() || !mode.repair()) {
      return new VerifiedCopy(backup, copy, finding, null, null);
    }
    Repair.Outcome outcome = repaired(backup.id(), copy.id(), finding, mode);
    if (outcome instanceof Repair.Done done) {
      LOG.info(
          "copy {} on storage {} is repaired from storage {}",
          copy.key(),
          copy.storage(),
          done.from());
      complete(backup.id());
      return new VerifiedCopy(backup, copy, finding, done.from(), null);
    }
    Repair.NotDone not = (Repair.NotDone) outcome;
    LOG.error("copy {} on storage {} is not repaired: {}", copy.key(), copy.storage(), not.why());
    return new VerifiedCopy(backup, copy, finding, null, new NotRepaired(not.code(), not.why()));
  }

  private Finding look(Backup backup, Copy copy, Mode mode) {
    if (copy.status() == CopyStatus.FAILED) {
      return neverStored(copy);
    }
    return mode.quick() ? glance(backup, copy) : check.deep(backup, copy);
  }

  /** A look cannot take back what reading it told, nor tell what is in one that came back. */
  private Finding glance(Backup backup, Copy copy) {
    Finding found = check.quick(backup, copy);
    boolean isThere = found.state() == State.PRESENT || found.state() == State.CORRUPT;
    return switch (copy.status()) {
      case CORRUPT -> isThere ? stillCorrupt(copy) : found;
      case MISSING -> isThere ? check.deep(backup, copy) : found;
      case STORED, FAILED, PENDING, EXPIRED, DELETED -> found;
    };
  }

  private static Finding stillCorrupt(Copy copy) {
    String why =
        copy.verification() == null || copy.verification().message() == null
            ? "it was found corrupt"
            : copy.verification().message();
    return new Finding(State.CORRUPT, why, EnumSet.allOf(Part.class));
  }

  /** What its run could not store is to be there all the same, once its storage answers again. */
  private Finding neverStored(Copy copy) {
    try {
      return check
          .storageOf(copy)
          .map(
              storage -> {
                check.open(storage).check();
                return new Finding(
                    State.MISSING,
                    "its run did not store it: " + copy.message(),
                    EnumSet.allOf(Part.class));
              })
          .orElseGet(() -> Finding.unchecked("its storage is no longer configured"));
    } catch (StorageException e) {
      return Finding.unchecked("" + e.getMessage());
    } catch (DumpwardenException e) {
      if (ObjectCheck.endsTheWork(e)) {
        throw e;
      }
      return Finding.unchecked("" + e.getMessage());
    }
  }

  /** Why a storage cannot be worked with now; empty where it answers as the one that is meant. */
  Optional<String> whyAway(Storage storage) {
    try {
      check.open(storage).check();
      return Optional.empty();
    } catch (StorageException | DumpwardenException e) {
      if (e instanceof DumpwardenException d && ObjectCheck.endsTheWork(d)) {
        throw d;
      }
      return Optional.of("" + e.getMessage());
    }
  }

  /** As the copy stands now that the finding is on record. */
  private Repair.Outcome repaired(String backupId, String copyId, Finding finding, Mode mode) {
    Optional<Backup> now = catalog.find(backupId);
    Optional<Copy> lost =
        now.stream()
            .flatMap(backup -> backup.copies().stream())
            .filter(copy -> copy.id().equals(copyId) && isToBeThere(copy))
            .findFirst();
    return lost.isPresent()
        ? repair.of(now.orElseThrow(), lost.get(), finding, mode)
        : new Repair.NotDone(ErrorCode.NOT_FOUND, "it was removed meanwhile");
  }

  /** A backup that lacked nothing but copies, and has them now, is a good one. */
  private void complete(String backupId) {
    catalog
        .find(backupId)
        .filter(backup -> backup.status() == BackupStatus.PARTIAL)
        .flatMap(backup -> Completed.of(backup, check.manifests()))
        .ifPresent(catalog::finish);
  }
}
