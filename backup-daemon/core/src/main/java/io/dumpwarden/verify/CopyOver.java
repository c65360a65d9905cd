package io.dumpwarden.verify;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.verify.Finding.Part;
import io.dumpwarden.verify.Finding.State;
import io.dumpwarden.verify.ObjectCheck.Expected;
import java.util.Optional;
import java.util.Set;

/** Copies what one copy lacks from another, which is read through while it is copied. */
final class CopyOver {

  private final CopyCheck check;
  private final Backup backup;
  private final Copy lost;
  private final Rewrite rewrite;
  private final Records records;

  CopyOver(CopyCheck check, Records records, Backup backup, Copy lost, Rewrite rewrite) {
    this.check = check;
    this.records = records;
    this.backup = backup;
    this.lost = lost;
    this.rewrite = rewrite;
  }

  /**
   * Copies these objects, the manifest last.
   *
   * @throws StorageException of the storage that is written to
   */
  Repair.Outcome from(Copy source, Set<Part> parts) {
    Optional<Storage> storage = check.storageOf(source);
    if (storage.isEmpty()) {
      return notDone("its storage is no longer configured");
    }
    StorageProvider provider;
    StoredManifest.Judged manifest;
    try {
      provider = check.open(storage.get());
      manifest = judged(provider);
    } catch (StorageException | DumpwardenException e) {
      return notDone("" + e.getMessage());
    }
    return manifest.manifest().isEmpty()
        ? notDone("its manifest does not say how the dump is packed")
        : from(source, provider, manifest, parts);
  }

  private Repair.Outcome from(
      Copy source, StorageProvider provider, StoredManifest.Judged manifest, Set<Part> parts) {
    Finding found = Finding.good(State.VERIFIED);
    if (parts.contains(Part.DUMP)) {
      found = dump(source, provider);
      if (!hasRightDump(found)) {
        return notDone(found.state().id() + ": " + found.message());
      }
    }
    if (parts.contains(Part.USERS)) {
      Finding besides = besides(provider, manifest.manifest().orElseThrow());
      if (!isRight(besides)) {
        return notDone(besides.state().id() + ": " + besides.message());
      }
    }
    if (parts.contains(Part.MANIFEST)) {
      if (!manifest.finding().isGood() && !isRecordWhole()) {
        return notDone("its manifest is of no use");
      }
      rewrite.manifest(manifest.json());
    }
    // what is wrong with the source beside its dump is not wrong here
    return new Repair.Done(source.storage(), isRight(found) ? found : Finding.good(State.VERIFIED));
  }

  /** The text of the source's manifest, where it is the right one. */
  Optional<String> manifestOf(Copy source) {
    try {
      return check
          .storageOf(source)
          .map(check::open)
          .map(this::judged)
          .filter(judged -> judged.finding().isGood())
          .map(StoredManifest.Judged::json);
    } catch (StorageException | DumpwardenException e) {
      return Optional.empty();
    }
  }

  private Finding dump(Copy source, StorageProvider provider) {
    DumpFacts facts = CopyCheck.facts(backup);
    Finding found =
        rewrite.object(
            CopyCheck.key(lost),
            facts.storedBytes(),
            out -> check.deep(backup, source, provider, out),
            CopyOver::hasRightDump);
    records.found(source, found);
    return found;
  }

  private Finding besides(StorageProvider provider, Manifest manifest) {
    Finding all = Finding.good(State.VERIFIED);
    ObjectCheck objects = check.objects(provider);
    for (Manifest.StoredFile file : manifest.objects().subList(1, manifest.objects().size())) {
      Expected expected = new Expected(Part.USERS, file, manifest);
      all =
          all.and(
              rewrite.object(
                  new ObjectKey(file.key()),
                  file.bytes(),
                  out -> objects.read(expected, CopyCheck.TO_ITS_END, out),
                  CopyOver::isRight));
    }
    return all;
  }

  /** Its bytes are those on record, whether they can be opened here or not. */
  private static boolean isRight(Finding found) {
    return found.state() == State.VERIFIED || found.state() == State.UNREADABLE;
  }

  private static boolean hasRightDump(Finding found) {
    return isRight(found) || found.state() == State.CORRUPT && !found.bad().contains(Part.DUMP);
  }

  private boolean isRecordWhole() {
    return new StoredManifest(check.manifests()).recorded(CopyCheck.facts(backup)).isPresent();
  }

  private StoredManifest.Judged judged(StorageProvider provider) {
    return new StoredManifest(check.manifests())
        .judge(backup, CopyCheck.facts(backup), CopyCheck.key(lost), provider);
  }

  private static Repair.NotDone notDone(String why) {
    return new Repair.NotDone(ErrorCode.NO_GOOD_COPY, why);
  }
}
