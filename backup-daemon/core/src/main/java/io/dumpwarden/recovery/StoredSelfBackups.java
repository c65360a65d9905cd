package io.dumpwarden.recovery;

import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The backups of metadata stores that lie on a storage, whoever wrote them. */
final class StoredSelfBackups {

  static final String EXTENSION = ".sql.zst.enc";

  private static final int MAX_MANIFEST = 1 << 20;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * One of them.
   *
   * @param manifest null where it cannot be understood
   * @param ours whether our master key signed the manifest, and it stands beside its file
   */
  record Found(ObjectKey key, @Nullable SelfBackupManifest manifest, boolean ours) {}

  private final StorageProvider provider;
  private final SelfKey key;

  StoredSelfBackups(StorageProvider provider, SelfKey key) {
    this.provider = provider;
    this.key = key;
  }

  static ObjectKey key(String id, Instant at) {
    return new ObjectKey(KeyLayout.SELF_BACKUPS + TIME.format(at) + "_" + id + EXTENSION);
  }

  /** Those with a manifest beside them, newest first by their names. */
  List<Found> list() {
    try (Stream<StoredObject> objects = provider.list(KeyLayout.SELF_BACKUPS)) {
      return objects
          .flatMap(object -> KeyLayout.dumpOf(object.key()).stream())
          .filter(dump -> dump.value().endsWith(EXTENSION))
          .sorted(Comparator.comparing(ObjectKey::value).reversed())
          .map(this::read)
          .toList();
    }
  }

  private Found read(ObjectKey dump) {
    String text = text(KeyLayout.manifestKey(dump));
    try {
      SelfBackupManifest manifest = key.json().read(text, SelfBackupManifest.class);
      boolean usable = manifest.isComplete();
      boolean ours = usable && key.json().isOurs(text) && manifest.key().equals(dump.value());
      return new Found(dump, usable ? manifest : null, ours);
    } catch (IllegalArgumentException e) {
      return new Found(dump, null, false);
    }
  }

  private String text(ObjectKey manifest) {
    try (InputStream in = provider.read(manifest, 0)) {
      return new String(in.readNBytes(MAX_MANIFEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StorageException(
          Kind.UNAVAILABLE, manifest + " cannot be read: " + e.getMessage(), e);
    }
  }
}
