package io.dumpwarden.backup;

import io.dumpwarden.dump.DumpTool;
import io.dumpwarden.pipeline.DumpPipeline;
import io.dumpwarden.snapshot.SnapshotFacts;
import io.dumpwarden.source.BinlogPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dump that was proven complete, not yet stored.
 *
 * @param lacks what the server held and it does not
 */
record Dumped(BeforeDump before, DumpPipeline.Totals totals, By by, Seen seen, Lacks lacks) {

  /**
   * What moment of the server it shows.
   *
   * @param position of the binary log at its snapshot; null where it is not known
   * @param snapshot how it was reached; null where the dump tool took its own
   * @param rows that it inserts; null where they are not known
   */
  record Seen(
      @Nullable BinlogPosition position, @Nullable SnapshotFacts snapshot, @Nullable Long rows) {}

  /** The tool that wrote it, and how. */
  record By(DumpTool tool, List<String> options, List<String> warnings) {}

  /** What it lacks, object by object and in sum. */
  record Lacks(List<String> objects, List<Shortcoming> shortcomings) {}
}
