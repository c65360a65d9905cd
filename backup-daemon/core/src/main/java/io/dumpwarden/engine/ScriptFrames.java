package io.dumpwarden.engine;

import io.dumpwarden.dump.DumpScan;
import io.dumpwarden.dump.EndMarkerStream;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.pipeline.FramePacker;
import io.dumpwarden.pipeline.FramePackers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is not rows into frames, and looks at it as it passes: what it defines, and whether the
 * last line is the end marker. For one thread.
 */
final class ScriptFrames extends OutputStream {

  private static final int TAIL = 256;

  private final FramePackers packers;
  private final FrameQueue queue;
  private final DumpScan scan;
  private FrameKind kind = FrameKind.DEFINITIONS;
  private String tail = "";
  private @Nullable FramePacker packer;

  /**
   * @param scan sees everything too
   */
  ScriptFrames(FramePackers packers, FrameQueue queue, DumpScan scan) {
    this.packers = packers;
    this.queue = queue;
    this.scan = scan;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] sql, int offset, int length) throws IOException {
    FramePacker open = packer == null ? packers.open() : packer;
    packer = open;
    open.write(sql, offset, length);
    synchronized (scan) {
      scan.see(sql, offset, length);
    }
    int kept = Math.min(length, TAIL);
    String last = new String(sql, offset + length - kept, kept, StandardCharsets.ISO_8859_1);
    String both = tail + last;
    tail = both.substring(Math.max(0, both.length() - TAIL));
    if (open.isFull() && tail.endsWith(";\n")) {
      finish();
    }
  }

  /** Ends the frame of the moment, where anything is in it. */
  void finish() throws IOException {
    if (packer != null && packer.rawBytes() > 0) {
      queue.put(packer.finish(kind, List.of(), null, null));
    }
  }

  /** What follows is of another kind; until then the packer's memory is for others. */
  void turnTo(FrameKind next) throws IOException {
    finish();
    close();
    kind = next;
  }

  /** Whether the last line so far is the end marker. */
  boolean ended() {
    String end = tail.stripTrailing();
    return end.substring(end.lastIndexOf('\n') + 1).startsWith(EndMarkerStream.MARKER);
  }

  @Override
  public void close() throws IOException {
    if (packer != null) {
      packer.close();
      packer = null;
    }
  }
}
