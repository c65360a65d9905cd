package io.dumpwarden.pipeline;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.dumpwarden.error.DumpwardenException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/** Streams that compress and decompress. Closing one ends its frame and closes what is beneath. */
public final class Compressors {

  private static final int BUFFER = 128 * 1024;

  /** Level 9 makes files that take 65 MiB to read; what asks for more is not ours. */
  private static final int XZ_READ_KIB = 80 * 1024;

  private Compressors() {}

  /**
   * A stream that compresses what is written to it.
   *
   * @param workers threads wanted, for zstd and pgzip; fewer where memory is short. The others use
   *     the caller's
   * @throws DumpwardenException {@code MEMORY_EXCEEDED} where the level does not fit the memory
   */
  public static OutputStream compress(Compression compression, int workers, OutputStream out)
      throws IOException {
    int level = compression.level();
    int threads =
        CompressionMemory.threads(compression, workers, CompressionMemory.Limits.ofThisProcess());
    return switch (compression.algorithm()) {
      case ZSTD -> zstd(level, threads, out);
      case GZIP -> new LevelledGzip(out, level);
      case PGZIP -> new ParallelGzip(out, level, threads);
      case XZ -> new XZOutputStream(out, new LZMA2Options(level));
      case ZLIB -> new ZlibWriter(out, level, BUFFER);
      case NONE -> out;
    };
  }

  /**
   * A stream that gives back what was compressed; one that is cut off, changed or empty ends with
   * an {@link IOException}, never with a quiet end. What zlib's weak Adler-32 overlooks, the
   * SHA-256 of the stored bytes has to find.
   */
  public static InputStream decompress(Compression.Algorithm algorithm, InputStream in)
      throws IOException {
    return switch (algorithm) {
      case ZSTD -> new ZstdInputStreamNoFinalizer(notEmpty(in));
      case GZIP, PGZIP -> new GzipReader(in);
      case XZ -> new XZInputStream(in, XZ_READ_KIB);
      case ZLIB -> new ZlibReader(in, BUFFER);
      case NONE -> in;
    };
  }

  private static OutputStream zstd(int level, int threads, OutputStream out) throws IOException {
    ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(out, level);
    zstd.setWorkers(threads);
    // a checksum of the content at the frame's end, so that `zstd -t` proves the file
    zstd.setChecksum(true);
    return zstd;
  }

  /** No frame at all is a legal zstd file, but never what was written here. */
  private static InputStream notEmpty(InputStream in) throws IOException {
    PushbackInputStream pushback = new PushbackInputStream(in, 1);
    int first = pushback.read();
    if (first < 0) {
      throw new EOFException("the zstd file is empty");
    }
    pushback.unread(first);
    return pushback;
  }

  private static final class LevelledGzip extends GZIPOutputStream {
    LevelledGzip(OutputStream out, int level) throws IOException {
      super(out, BUFFER);
      def.setLevel(level);
    }
  }
}
