package io.dumpwarden.recovery;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StoredObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The dumps that a listing went past last: most list in the order of keys, so that a manifest comes
 * soon after its dump. Spares a request for each, in bounded memory.
 */
final class RecentSizes {

  private static final int KEPT = 2_000;

  private final boolean locked;
  private final Map<ObjectKey, StoredObject> recent = new LinkedHashMap<>();

  /**
   * @param locked whether objects may have locks, which lists do not tell
   */
  RecentSizes(boolean locked) {
    this.locked = locked;
  }

  void saw(StoredObject object) {
    recent.put(object.key(), object);
    if (recent.size() > KEPT) {
      recent.remove(recent.keySet().iterator().next());
    }
  }

  Optional<StoredObject> find(StorageProvider provider, ObjectKey key) {
    StoredObject seen = recent.get(key);
    return seen == null || locked ? provider.stat(key) : Optional.of(seen);
  }
}
