package io.dumpwarden.retention;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants deleted.
 *
 * @param backups their ids
 * @param storage only the copies there; null for all copies
 * @param force also what is pinned, and the last good copy of a series
 */
public record DeletionWish(List<String> backups, @Nullable String storage, boolean force) {

  public DeletionWish {
    backups = backups.stream().distinct().toList();
  }
}
