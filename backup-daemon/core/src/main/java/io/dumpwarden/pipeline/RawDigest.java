package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Counts and digests the bytes that are read through it: what the dump tool wrote, before
 * compression. Read by one thread; {@link #bytes} may be asked by any.
 */
public final class RawDigest extends InputStream {

  /** XXH3-64, seed 0, over all bytes. */
  public static final String WHOLE = "xxh3-64";

  /**
   * XXH3-64 over, for each frame in the file's order, its raw length and XXH3-64 of its raw bytes,
   * both as 8 bytes, big-endian.
   */
  public static final String FRAMED = "xxh3-64-framed";

  private final InputStream in;
  private final String algorithm;
  private final RawSum sum;

  /** Digests all bytes as one. */
  public RawDigest(InputStream in) {
    this(in, WHOLE, List.of());
  }

  private RawDigest(InputStream in, String algorithm, List<Frame> frames) {
    this.in = in;
    this.algorithm = algorithm;
    this.sum = new RawSum(frames);
  }

  /**
   * Digests as a manifest says.
   *
   * @param algorithm of another name than those here: all bytes as one, which nothing is to be held
   *     against
   * @param frames where the bytes are cut, for {@link #FRAMED}
   */
  public static RawDigest of(InputStream in, String algorithm, List<Frame> frames) {
    return algorithm.equals(FRAMED)
        ? new RawDigest(in, FRAMED, frames)
        : new RawDigest(in, WHOLE, List.of());
  }

  /** {@link #FRAMED} of what these are the frames of, by their own digests. */
  public static String of(List<Frame> frames) {
    FramedSum sum = new FramedSum();
    frames.forEach(sum::add);
    return sum.hex();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      sum.add(buffer, offset, read);
    }
    return read;
  }

  public long bytes() {
    return sum.bytes();
  }

  /** The digest so far, as 16 hexadecimal digits. */
  public String hex() {
    return sum.hex();
  }

  /** What was made: {@link #WHOLE} or {@link #FRAMED}. */
  public String algorithm() {
    return algorithm;
  }

  /** The first frame whose bytes are not what they were; known of {@link #FRAMED} alone. */
  public Optional<Frame> damaged() {
    return Optional.ofNullable(sum.otherThanBefore());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
