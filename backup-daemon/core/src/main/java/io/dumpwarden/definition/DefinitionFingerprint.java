package io.dumpwarden.definition;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A hash of each definition, to find out whether any changed. Counters such as {@code
 * AUTO_INCREMENT} and the values of sequences do not count. A table that was made anew as it was,
 * or truncated, is not told from the old one: the snapshot's transactions cannot read it.
 *
 * @param hashes by kind, name and database: {@code table orders of shop}
 */
public record DefinitionFingerprint(Map<String, String> hashes) {

  /** A database may have thousands. */
  private static final int NAMED = 10;

  public DefinitionFingerprint {
    hashes = Map.copyOf(hashes);
  }

  /**
   * What is otherwise later, a line for each object: {@code table orders of shop changed}; empty
   * where nothing is.
   */
  public List<String> changesTo(DefinitionFingerprint later) {
    TreeSet<String> objects = new TreeSet<>(hashes.keySet());
    objects.addAll(later.hashes.keySet());
    List<String> changes = new ArrayList<>();
    for (String object : objects) {
      String before = hashes.get(object);
      String after = later.hashes.get(object);
      if (before == null) {
        changes.add(object + " came");
      } else if (after == null) {
        changes.add(object + " went");
      } else if (!before.equals(after)) {
        changes.add(object + " changed");
      }
    }
    return changes;
  }

  /**
   * Throws {@link io.dumpwarden.error.DumpwardenException} {@code DEFINITION_CHANGED}, naming the
   * objects, unless all is as it was.
   */
  public void requireSame(DefinitionFingerprint later) {
    List<String> changes = changesTo(later);
    if (!changes.isEmpty()) {
      String named = changes.stream().limit(NAMED).collect(Collectors.joining(", "));
      String more = changes.size() > NAMED ? " and %d more".formatted(changes.size() - NAMED) : "";
      throw new DumpwardenException(
          ErrorCode.DEFINITION_CHANGED,
          "definitions changed while they were being dumped: " + named + more);
    }
  }
}
