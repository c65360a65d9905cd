package io.dumpwarden.encryption;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.StreamSegmentDecrypter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Format aes-256-gcm, read, behind its header. Segment by segment rather than by Tink's own stream,
 * which does not tell a cut from a flipped bit.
 */
final class AesDecryptingStream extends SegmentedStream {

  private static final int TAG = 16;

  private final InputStream in;
  private final AesGcmHkdfStreaming streaming;
  private final StreamSegmentDecrypter decrypter;
  private final byte[] ahead = new byte[1];
  private boolean aheadFilled;
  private boolean ended;
  private int segment;

  AesDecryptingStream(InputStream in, DerivedKey key, AesHeader header) throws IOException {
    byte[] front = header.bytes();
    this.in = in;
    this.streaming = AesStreaming.of(key, header.segmentBytes(), front.length);
    byte[] start = in.readNBytes(streaming.getHeaderLength());
    if (start.length < streaming.getHeaderLength()) {
      throw Damage.truncated("its header");
    }
    try {
      this.decrypter = streaming.newStreamSegmentDecrypter();
      decrypter.init(ByteBuffer.wrap(start), front);
    } catch (GeneralSecurityException e) {
      throw Damage.of("its header is damaged", e);
    }
  }

  @Override
  byte @Nullable [] next() throws IOException {
    if (ended) {
      return null;
    }
    byte[] sealed = nextSealed();
    ended = !aheadFilled;
    byte[] plain = open(sealed, ended);
    segment++;
    return plain;
  }

  /** Reads a byte further than the segment: only so can its being the last be known. */
  private byte[] nextSealed() throws IOException {
    int size = size();
    byte[] sealed = new byte[size];
    int had = aheadFilled ? 1 : 0;
    sealed[0] = ahead[0];
    int n = had + in.readNBytes(sealed, had, size - had);
    aheadFilled = n == size && in.readNBytes(ahead, 0, 1) == 1;
    return n == size ? sealed : Arrays.copyOf(sealed, n);
  }

  private int size() {
    int whole = streaming.getCiphertextSegmentSize();
    return segment == 0 ? whole - streaming.getCiphertextOffset() : whole;
  }

  private byte[] open(byte[] sealed, boolean last) {
    if (sealed.length < TAG) {
      throw Damage.truncated("segment " + segment);
    }
    try {
      return decrypt(sealed, last);
    } catch (GeneralSecurityException e) {
      throw last
          ? lastFailed(sealed, e)
          : Damage.of("segment %d is not as it was written".formatted(segment), e);
    }
  }

  private RuntimeException lastFailed(byte[] sealed, GeneralSecurityException why) {
    if (sealed.length < size()) {
      return Damage.of(
          "it is truncated within segment %d, or that segment is not as it was written"
              .formatted(segment),
          why);
    }
    try {
      decrypt(sealed, false);
      return Damage.truncated(
          "its segments: number %d is there, but is not the last".formatted(segment));
    } catch (GeneralSecurityException e) {
      return Damage.of("segment %d is not as it was written".formatted(segment), e);
    }
  }

  private byte[] decrypt(byte[] sealed, boolean last) throws GeneralSecurityException {
    byte[] plain = new byte[sealed.length - TAG];
    decrypter.decryptSegment(ByteBuffer.wrap(sealed), segment, last, ByteBuffer.wrap(plain));
    return plain;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
