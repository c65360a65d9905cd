package io.dumpwarden.verify;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Compressors;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.RawDigest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SQL of neighbouring frames, which ends only where each was proven. */
final class FrameStream extends InputStream {

  private final StoredPart stored;
  private final List<Frame> frames;
  private final String what;
  private final RawDigest sql;
  private final long whole;

  FrameStream(StoredPart stored, Compression.Algorithm algorithm, List<Frame> frames, String what)
      throws IOException {
    this.stored = stored;
    this.frames = List.copyOf(frames);
    this.what = what;
    this.whole = frames.stream().mapToLong(Frame::rawBytes).sum();
    this.sql = RawDigest.of(begun(algorithm), RawDigest.FRAMED, this.frames);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = next(bytes, offset, length);
    if (sql.damaged().isPresent()) {
      throw corrupt(sql.damaged().get(), "its SQL is not what was dumped", null);
    }
    if (count < 0 && length > 0 && sql.bytes() < whole || sql.bytes() > whole) {
      throw corrupt(atHand(), "it has another length than it had", null);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    sql.close();
  }

  /** Some codecs read a header first. */
  private InputStream begun(Compression.Algorithm algorithm) throws IOException {
    try {
      return Compressors.decompress(algorithm, stored);
    } catch (IOException e) {
      throw explained(frames.get(0), e);
    }
  }

  private int next(byte[] bytes, int offset, int length) throws IOException {
    try {
      return sql.read(bytes, offset, length);
    } catch (DumpwardenException e) {
      // of the encryption, which knows nothing of frames
      throw e.code() == ErrorCode.BACKUP_CORRUPT ? corrupt(atHand(), "" + e.getMessage(), e) : e;
    } catch (IOException e) {
      throw explained(atHand(), e);
    }
  }

  private IOException explained(Frame frame, IOException e) {
    if (!stored.failed()) {
      throw corrupt(frame, "it cannot be decompressed: " + e.getMessage(), e);
    }
    return e;
  }

  /** The one that is being read; the last at the end. */
  private Frame atHand() {
    long end = 0;
    for (Frame frame : frames) {
      end += frame.rawBytes();
      if (sql.bytes() < end) {
        return frame;
      }
    }
    return frames.get(frames.size() - 1);
  }

  private DumpwardenException corrupt(Frame frame, String why, @Nullable Exception cause) {
    return new DumpwardenException(
        ErrorCode.BACKUP_CORRUPT,
        "%s of %s is damaged: %s".formatted(frame.describe(), what, why),
        cause);
  }
}
