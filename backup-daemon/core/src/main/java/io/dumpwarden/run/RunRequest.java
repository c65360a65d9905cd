package io.dumpwarden.run;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who asked for a run, and in which words.
 *
 * @param by who or what, as {@code name (channel)}
 * @param ticket of the work it belongs to; null for none
 * @param spec how the backup is to be made, by the names of {@link
 *     io.dumpwarden.config.BackupSpecParser#COLUMNS}, {@link #STORAGES} and {@link #OUTPUT_DIR};
 *     empty for the schedule's own way
 * @param forNode the only node that may run it; null for any
 */
public record RunRequest(
    String by, @Nullable String ticket, Map<String, String> spec, @Nullable String forNode) {

  /** In a spec: the storages to write to, separated by commas, instead of the schedule's. */
  public static final String STORAGES = "storages";

  /** In a spec: a folder to write to, instead of any storage. */
  public static final String OUTPUT_DIR = "output_dir";

  public RunRequest {
    spec = java.util.Collections.unmodifiableMap(new TreeMap<>(spec));
  }

  /** One that says no more than who asked. */
  public static RunRequest by(String who) {
    return new RunRequest(who, null, Map.of(), null);
  }

  public RunRequest withTicket(@Nullable String number) {
    return new RunRequest(by, number, spec, forNode);
  }
}
