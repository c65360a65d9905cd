package io.dumpwarden.definition;

import java.util.List;
import java.util.Map;

/**
 * A hash of each definition, to find out whether any changed. Counters such as {@code
 * AUTO_INCREMENT} and the values of sequences do not count.
 *
 * @param hashes by kind, name and database: {@code table orders of shop}
 */
public record DefinitionFingerprint(Map<String, String> hashes) {

  public DefinitionFingerprint {
    hashes = Map.copyOf(hashes);
  }

  /** What is otherwise there, a line for each object: {@code table orders of shop changed}. */
  public List<String> changesTo(DefinitionFingerprint later) {
    return List.of();
  }

  /**
   * Throws {@link io.dumpwarden.error.DumpwardenException} {@code DEFINITION_CHANGED}, naming the
   * objects, unless all is as it was.
   */
  public void requireSame(DefinitionFingerprint later) {}
}
