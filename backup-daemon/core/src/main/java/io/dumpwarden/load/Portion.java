package io.dumpwarden.load;

import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameTable;
import java.util.List;

/**
 * Rows that are loaded all or not at all.
 *
 * @param source the table, as the dump names it
 * @param database of the target
 * @param frames one; several where they are better loaded as one; all of the table where its engine
 *     knows no transactions
 * @param transactional whether what was not committed goes by itself
 */
record Portion(FrameTable source, String database, List<Frame> frames, boolean transactional) {

  /** As measured: rows of two numbers against rows of a thousand letters. */
  private static final long ROW_BYTES = 48;

  Portion {
    frames = List.copyOf(frames);
  }

  long rawBytes() {
    return frames.stream().mapToLong(Frame::rawBytes).sum();
  }

  /** What loading it costs a server, in bytes: each row costs as much as some bytes of SQL do. */
  long weight() {
    return frames.stream().mapToLong(Portion::weight).sum();
  }

  private static long weight(Frame frame) {
    Long rows = frame.rows();
    return frame.rawBytes() + (rows == null ? 0 : rows * ROW_BYTES);
  }

  /** For people. */
  String name() {
    return frames.size() == 1
        ? LoadFailure.part(frames.get(0))
        : "the rows of %s, %d parts at once".formatted(LoadFailure.name(source), frames.size());
  }

  /** Several of one table as one. */
  static Portion of(List<Portion> all) {
    Portion first = all.get(0);
    return new Portion(
        first.source(),
        first.database(),
        all.stream().flatMap(each -> each.frames().stream()).toList(),
        first.transactional());
  }

  /** What the journal calls its frames. */
  List<String> parts() {
    return frames.stream().map(Portion::part).toList();
  }

  static String part(Frame frame) {
    return "frame " + frame.offset();
  }
}
