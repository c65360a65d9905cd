package io.dumpwarden.load;

import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameTable;
import java.util.List;

/**
 * Rows that are loaded all or not at all.
 *
 * @param source the table, as the dump names it
 * @param database of the target
 * @param frames one; all of the table where its engine knows no transactions
 * @param transactional whether what was not committed goes by itself
 */
record Portion(FrameTable source, String database, List<Frame> frames, boolean transactional) {

  Portion {
    frames = List.copyOf(frames);
  }

  long rawBytes() {
    return frames.stream().mapToLong(Frame::rawBytes).sum();
  }

  /** What the journal calls its frames. */
  List<String> parts() {
    return frames.stream().map(Portion::part).toList();
  }

  static String part(Frame frame) {
    return "frame " + frame.offset();
  }
}
