package io.dumpwarden.verify;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.ByteRanges;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Reads frames of a stored copy, decrypted and decompressed, and no more of the copy than it needs
 * for them. Safe for use by many threads.
 */
public final class FrameReader {

  private final ByteRanges file;
  private final Compression.Algorithm compression;
  private final List<Frame> frames;
  private final String what;

  /**
   * @param file the copy, decrypted
   * @param what it is, for messages
   */
  FrameReader(ByteRanges file, Compression.Algorithm compression, List<Frame> frames, String what) {
    this.file = file;
    this.compression = compression;
    this.frames = List.copyOf(frames);
    this.what = what;
  }

  /**
   * Frames of a file as a manifest has them.
   *
   * @param file as it is stored
   * @param keys what it may be encrypted with
   * @throws DumpwardenException {@code KEY_MISSING}, {@code KEY_WRONG}, {@code BACKUP_CORRUPT}
   *     where the file's header cannot be read, or the index is not that of all of the file
   */
  public static FrameReader of(ByteRanges file, Keyring keys, Manifest manifest, String what)
      throws IOException {
    Optional<String> problem = manifest.problemWithIndex();
    if (problem.isPresent()) {
      throw new DumpwardenException(
          ErrorCode.BACKUP_CORRUPT,
          "the index of %s is not that of its file: %s".formatted(what, problem.get()));
    }
    boolean plain = manifest.encryption() == null;
    ByteRanges clear = plain ? file : keys.ranges(file, manifest.objects().get(0).bytes());
    return new FrameReader(
        clear,
        Compression.Algorithm.of(manifest.compression().algorithm()),
        manifest.index(),
        what);
  }

  /**
   * Reads frames through, each held against its digest.
   *
   * @param some in the file's order
   * @param progress told of the compressed bytes read so far
   */
  public void prove(List<Frame> some, LongConsumer progress) throws IOException {
    long read = 0;
    for (Frame frame : some) {
      try (InputStream sql = open(frame)) {
        sql.transferTo(OutputStream.nullOutputStream());
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("it was broken off");
      }
      read += frame.packedBytes();
      progress.accept(read);
    }
  }

  /** All frames of the copy, in the file's order; none where it has no index. */
  public List<Frame> frames() {
    return frames;
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
      return new FrameStream(stored, compression, neighbours, what);
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
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
