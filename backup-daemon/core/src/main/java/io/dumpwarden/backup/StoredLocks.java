package io.dumpwarden.backup;

import io.dumpwarden.catalog.CopyLock;
import io.dumpwarden.pipeline.LaneResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Until when each storage locks what it took of a backup: of its objects the longest counts. */
final class StoredLocks {

  private final Map<String, Instant> ends = new HashMap<>();

  void add(Map<String, LaneResult> results) {
    results.forEach(
        (storage, result) -> {
          if (result instanceof LaneResult.Stored stored) {
            Instant end = CopyLock.later(ends.get(storage), CopyLock.endOf(stored.object().lock()));
            if (end != null) {
              ends.put(storage, end);
            }
          }
        });
  }

  /** Null for no lock. */
  @Nullable Instant endOn(String storage) {
    return ends.get(storage);
  }
}
