package io.dumpwarden.encryption;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.StreamSegmentDecrypter;
import io.dumpwarden.pipeline.ByteRanges;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/** Format aes-256-gcm, read from anywhere. */
final class AesSegments {

  private AesSegments() {}

  /**
   * @param file whose header was read already
   */
  static ByteRanges of(ByteRanges file, long fileBytes, DerivedKey key, AesHeader header)
      throws IOException {
    byte[] front = header.bytes();
    AesGcmHkdfStreaming streaming = AesStreaming.of(key, header.segmentBytes(), front.length);
    int headerBytes = streaming.getHeaderLength();
    byte[] start;
    try (var in = file.read(front.length, headerBytes)) {
      start = in.readNBytes(headerBytes);
    }
    if (start.length < headerBytes) {
      throw Damage.truncated("its header");
    }
    int begin = front.length + headerBytes;
    int whole = header.segmentBytes();
    Segments segments =
        new Segments(begin, whole - begin - Segments.TAG, whole - Segments.TAG, fileBytes);
    opener(streaming, front, start);
    return (offset, length) ->
        new SegmentRange(segments, opener(streaming, front, start), file, offset, length);
  }

  private static SegmentOpener opener(AesGcmHkdfStreaming streaming, byte[] front, byte[] start) {
    try {
      StreamSegmentDecrypter decrypter = streaming.newStreamSegmentDecrypter();
      decrypter.init(ByteBuffer.wrap(start), front);
      return (bytes, segment, last) -> {
        byte[] plain = new byte[bytes.length - Segments.TAG];
        decrypter.decryptSegment(
            ByteBuffer.wrap(bytes), (int) segment, last, ByteBuffer.wrap(plain));
        return plain;
      };
    } catch (GeneralSecurityException e) {
      throw Damage.of("its header is damaged", e);
    }
  }
}
