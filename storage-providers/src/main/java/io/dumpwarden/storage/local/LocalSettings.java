package io.dumpwarden.storage.local;

import java.nio.file.Path;

/**
 * Which folder, and how it is recognised.
 *
 * @param root the folder that holds the objects
 * @param id the storage's id, as its marker file holds it: letters, digits and {@code . _ -}
 */
public record LocalSettings(Path root, String id) {

  /** The id of no storage: the folder is not asked for a marker. */
  private static final String UNMARKED = "unmarked";

  public LocalSettings {
    if (!id.matches("[A-Za-z0-9._-]{1,200}")) {
      throw new IllegalArgumentException("not a storage id: use letters, digits and . _ - only");
    }
    root = root.toAbsolutePath().normalize();
  }

  /** A folder that somebody named for this once, and that needs no marker. */
  public static LocalSettings unmarked(Path root) {
    return new LocalSettings(root, UNMARKED);
  }

  boolean isMarked() {
    return !id.equals(UNMARKED);
  }
}
