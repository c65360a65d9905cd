package io.dumpwarden.storage.local;

import java.nio.file.Path;

/**
 * Which folder, and how it is recognised.
 *
 * @param root the folder that holds the objects
 * @param id the storage's id, as its marker file holds it: letters, digits and {@code . _ -}
 */
public record LocalSettings(Path root, String id) {

  public LocalSettings {
    if (!id.matches("[A-Za-z0-9._-]{1,200}")) {
      throw new IllegalArgumentException("not a storage id: use letters, digits and . _ - only");
    }
    root = root.toAbsolutePath().normalize();
  }
}
