package io.dumpwarden.verify;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.ByteRanges;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Reads frames of a stored copy, decrypted and decompressed, and no more of the copy than it needs
 * for them. Safe for use by many threads.
 */
public final class FrameReader {

  private final ByteRanges file;
  private final Manifest manifest;
  private final String what;

  /**
   * @param file the copy, decrypted
   * @param what it is, for messages
   */
  FrameReader(ByteRanges file, Manifest manifest, String what) {
    this.file = file;
    this.manifest = manifest;
    this.what = what;
  }

  /** All frames of the copy, in the file's order; none where it has no index. */
  public List<Frame> frames() {
    List<Frame> frames = manifest.frames();
    return frames == null ? List.of() : frames;
  }

  /** As {@link #open(List)}, one frame. */
  public InputStream open(Frame frame) throws IOException {
    return open(List.of(frame));
  }

  /**
   * The SQL of frames that stand one behind the other in the file, at least one. The stream ends
   * only where all of it was what was dumped, and throws {@code BACKUP_CORRUPT}, naming the frame,
   * as soon as it is not; an {@link IOException}, or a storage's own, where it could not be read.
   * What was given of a frame before its end is not proven yet. The caller closes the stream.
   */
  public InputStream open(List<Frame> neighbours) throws IOException {
    Frame first = neighbours.get(0);
    long packed = packedBytes(neighbours);
    StoredPart stored = new StoredPart(file.read(first.offset(), packed));
    try {
      return new FrameStream(stored, algorithm(), neighbours, what);
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  private Compression.Algorithm algorithm() {
    return Compression.Algorithm.of(manifest.compression().algorithm());
  }

  private long packedBytes(List<Frame> neighbours) {
    long end = neighbours.get(0).offset();
    for (Frame frame : neighbours) {
      if (frame.offset() != end) {
        throw new DumpwardenException(
            ErrorCode.BACKUP_CORRUPT,
            "%s of %s does not follow the one before".formatted(frame.describe(), what));
      }
      end += frame.packedBytes();
    }
    return end - neighbours.get(0).offset();
  }
}
