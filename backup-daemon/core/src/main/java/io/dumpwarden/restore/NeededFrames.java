package io.dumpwarden.restore;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.load.ParallelLoad;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.pipeline.FrameTable;
import io.dumpwarden.script.ScriptChoice;
import io.dumpwarden.script.ScriptTable;
import java.io.InputStream;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * What of a dump a restore reads, by its index.
 *
 * @param all frames of the dump; none where it has no index
 * @param needed those that hold something of what is chosen, and those that belong to no table
 */
record NeededFrames(RestoreRequest request, List<Frame> all, List<Frame> needed) {

  static NeededFrames of(RestoreWork work) {
    List<Frame> all = work.source().manifest().map(Manifest::index).orElse(List.of());
    ScriptChoice choice = new Chosen(work.source(), work.plan()).all();
    return new NeededFrames(work.request(), all, needed(all, choice, work.source()));
  }

  /** A script of several databases says in its middle which one is meant: it is read whole. */
  private static List<Frame> needed(List<Frame> all, ScriptChoice choice, RestoreSource source) {
    boolean script = all.stream().anyMatch(frame -> frame.kind() == FrameKind.SCRIPT);
    return script && source.databases().size() != 1
        ? all
        : IntStream.range(0, all.size())
            .filter(i -> needs(all, i, choice))
            .mapToObj(all::get)
            .toList();
  }

  /** Whether some can be left out. */
  boolean areFew() {
    return needed.size() < all.size();
  }

  /** Whether several connections may load them; a client goes on where statements fail. */
  boolean fitConnections() {
    return ParallelLoad.fits(all) && !request.load().continueOnError();
  }

  /** All of the source, or these alone. */
  void check(RestoreSource source, LongConsumer progress) {
    if (areFew()) {
      source.check(needed, progress);
    } else {
      source.check(progress);
    }
  }

  /** The SQL of these, one behind the other. */
  InputStream open(RestoreSource source) {
    return new JoinedFrames(source.frames().orElseThrow(), needed);
  }

  long rawBytes(RestoreSource source) {
    return areFew() ? needed.stream().mapToLong(Frame::rawBytes).sum() : source.rawBytes();
  }

  /** For the log. */
  String said() {
    return areFew()
        ? ", %d of its %d parts: %d bytes of %d"
            .formatted(needed.size(), all.size(), packed(needed), packed(all))
        : "";
  }

  private static long packed(List<Frame> frames) {
    return frames.stream().mapToLong(Frame::packedBytes).sum();
  }

  /** What ends the part of a table in a script, as its triggers, may be in the next frame. */
  private static boolean needs(List<Frame> all, int i, ScriptChoice choice) {
    Frame frame = all.get(i);
    return switch (frame.kind()) {
      case DEFINITIONS, REST -> true;
      case ROWS -> holds(frame, choice);
      case SCRIPT ->
          i == 0
              || i == all.size() - 1
              || frame.tables().isEmpty()
              || holds(frame, choice)
              || holds(all.get(i - 1), choice);
    };
  }

  private static boolean holds(Frame frame, ScriptChoice choice) {
    return frame.tables().stream().anyMatch(table -> wants(choice, table));
  }

  private static boolean wants(ScriptChoice choice, FrameTable table) {
    return choice.target(table.database()).isPresent()
        && choice.wants(new ScriptTable(table.database(), table.table()));
  }
}
