package io.dumpwarden.pipeline;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Streams that compress and decompress. Closing one ends its frame and closes what is beneath. */
public final class Compressors {

  private static final int BUFFER = 128 * 1024;

  private Compressors() {}

  /**
   * A stream that compresses what is written to it.
   *
   * @param workers threads for zstd; the others use the caller's
   */
  public static OutputStream compress(Compression compression, int workers, OutputStream out)
      throws IOException {
    return switch (compression.algorithm()) {
      case ZSTD -> zstd(compression.level(), workers, out);
      case GZIP -> new LevelledGzip(out, compression.level());
      case NONE -> out;
    };
  }

  /**
   * A stream that gives back what was compressed; a truncated one ends with an {@link IOException},
   * never with a quiet end.
   */
  public static InputStream decompress(Compression.Algorithm algorithm, InputStream in)
      throws IOException {
    return switch (algorithm) {
      case ZSTD -> new ZstdInputStreamNoFinalizer(in);
      case GZIP -> new GZIPInputStream(in, BUFFER);
      case NONE -> in;
    };
  }

  private static OutputStream zstd(int level, int workers, OutputStream out) throws IOException {
    ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(out, level);
    zstd.setWorkers(bounded(workers, level));
    // a checksum of the content at the frame's end, so that `zstd -t` proves the file
    zstd.setChecksum(true);
    return zstd;
  }

  /** High levels take a hundred megabytes and more for each worker, outside of the heap. */
  static int bounded(int workers, int level) {
    if (level >= 16) {
      return Math.min(workers, 2);
    }
    return level >= 10 ? Math.min(workers, 4) : workers;
  }

  private static final class LevelledGzip extends GZIPOutputStream {
    LevelledGzip(OutputStream out, int level) throws IOException {
      super(out, BUFFER);
      def.setLevel(level == 0 ? Deflater.DEFAULT_COMPRESSION : level);
    }
  }
}
