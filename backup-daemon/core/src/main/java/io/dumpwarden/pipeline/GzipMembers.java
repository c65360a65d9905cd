package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** gzip on the caller's thread, each frame a member. */
final class GzipMembers implements FrameEncoder {

  private static final int BUFFER = 64 * 1024;

  private final OutputStream out;
  private final Deflater deflater;
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private boolean begun;

  GzipMembers(OutputStream out, int level) {
    this.out = out;
    this.deflater = new Deflater(level, true);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (!begun) {
      begun = true;
      out.write(ParallelGzip.header());
    }
    crc.update(bytes, offset, length);
    deflater.setInput(bytes, offset, length);
    while (!deflater.needsInput()) {
      deflate();
    }
  }

  @Override
  public void end() throws IOException {
    deflater.finish();
    while (!deflater.finished()) {
      deflate();
    }
    ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    trailer.putInt((int) crc.getValue()).putInt((int) deflater.getBytesRead());
    out.write(trailer.array());
    deflater.reset();
    crc.reset();
    begun = false;
  }

  @Override
  public void close() {
    deflater.end();
  }

  private void deflate() throws IOException {
    out.write(buffer, 0, deflater.deflate(buffer));
  }
}
