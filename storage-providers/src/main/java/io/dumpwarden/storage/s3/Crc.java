package io.dumpwarden.storage.s3;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/** A part's checksum, taken while it is filled. */
final class Crc {

  private final CRC32 crc = new CRC32();

  void update(byte[] bytes, int offset, int length) {
    crc.update(bytes, offset, length);
  }

  String base64() {
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
  }
}
