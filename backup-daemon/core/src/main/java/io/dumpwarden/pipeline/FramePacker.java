package io.dumpwarden.pipeline;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compresses SQL into frames, one after the other, in memory: write the statements of a frame, then
 * {@link #finish} it, and begin the next. It is for the writer to end a frame where {@link #isFull}
 * says so. For one thread; compresses on it. The first write of a frame may wait, for a frame of
 * {@link FramePackers} to be written; an interrupt ends the waiting.
 */
public final class FramePacker extends OutputStream {

  /** The codec holds the garbage collector up while it works on an array. */
  private static final int STEP = 128 * 1024;

  private final FramePackers packers;
  private final FrameEncoder encoder;
  private final HashStream64 digest = Hashing.xxh3_64().hashStream();
  private @Nullable FrameBuffer packed;
  private long rawBytes;
  private boolean closed;

  FramePacker(FramePackers packers, Compression compression) throws IOException {
    this.packers = packers;
    this.encoder = FrameEncoder.of(compression, new Current());
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] sql, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("the packer is closed");
    }
    if (packed == null) {
      packed = packers.begin();
    }
    for (int done = 0; done < length; done += STEP) {
      encoder.write(sql, offset + done, Math.min(STEP, length - done));
    }
    digest.putBytes(sql, offset, length);
    rawBytes += length;
  }

  /** What was written of the present frame. */
  public long rawBytes() {
    return rawBytes;
  }

  /** What came out of it so far; the codec holds some back. */
  public long packedBytes() {
    return packed == null ? 0 : packed.length();
  }

  /** Whether the frame is to be ended before more is written. */
  public boolean isFull() {
    return rawBytes >= FramePackers.FULL_RAW || packedBytes() >= FramePackers.FULL_PACKED;
  }

  /**
   * Ends the present frame.
   *
   * @param range as {@link Frame#range}
   * @param rows as {@link Frame#rows}
   * @throws IllegalStateException where nothing was written of it
   */
  public PackedFrame finish(
      FrameKind kind, List<FrameTable> tables, @Nullable String range, @Nullable Long rows)
      throws IOException {
    FrameBuffer ended = packed;
    if (ended == null) {
      throw new IllegalStateException("a frame of nothing");
    }
    encoder.end();
    packed = null;
    Frame frame =
        new Frame(kind, tables, range, 0, ended.length(), rawBytes, Digests.hex(digest), rows);
    digest.reset();
    rawBytes = 0;
    return new PackedFrame(frame, ended);
  }

  /** Drops a frame that was not finished, and gives the codec's memory back. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      if (packed != null) {
        packed.release();
        packed = null;
      }
      packers.closed();
      encoder.close();
    }
  }

  /** Where the codec writes to: the frame of the moment, none while it is closed. */
  private final class Current extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (packed != null && !closed) {
        packed.write(bytes, offset, length);
      }
    }
  }
}
