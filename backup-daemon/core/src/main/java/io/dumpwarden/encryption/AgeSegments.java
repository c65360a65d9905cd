package io.dumpwarden.encryption;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.google.crypto.tink.subtle.Hkdf;
import io.dumpwarden.pipeline.ByteRanges;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Format age, read from anywhere. The library, which reads from the beginning alone, checks the
 * header and unwraps the file's key; the payload is as https://age-encryption.org/v1 has it: a
 * nonce of 16 bytes, then chunks of 64 KiB under ChaCha20-Poly1305, whose nonce is their number in
 * 11 bytes, big-endian, and one byte: 1 for the last chunk and 0 for all others.
 */
final class AgeSegments {

  private static final byte[] FOOTER = "\n--- ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.US_ASCII);
  private static final int NONCE = 16;
  private static final int CHUNK = 64 * 1024;

  private AgeSegments() {}

  /**
   * @param start of the file, with its whole header
   */
  static ByteRanges of(
      ByteRanges file, long fileBytes, byte[] start, List<RecipientStanzaReader> keys) {
    int header = headerBytes(start);
    int begin = header + NONCE;
    if (start.length < begin) {
      throw Damage.truncated("its header");
    }
    byte[] fileKey = fileKey(start, keys);
    SecretKeySpec key = payloadKey(fileKey, Arrays.copyOfRange(start, header, begin));
    Segments chunks = new Segments(begin, CHUNK, CHUNK, fileBytes);
    return (offset, length) -> new SegmentRange(chunks, opener(key), file, offset, length);
  }

  /** To the end of the line with the header's MAC. */
  private static int headerBytes(byte[] start) {
    for (int i = 0; i + FOOTER.length <= start.length; i++) {
      if (Arrays.equals(start, i, i + FOOTER.length, FOOTER, 0, FOOTER.length)) {
        for (int end = i + FOOTER.length; end < start.length; end++) {
          if (start[end] == '\n') {
            return end + 1;
          }
        }
      }
    }
    throw Damage.truncated("its header");
  }

  private static byte[] fileKey(byte[] start, List<RecipientStanzaReader> keys) {
    AtomicReference<byte[]> found = new AtomicReference<>();
    RecipientStanzaReader reader =
        stanzas -> {
          FileKey key = AgeDecryptingStream.fileKey(stanzas, keys);
          found.set(key.getEncoded().clone());
          return key;
        };
    try {
      new StandardDecryptingChannelFactory()
          .newDecryptingChannel(
              Channels.newChannel(new ByteArrayInputStream(start)), List.of(reader))
          .close();
    } catch (AgeDecryptingStream.NoKeyFits e) {
      throw Damage.wrongKey("the file was encrypted by age for other keys than the given ones");
    } catch (GeneralSecurityException
        | IOException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | BufferUnderflowException e) {
      throw AgeDecryptingStream.headerDamaged(e);
    }
    return found.get();
  }

  private static SecretKeySpec payloadKey(byte[] fileKey, byte[] nonce) {
    try {
      return new SecretKeySpec(
          Hkdf.computeHkdf("HMACSHA256", fileKey, nonce, PAYLOAD, 32), "ChaCha20");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot do HKDF", e);
    }
  }

  private static SegmentOpener opener(SecretKeySpec key) {
    return (bytes, chunk, last) -> {
      byte[] nonce = ByteBuffer.allocate(12).putLong(3, chunk).array();
      nonce[11] = (byte) (last ? 1 : 0);
      Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
      cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(nonce));
      return cipher.doFinal(bytes);
    };
  }
}
