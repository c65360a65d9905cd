package io.dumpwarden.pipeline;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/** A codec whose memory serves one frame after the other. For one thread. */
interface FrameEncoder extends AutoCloseable {

  void write(byte[] bytes, int offset, int length) throws IOException;

  /** Ends the frame, of which at least a byte was written. */
  void end() throws IOException;

  /** Whether {@link #end} returns before all is written, and somebody is told when it is. */
  default boolean endsLater() {
    return false;
  }

  /** Writes what is still held back of frames that were ended. */
  default void drain() throws IOException {}

  /** May write what is of no use any more. */
  @Override
  void close() throws IOException;

  /**
   * @throws IllegalArgumentException for zlib, which cannot be framed
   */
  static FrameEncoder of(Compression compression, OutputStream out) throws IOException {
    return switch (compression.algorithm()) {
      case ZSTD -> new Zstd(out, compression.level());
      case GZIP, PGZIP -> new GzipMembers(out, compression.level());
      case XZ -> new Xz(out, compression.level());
      case NONE -> new None(out);
      case ZLIB -> throw new IllegalArgumentException("zlib cannot be framed");
    };
  }

  /** Each frame with the checksum of its content. */
  final class Zstd implements FrameEncoder {
    private final ZstdOutputStreamNoFinalizer zstd;

    Zstd(OutputStream out, int level) throws IOException {
      this.zstd = new ZstdOutputStreamNoFinalizer(out, level);
      zstd.setChecksum(true);
      zstd.setCloseFrameOnFlush(true);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      zstd.write(bytes, offset, length);
    }

    @Override
    public void end() throws IOException {
      zstd.flush();
    }

    @Override
    public void close() throws IOException {
      zstd.close();
    }
  }

  /** Each frame a stream of its own. */
  final class Xz implements FrameEncoder {
    private final OutputStream out;
    private final LZMA2Options options;
    private final ArrayCache arrays = new BasicArrayCache();
    private @Nullable XZOutputStream xz;

    Xz(OutputStream out, int level) throws IOException {
      this.out = out;
      this.options = new LZMA2Options(level);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (xz == null) {
        xz = new XZOutputStream(out, options, XZ.CHECK_CRC64, arrays);
      }
      xz.write(bytes, offset, length);
    }

    @Override
    public void end() throws IOException {
      if (xz != null) {
        xz.finish();
        xz = null;
      }
    }

    @Override
    public void close() throws IOException {
      end();
    }
  }

  /** gzip on several threads. */
  final class Blocks implements FrameEncoder {
    private final ParallelGzip gzip;

    Blocks(ParallelGzip gzip) {
      this.gzip = gzip;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      gzip.write(bytes, offset, length);
    }

    @Override
    public void end() throws IOException {
      gzip.cut();
    }

    @Override
    public boolean endsLater() {
      return true;
    }

    @Override
    public void drain() throws IOException {
      gzip.close();
    }

    @Override
    public void close() throws IOException {
      gzip.close();
    }
  }

  /** The bytes as they are. */
  final class None implements FrameEncoder {
    private final OutputStream out;

    None(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void end() {
      // a frame of it has no end of its own
    }

    @Override
    public void close() {
      // nor anything to give back
    }
  }
}
