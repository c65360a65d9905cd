package io.dumpwarden.encryption;

import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The format of sfDBTools, read only, behind its salt and nonce. */
final class LegacyStream extends SegmentedStream {

  static final int NONCE = 12;
  static final int SALT = 8;
  private static final int TAG = 16;
  private static final int LARGEST_CHUNK = 64 * 1024 + TAG;

  /** Nothing in the file says which of them it was. */
  private static final List<Integer> ITERATIONS = List.of(600_000, 100_000);

  private final InputStream in;
  private final byte[] nonce;
  private @Nullable DerivedKey key;
  private byte @Nullable [] first;
  private long chunk;
  private boolean ended;

  private LegacyStream(InputStream in, byte[] nonce) {
    this.in = in;
    this.nonce = nonce;
  }

  /**
   * Opens a file whose first 16 bytes are read.
   *
   * @param passphrases tried in turn on the first chunk, the only thing that tells whether one fits
   */
  static LegacyStream open(InputStream in, byte[] salt, List<Secret> passphrases, DerivedKeys keys)
      throws IOException {
    byte[] nonce = in.readNBytes(NONCE);
    if (nonce.length < NONCE) {
      throw Damage.truncated("its header");
    }
    LegacyStream stream = new LegacyStream(in, nonce);
    byte[] sealed = stream.nextSealed();
    for (Secret passphrase : passphrases) {
      for (int iterations : ITERATIONS) {
        DerivedKey key =
            keys.get(passphrase, new Derivation(iterations, HexFormat.of().formatHex(salt)));
        if (sealed == null || stream.fits(key, sealed)) {
          return stream;
        }
      }
    }
    throw Damage.wrongKey(
        "no key fits this file, which sfDBTools seems to have written; or its beginning is damaged");
  }

  private boolean fits(DerivedKey candidate, byte[] sealed) {
    key = candidate;
    Optional<byte[]> plain = decrypt(sealed);
    first = plain.orElse(null);
    return plain.isPresent();
  }

  @Override
  byte @Nullable [] next() throws IOException {
    byte[] ready = first;
    if (ready != null) {
      first = null;
      chunk++;
      return ready;
    }
    byte[] sealed = ended ? null : nextSealed();
    if (sealed == null) {
      return null;
    }
    byte[] plain =
        decrypt(sealed)
            .orElseThrow(() -> Damage.of("chunk %d is not as it was written".formatted(chunk)));
    chunk++;
    return plain;
  }

  /** Null at the end, which is a length of zero with nothing behind. */
  private byte @Nullable [] nextSealed() throws IOException {
    byte[] length = in.readNBytes(4);
    if (length.length < 4) {
      throw Damage.truncated("chunk %d: the mark of its end is missing".formatted(chunk));
    }
    int size = ByteBuffer.wrap(length).getInt();
    if (size == 0) {
      ended = true;
      if (in.read() >= 0) {
        throw Damage.of("there are bytes behind its end");
      }
      return null;
    }
    if (size < TAG || size > LARGEST_CHUNK) {
      throw Damage.of("chunk %d has a length that cannot be".formatted(chunk));
    }
    byte[] sealed = in.readNBytes(size);
    if (sealed.length < size) {
      throw Damage.truncated("chunk " + chunk);
    }
    return sealed;
  }

  private Optional<byte[]> decrypt(byte[] sealed) {
    DerivedKey with = key;
    if (with == null) {
      throw new IllegalStateException("no key was chosen");
    }
    byte[] iv = ByteBuffer.wrap(nonce.clone()).putLong(NONCE - 8, chunk).array();
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(with.bytes(), "AES"),
          new GCMParameterSpec(TAG * 8, iv));
      return Optional.of(cipher.doFinal(sealed));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot do AES-256-GCM", e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
