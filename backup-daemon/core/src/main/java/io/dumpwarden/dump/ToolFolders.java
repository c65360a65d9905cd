package io.dumpwarden.dump;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folders that client programs are looked for in, in order.
 *
 * @param folders the configured ones, then those of the PATH
 * @param embedded the embedded MariaDB's programs, asked last; null where there are none
 */
public record ToolFolders(List<Path> folders, @Nullable Path embedded) {

  public ToolFolders {
    folders = List.copyOf(folders);
  }

  /**
   * @param path as the PATH variable spells it; relative parts are left out, since they would mean
   *     whatever folder the daemon was started in
   */
  public static ToolFolders of(List<Path> configured, String path, @Nullable Path embedded) {
    List<Path> folders = new ArrayList<>(configured);
    Arrays.stream(path.split(File.pathSeparator))
        .filter(part -> !part.isEmpty())
        .map(Path::of)
        .filter(Path::isAbsolute)
        .forEach(folders::add);
    return new ToolFolders(folders, embedded);
  }

  /** All of them, in the order of preference. */
  public List<Path> inOrder() {
    List<Path> all = new ArrayList<>(folders);
    if (embedded != null) {
      all.add(embedded);
    }
    return List.copyOf(all);
  }
}
