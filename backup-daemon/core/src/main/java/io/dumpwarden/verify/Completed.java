package io.dumpwarden.verify;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.error.ErrorCode;
import java.util.Arrays;
import java.util.Optional;

/** A partial backup whose copies have all been stored since. */
final class Completed {

  private Completed() {}

  /** The backup as succeeded; empty where a copy, or something of the dump itself, is lacking. */
  static Optional<Backup> of(Backup partial, ManifestFormat manifests) {
    boolean everywhere =
        partial.copies().stream()
            .noneMatch(c -> c.status() == CopyStatus.FAILED || c.status() == CopyStatus.PENDING);
    return everywhere && wasShortOfStoragesOnly(partial, manifests)
        ? Optional.of(succeeded(partial))
        : Optional.empty();
  }

  /** What a dump lacks is named first, so that its code stands on the backup. */
  private static boolean wasShortOfStoragesOnly(Backup backup, ManifestFormat manifests) {
    boolean ofTheDump =
        Arrays.stream(ErrorCode.values())
            .filter(code -> code.meansIncomplete() || code == ErrorCode.NOT_FOUND)
            .anyMatch(code -> code.code().equals(backup.errorCode()));
    DumpFacts facts = CopyCheck.facts(backup);
    return !ofTheDump
        && new StoredManifest(manifests)
            .recorded(facts)
            .filter(Completed::lacksNothing)
            .isPresent();
  }

  private static boolean lacksNothing(Manifest manifest) {
    return manifest.brokenViews().isEmpty()
        && manifest.missing().isEmpty()
        && manifest.shortcomings().isEmpty();
  }

  private static Backup succeeded(Backup was) {
    return was.ended(BackupStatus.SUCCEEDED, was.finishedAt(), null, null);
  }
}
