package io.dumpwarden.verify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which copies to look at; null means any.
 *
 * @param storageId the storage's id, not its name
 * @param notSince only those that were not verified since then
 */
public record CopyFilter(
    @Nullable String storageId,
    @Nullable String server,
    @Nullable String schedule,
    @Nullable Instant notSince) {

  public static CopyFilter all() {
    return new CopyFilter(null, null, null, null);
  }

  static CopyFilter on(String storageId) {
    return new CopyFilter(storageId, null, null, null);
  }
}
