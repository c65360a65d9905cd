package io.dumpwarden.recovery;

import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.config.Storage;
import io.dumpwarden.recovery.Finding.Kind;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says where the catalog and a storage differ. Touches nothing; memory grows by some bytes for each
 * object.
 */
public final class CatalogCheck {

  private static final int PAGE = 500;

  private static final Pattern USERS =
      Pattern.compile("(.+\\.sql(?:\\.[a-z]+)*)\\.users\\.sql(?:\\.[a-z]+)*");

  private final CatalogRows rows;
  private final BackupCatalog catalog;
  private final SweepPreview sweeps;

  public CatalogCheck(CatalogRows rows, BackupCatalog catalog, SweepPreview sweeps) {
    this.rows = rows;
    this.catalog = catalog;
    this.sweeps = sweeps;
  }

  /**
   * Looks at one storage.
   *
   * @param findings told of what is off, as it is found
   * @throws io.dumpwarden.storage.StorageException where the storage does not answer
   */
  public void run(Storage storage, StorageProvider provider, Consumer<Finding> findings) {
    provider.check();
    Pass pass = new Pass(storage, provider, findings);
    try (Stream<StoredObject> objects = provider.list("")) {
      objects.map(StoredObject::key).forEach(pass.keys::add);
    }
    try (Stream<StoredObject> objects = provider.list("")) {
      objects.filter(CatalogCheck::isOfBackups).forEach(pass::object);
    }
    pass.dumps();
    pass.rowsWithoutObjects();
    pass.pendingUploads();
    sweeps.copies(
        storage,
        provider,
        (copy, fate) -> pass.tell(Kind.TO_BE_SWEPT, copy.key(), copy.backupId(), fate));
  }

  private static boolean isOfBackups(StoredObject object) {
    return !object.key().value().startsWith(KeyLayout.SELF_BACKUPS);
  }

  /** One way through a storage. */
  private final class Pass {

    private final Storage storage;
    private final StorageProvider provider;
    private final Consumer<Finding> findings;
    private final KeySet keys = new KeySet();
    private final List<StoredObject> waiting = new ArrayList<>();

    Pass(Storage storage, StorageProvider provider, Consumer<Finding> findings) {
      this.storage = storage;
      this.provider = provider;
      this.findings = findings;
    }

    void object(StoredObject object) {
      ObjectKey key = object.key();
      Matcher users = USERS.matcher(key.value());
      Optional<ObjectKey> dump = KeyLayout.dumpOf(key);
      if (dump.isPresent()) {
        if (isAbsent(dump.get())) {
          tell(Kind.MANIFEST_WITHOUT_DUMP, key.value(), null, "its dump is not there");
        }
      } else if (users.matches()) {
        if (isAbsent(new ObjectKey(users.group(1)))) {
          tell(Kind.UNKNOWN_OBJECT, key.value(), null, "accounts without their dump");
        }
      } else if (KeyLayout.runId(key).isEmpty()) {
        tell(Kind.UNKNOWN_OBJECT, key.value(), null, "no backup has such a name");
      } else {
        waiting.add(object);
        if (waiting.size() == PAGE) {
          dumps();
        }
      }
    }

    /** Holds the dumps that wait against their rows. */
    void dumps() {
      Map<String, Copy> copies = new HashMap<>();
      List<String> runs =
          waiting.stream().flatMap(o -> KeyLayout.runId(o.key()).stream()).distinct().toList();
      rows.ofRuns(storage, runs).forEach(copy -> copies.put(copy.key(), copy));
      waiting.forEach(object -> dump(object, copies.get(object.key().value())));
      waiting.clear();
    }

    private void dump(StoredObject object, @Nullable Copy copy) {
      boolean bare = isAbsent(KeyLayout.manifestKey(object.key()));
      String key = object.key().value();
      if (copy == null) {
        if (bare) {
          tell(Kind.DUMP_WITHOUT_MANIFEST, key, null, "neither row nor manifest: not a backup");
        } else {
          tell(Kind.OBJECT_WITHOUT_ROW, key, null, "`catalog rebuild` reads its manifest");
        }
      } else {
        known(object, copy, bare);
      }
    }

    private void known(StoredObject object, Copy copy, boolean bare) {
      switch (copy.status()) {
        case STORED, CORRUPT -> {
          if (object.bytes() != copy.bytes()) {
            tell(
                Kind.SIZE_DIFFERS,
                copy.key(),
                copy.backupId(),
                "%d bytes are stored where the row says %d"
                    .formatted(object.bytes(), copy.bytes()));
          }
          if (bare) {
            tell(Kind.DUMP_WITHOUT_MANIFEST, copy.key(), copy.backupId(), "its manifest is gone");
          }
        }
        case DELETED, MISSING ->
            tell(
                Kind.ROW_DISAGREES,
                copy.key(),
                copy.backupId(),
                "its row says %s, and it is there".formatted(copy.status().id()));
        case FAILED -> {
          // one that names its write is the sweep's, which tells of it
          if (copy.uploadId().isEmpty()) {
            tell(Kind.ROW_DISAGREES, copy.key(), copy.backupId(), "its row says failed");
          }
        }
        // at work, or on its way out
        case PENDING, EXPIRED -> {}
      }
    }

    void rowsWithoutObjects() {
      List<Copy> page = rows.after(storage, "", PAGE);
      while (!page.isEmpty()) {
        page.forEach(this::row);
        page = rows.after(storage, page.get(page.size() - 1).backupId(), PAGE);
      }
    }

    private void row(Copy copy) {
      boolean expected =
          copy.status() == CopyStatus.STORED
              || copy.status() == CopyStatus.CORRUPT
              || copy.status() == CopyStatus.MISSING;
      if (expected && isAbsent(new ObjectKey(copy.key())) && !isGoneSince(copy)) {
        tell(
            Kind.ROW_WITHOUT_OBJECT,
            copy.key(),
            copy.backupId(),
            "its row says %s".formatted(copy.status().id()));
      }
    }

    /** Retention may have come between the page and the look. */
    private boolean isGoneSince(Copy copy) {
      return catalog.find(copy.backupId()).stream()
          .flatMap(backup -> backup.copies().stream())
          .filter(now -> now.id().equals(copy.id()))
          .anyMatch(now -> now.status() != copy.status());
    }

    void pendingUploads() {
      for (PendingWrite write : provider.pendingWrites("")) {
        if (!write.key().value().startsWith(KeyLayout.SELF_BACKUPS)) {
          sweeps.of(write, storage).ifPresent(swept -> tell(write, swept));
        }
      }
    }

    private void tell(PendingWrite write, boolean swept) {
      String since = "a write that was begun at " + write.startedAt();
      tell(
          swept ? Kind.TO_BE_SWEPT : Kind.PENDING_UPLOAD,
          write.key().value(),
          null,
          since + (swept ? ": it is removed, its run has ended" : ", of no run that is known"));
    }

    private boolean isAbsent(ObjectKey key) {
      return !keys.contains(key) && provider.stat(key).isEmpty();
    }

    private void tell(Kind kind, String key, @Nullable String backupId, String why) {
      findings.accept(new Finding(kind, storage.name(), key, backupId, why));
    }
  }
}
