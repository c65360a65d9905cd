package io.dumpwarden.load;

import io.dumpwarden.pipeline.FrameTable;
import io.dumpwarden.script.ScriptNotes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a load did.
 *
 * @param rawBytes of SQL that were read
 * @param rows that the server says it took, by the tables' names in the dump; those of an earlier
 *     load that this one went on from are missing
 * @param changed a line for each table of which the server took values otherwise than they were
 *     given, with no more than a warning; without those of an earlier load
 * @param notes what passed the filter; null where none was needed
 */
public record Loaded(
    long rawBytes, Map<FrameTable, Long> rows, List<String> changed, @Nullable ScriptNotes notes) {

  public Loaded {
    rows = Map.copyOf(rows);
    changed = List.copyOf(changed);
  }
}
