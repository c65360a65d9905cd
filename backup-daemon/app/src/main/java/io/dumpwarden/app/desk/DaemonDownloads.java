package io.dumpwarden.app.desk;

import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.Role;
import io.dumpwarden.admin.desk.Download;
import io.dumpwarden.admin.desk.DownloadDesk;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.ProblemException;
import io.dumpwarden.app.Platform;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.OutputFolder;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stored files for people to take away: out of the best copy that is there. */
public final class DaemonDownloads implements DownloadDesk {

  /** A link is followed at once; a download that has begun may take longer. */
  private static final Duration LINK = Duration.ofMinutes(5);

  private static final int HTTP_FORBIDDEN = 403;

  private static final Logger LOG = LoggerFactory.getLogger(DaemonDownloads.class);

  private final Platform platform;

  public DaemonDownloads(Platform platform) {
    this.platform = platform;
  }

  /** A file that was found, where it rests. */
  private record Found(Copy copy, StorageProvider provider, ObjectKey key, long bytes) {}

  @Override
  public Download stored(String backupId, File file, @Nullable String storage, Caller caller) {
    Backup backup = backup(backupId);
    requireMayTake(backup, file, caller);
    Found found = find(backup, file, storage);
    audit("download", backupId, file, found, caller);
    return new Download(
        found.key().fileName(), found.bytes(), from -> found.provider().read(found.key(), from));
  }

  @Override
  public Download decrypted(String backupId, File file, @Nullable String storage, Caller caller) {
    Backup backup = backup(backupId);
    Found found = find(backup, file, storage);
    audit("decrypt", backupId, file, found, caller);
    if (!isEncrypted(backup)) {
      return new Download(
          found.key().fileName(), found.bytes(), from -> found.provider().read(found.key(), from));
    }
    String plain = found.key().fileName().replaceFirst("\\.(enc|age)$", "");
    return new Download(plain, -1, from -> decrypted(found));
  }

  private InputStream decrypted(Found found) throws IOException {
    InputStream stored = found.provider().read(found.key(), 0);
    try {
      return platform.keyring().decrypt(stored).stream();
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  @Override
  public Optional<URI> link(String backupId, File file, @Nullable String storage, Caller caller) {
    Backup backup = backup(backupId);
    requireMayTake(backup, file, caller);
    for (Copy copy : inOrder(backup, storage)) {
      Optional<Linked> linked = linked(copy, file);
      if (linked.isPresent()) {
        audit("link", backupId, file, linked.get().found(), caller);
        return linked.map(Linked::link);
      }
    }
    return Optional.empty();
  }

  private record Linked(Found found, URI link) {}

  /** Empty where this copy cannot be had so; the next one may. */
  private Optional<Linked> linked(Copy copy, File file) {
    try {
      return look(copy, file)
          .flatMap(
              found ->
                  found.provider().link(found.key(), LINK).map(link -> new Linked(found, link)));
    } catch (StorageException | DumpwardenException e) {
      LOG.warn("no link into storage {}: {}", copy.storage(), e.getMessage());
      return Optional.empty();
    }
  }

  /** What is not encrypted is for those who may decrypt. */
  private void requireMayTake(Backup backup, File file, Caller caller) {
    if (file != File.MANIFEST && !caller.may(Role.ADMIN) && !isEncrypted(backup)) {
      throw new ProblemException(
          Problem.of(
                  HTTP_FORBIDDEN,
                  "backup %s is not encrypted: only admins download what it holds"
                      .formatted(backup.id()))
              .because("role-missing", "ask an admin, or encrypt the schedule's backups"));
    }
  }

  private Backup backup(String id) {
    Backup backup =
        platform
            .catalog()
            .find(id)
            .orElseThrow(
                () -> new DumpwardenException(ErrorCode.NOT_FOUND, "there is no backup " + id));
    if (backup.result() == null) {
      throw new DumpwardenException(
          ErrorCode.NO_GOOD_COPY,
          "backup %s is %s: there is nothing to take".formatted(id, backup.status().id()));
    }
    return backup;
  }

  private boolean isEncrypted(Backup backup) {
    DumpFacts facts = backup.result();
    return facts != null && platform.manifests().read(facts.manifest()).encryption() != null;
  }

  private Found find(Backup backup, File file, @Nullable String storage) {
    List<Copy> copies = inOrder(backup, storage);
    List<String> problems = new ArrayList<>();
    for (Copy copy : copies) {
      try {
        Optional<Found> found = look(copy, file);
        if (found.isPresent()) {
          return found.get();
        }
        problems.add(copy.storage() + ": it is not there");
      } catch (StorageException | DumpwardenException e) {
        problems.add(copy.storage() + ": " + e.getMessage());
      }
    }
    String where = storage == null ? "" : " on storage " + storage;
    if (file == File.USERS && !problems.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND,
          "no accounts are stored beside backup %s%s".formatted(backup.id(), where));
    }
    throw new DumpwardenException(
        ErrorCode.NO_GOOD_COPY,
        "backup %s has no good copy%s: %s"
            .formatted(
                backup.id(),
                where,
                problems.isEmpty() ? "none is stored there" : String.join("; ", problems)));
  }

  /** Lost ones are not among them: what they would give is not the backup. */
  private List<Copy> inOrder(Backup backup, @Nullable String storage) {
    if (storage != null && backup.copies().stream().noneMatch(c -> c.storage().equals(storage))) {
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND,
          "backup %s has no copy on storage %s".formatted(backup.id(), storage));
    }
    return backup.copies().stream()
        .filter(copy -> copy.status() == CopyStatus.STORED)
        .filter(copy -> storage == null || storage.equals(copy.storage()))
        .sorted(Comparator.comparing(copy -> !isLocal(copy)))
        .toList();
  }

  private boolean isLocal(Copy copy) {
    return storageOf(copy).filter(s -> s.type() == StorageType.LOCAL).isPresent();
  }

  private Optional<Storage> storageOf(Copy copy) {
    return OutputFolder.storageOf(copy, platform.snapshots().get());
  }

  /** Empty where the file is not there. */
  private Optional<Found> look(Copy copy, File file) {
    StorageProvider provider =
        platform
            .storages()
            .open(
                storageOf(copy)
                    .orElseThrow(
                        () ->
                            new DumpwardenException(
                                ErrorCode.STORAGE_UNAVAILABLE,
                                "the storage is no longer configured")));
    ObjectKey key = key(copy, file);
    Optional<StoredObject> there = provider.stat(key);
    return there.map(object -> new Found(copy, provider, key, object.bytes()));
  }

  private static ObjectKey key(Copy copy, File file) {
    ObjectKey dump = new ObjectKey(copy.key());
    return switch (file) {
      case DUMP -> dump;
      case MANIFEST -> KeyLayout.manifestKey(dump);
      case USERS -> KeyLayout.usersKey(dump);
    };
  }

  /** Before the first byte goes. */
  private void audit(String action, String backupId, File file, Found found, Caller caller) {
    Map<String, @Nullable String> what = new TreeMap<>();
    what.put("file", file.name().toLowerCase(java.util.Locale.ROOT));
    what.put("storage", found.copy().storage());
    what.put("key", found.key().value());
    platform
        .audit()
        .append(
            new AuditEntry(
                platform.clock().instant(),
                caller.actor(),
                action,
                "backup",
                backupId,
                Map.of(),
                what));
  }
}
