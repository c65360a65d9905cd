package io.dumpwarden.engine;

import io.dumpwarden.chunk.Chunk;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.pipeline.FramePacker;
import io.dumpwarden.pipeline.FramePackers;
import io.dumpwarden.pipeline.FrameTable;
import io.dumpwarden.pipeline.PackedFrame;
import io.dumpwarden.rows.History;
import io.dumpwarden.rows.StatementSink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts the statements of a chunk into frames, each of which names its database first. */
final class ChunkFrames implements StatementSink {

  private static final String HISTORY = History.SESSION + ";\n";

  /** A long row alone makes a frame larger. */
  private static final long OVERSIZED = FramePackers.FULL_PACKED * 2;

  private final Chunk chunk;
  private final FramePacker packer;
  private final Shared shared;
  private final byte[] beginning;
  private long rows;
  private long allRows;
  private long allBytes;

  /** What the workers of a dump share. */
  record Shared(FrameQueue queue, TableTally tally, Throttle throttle) {}

  /**
   * @param history whether former rows are among them
   */
  ChunkFrames(Chunk chunk, FramePacker packer, Shared shared, boolean history) {
    this.chunk = chunk;
    this.packer = packer;
    this.shared = shared;
    String database = chunk.table().database().replace("`", "``");
    String use = "USE `%s`;\n".formatted(database);
    this.beginning = (history ? use + HISTORY : use).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void statement(byte[] sql, int offset, int length, long inserted) throws IOException {
    if (packer.rawBytes() == 0) {
      packer.write(beginning);
    }
    packer.write(sql, offset, length);
    rows += inserted;
    allRows += inserted;
    allBytes += length;
    shared.tally().passed(chunk, inserted, length);
    if (inserted > 0 && packer.isFull()) {
      finish();
    }
    try {
      shared.throttle().passed(inserted, length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the dump waited");
    }
  }

  /** Of the chunk, so far. */
  long allRows() {
    return allRows;
  }

  /** Of the chunk's SQL, so far. */
  long allBytes() {
    return allBytes;
  }

  /** Hands on what is there; to be called at the end of the chunk. */
  void finish() throws IOException {
    if (packer.rawBytes() > 0) {
      FrameTable table = new FrameTable(chunk.table().database(), chunk.table().name());
      PackedFrame frame = packer.finish(FrameKind.ROWS, List.of(table), chunk.range(), rows);
      rows = 0;
      shared.queue().put(frame);
      if (frame.frame().packedBytes() > OVERSIZED) {
        awaitGone(frame);
      }
    }
  }

  /** Several of them waiting to be written would be more than the heap has. */
  private static void awaitGone(PackedFrame frame) throws IOException {
    try {
      frame.awaitGone();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a frame waited to be written");
    }
  }
}
