package io.dumpwarden.backup;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import java.util.Optional;

/**
 * Writes a manifest, and looks once more whether its dump is still there: while this process was
 * paused others may have taken it for dead and swept a dump that had no manifest yet. From here on
 * nobody sweeps it.
 */
record ProvingWriter(
    StorageWriter manifest, StorageProvider provider, ObjectKey dump, long dumpBytes)
    implements StorageWriter {

  @Override
  public PendingWrite pending() {
    return manifest.pending();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    manifest.write(bytes, offset, length);
  }

  @Override
  public StoredObject commit() {
    StoredObject written = manifest.commit();
    Optional<StoredObject> stored = provider.stat(dump);
    if (stored.isEmpty() || stored.get().bytes() != dumpBytes) {
      throw new StorageException(
          Kind.CORRUPT, "the dump %s was gone when its manifest was written".formatted(dump));
    }
    return written;
  }

  @Override
  public void abort() {
    manifest.abort();
  }
}
