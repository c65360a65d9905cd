package io.dumpwarden.encryption;

import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.pipeline.StreamEncryption;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/** Format aes-256-gcm, written. Every file has a key of its own, by Tink's random salt. */
final class AesEncryption implements StreamEncryption {

  private final DerivedKey key;
  private final AesHeader header;

  AesEncryption(String keyId, DerivedKey key, Derivation derivation) {
    this(keyId, key, derivation, AesHeader.STANDARD_SEGMENT);
  }

  AesEncryption(String keyId, DerivedKey key, Derivation derivation, int segmentBytes) {
    this.key = key;
    this.header = new AesHeader(derivation, key.check(), keyId, segmentBytes);
  }

  @Override
  public OutputStream encrypt(OutputStream out) throws IOException {
    byte[] front = header.bytes();
    out.write(front);
    try {
      return AesStreaming.of(key, header.segmentBytes(), front.length)
          .newEncryptingStream(out, front);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot do AES-256-GCM", e);
    }
  }

  @Override
  public String algorithm() {
    return EncryptionChoice.Type.AES_256_GCM.id();
  }

  @Override
  public String keyId() {
    return header.keyId();
  }

  @Override
  public String extension() {
    return ".enc";
  }
}
