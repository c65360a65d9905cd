package io.dumpwarden.recovery;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something on a storage, or in the catalog, that is not as it should be.
 *
 * @param key the object that it is about
 * @param backupId null where no row and no manifest of ours tells it
 * @param message for people: lower-case, no final stop
 */
public record Finding(
    Kind kind, String storage, String key, @Nullable String backupId, String message) {

  /** What it is. */
  public enum Kind {
    /** A manifest that our master key did not sign, or that stands beside another dump. */
    FOREIGN_MANIFEST,
    /** A manifest that cannot be understood. */
    UNREADABLE_MANIFEST,
    /** A manifest whose dump is not there. */
    MANIFEST_WITHOUT_DUMP,
    /** A dump that has no manifest: not a backup. */
    DUMP_WITHOUT_MANIFEST,
    /** The stored size is not the one that manifest or row says. */
    SIZE_DIFFERS,
    /** The row says otherwise, and stays as it is. */
    ROW_DISAGREES,
    /** A row whose object is not there. */
    ROW_WITHOUT_OBJECT,
    /** A whole backup that no row knows. */
    OBJECT_WITHOUT_ROW,
    /** An object that is nothing of ours by its name. */
    UNKNOWN_OBJECT,
    /** A write that was begun and not ended. */
    PENDING_UPLOAD,
    /** What the sweeper does when it next comes. */
    TO_BE_SWEPT;

    /** As JSON and tables have it: {@code foreign-manifest}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
