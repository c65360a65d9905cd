package io.dumpwarden.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do, as {@code --dry-run --json} shows it; the names are a contract.
 *
 * @param dumpOptions what the dump tool is told besides its standards
 * @param command of the dump tool for the first file, secrets absent
 * @param removals the copies that retention would delete afterwards
 */
public record PreviewView(
    String server,
    String schedule,
    @Nullable String ticket,
    List<FileView> files,
    long estimatedBytes,
    List<String> storages,
    String compression,
    String encryption,
    List<String> contents,
    String dumpOptions,
    String command,
    List<PlanView> removals,
    List<String> warnings) {

  /**
   * A file that would be written.
   *
   * @param key with {@code RUN} for the id that the run will have
   * @param estimatedBytes before compression
   * @param estimatedStoredBytes after it; 0 where nobody knows
   */
  public record FileView(
      String key, List<String> databases, long estimatedBytes, long estimatedStoredBytes) {}
}
