package io.dumpwarden.encryption;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.security.GeneralSecurityException;

/** Tink's streaming AEAD as this format uses it. */
final class AesStreaming {

  private AesStreaming() {}

  /** The first segment gives way to the header, so that all others begin at multiples. */
  static AesGcmHkdfStreaming of(DerivedKey key, int segmentBytes, int headerBytes) {
    try {
      return new AesGcmHkdfStreaming(
          key.bytes(), "HmacSha256", DerivedKey.BYTES, segmentBytes, headerBytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot do AES-256-GCM", e);
    }
  }
}
