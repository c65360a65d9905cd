package io.dumpwarden.app.command;

import io.dumpwarden.app.RecoveryKit;
import io.dumpwarden.app.RecoveryKit.Key;
import io.dumpwarden.app.RecoveryKit.StoragePlace;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** A recovery kit on paper. */
final class RecoveryKitText {

  private static final String PAPER =
      """
        DUMPWARDEN RECOVERY KIT
        Dumpwarden %s, %s. Keep it where a fire in the machine room does not reach it, and print it
        again when a storage, a key or the master key changes.

        1. MASTER KEY
           id     %s
           now in %s
           key    %s

        2. STORAGES
        %s
        3. KEYS THAT BACKUPS ARE ENCRYPTED WITH
        %s
        4. THE WAY BACK
           metadata store now: %s
           On a new machine, with this version of Dumpwarden or a newer one:

             export DUMPWARDEN_MASTER_KEY=...
             one of the `self-backup restore` commands above
             dumpwarden serve

           Without a backup of the metadata store: `dumpwarden storage add` (with --adopt for a folder),
           then `dumpwarden catalog rebuild STORAGE` for each storage. Without Dumpwarden: the dumps are
           plain files, see docs/storage-format.md. All of it: docs/disaster-recovery.md.
        """;

  private RecoveryKitText() {}

  static String of(RecoveryKit kit) {
    return PAPER.formatted(
        kit.version(),
        kit.madeAt().truncatedTo(ChronoUnit.SECONDS),
        kit.masterKeyId(),
        kit.masterKeyPlace(),
        kit.masterKey() == null
            ? "not printed here: write it down from there, or print it by --show-master-key"
            : kit.masterKey(),
        kit.storages().isEmpty()
            ? "   none\n"
            : kit.storages().stream()
                .map(RecoveryKitText::storage)
                .collect(Collectors.joining("\n")),
        kit.encryptionKeys().isEmpty()
            ? "   none\n"
            : kit.encryptionKeys().stream().map(RecoveryKitText::key).collect(Collectors.joining()),
        kit.metadata());
  }

  private static String storage(StoragePlace storage) {
    StringBuilder text = new StringBuilder();
    text.append("   %s (%s, id %s)%n".formatted(storage.name(), storage.type(), storage.id()));
    storage
        .settings()
        .forEach((name, value) -> text.append("     %-12s %s%n".formatted(name, value)));
    text.append("     needs        %s%n".formatted(storage.credentials()));
    text.append(
        "     self-backup  %s%n"
            .formatted(
                storage.newestSelfBackup() == null
                    ? "none yet: run `dumpwarden self-backup run`"
                    : storage.newestSelfBackup()));
    storage.commands().forEach(command -> text.append("     %s%n".formatted(command)));
    return Table.harmlessLines(text.toString());
  }

  private static String key(Key key) {
    return "   %s (%s), needed by %d stored backups%n     %s%n"
        .formatted(key.id(), key.type(), key.backups(), key.place());
  }
}
