package io.dumpwarden.encryption;

import io.dumpwarden.pipeline.StreamEncryption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Random;

/** Bytes encrypted and decrypted in memory. */
final class Bytes {

  private Bytes() {}

  static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static byte[] encrypted(StreamEncryption encryption, byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream sealed = encryption.encrypt(out)) {
      sealed.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] decrypted(Keyring keys, byte[] sealed) {
    try (var in = keys.decrypt(new ByteArrayInputStream(sealed)).stream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
