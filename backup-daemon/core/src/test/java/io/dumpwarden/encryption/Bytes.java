package io.dumpwarden.encryption;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.pipeline.StreamEncryption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.Assertions;

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
    try (InputStream in = keys.decrypt(new ByteArrayInputStream(sealed)).stream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What decryption says of a file that is not as it was written, having given nothing wrong. */
  static DumpwardenException refusal(Keyring keys, byte[] spoiled, byte[] plain) {
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    DumpwardenException thrown =
        Assertions.catchThrowableOfType(
            DumpwardenException.class,
            () -> {
              try (InputStream in = keys.decrypt(new ByteArrayInputStream(spoiled)).stream()) {
                in.transferTo(got);
              }
            });
    Assertions.assertThat(thrown).as("refused").isNotNull();
    Assertions.assertThat(got.toByteArray())
        .as("only verified bytes were given")
        .isEqualTo(Arrays.copyOf(plain, got.size()));
    return thrown;
  }
}
