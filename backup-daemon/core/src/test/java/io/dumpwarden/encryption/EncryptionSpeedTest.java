package io.dumpwarden.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.config.EncryptionChoice.Type;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.storage.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Far below what any processor of these years does, so that only a blunder fails it. */
class EncryptionSpeedTest {

  private static final int MEGABYTES = 256;

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void isNoBottleneck(Type type) throws Exception {
    Keyring keys = Keyring.empty().with("k", Secret.of("passphrase"));
    StreamEncryption encryption = keys.encryption(new EncryptionChoice(type, "k"));
    write(encryption, 128);
    long begin = System.nanoTime();
    write(encryption, MEGABYTES);
    double perSecond = MEGABYTES / ((System.nanoTime() - begin) / 1e9);
    byte[] sealed = Bytes.encrypted(encryption, Bytes.random(16 << 20, 1));
    begin = System.nanoTime();
    try (InputStream in = keys.decrypt(new ByteArrayInputStream(sealed)).stream()) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    double back = 16 / ((System.nanoTime() - begin) / 1e9);
    LoggerFactory.getLogger(getClass())
        .warn("{}: {} MB/s encrypted, {} MB/s decrypted", type.id(), (int) perSecond, (int) back);
    assertThat(perSecond).isGreaterThan(20);
  }

  private static void write(StreamEncryption encryption, int megabytes) throws IOException {
    byte[] block = Bytes.random(1 << 20, 1);
    try (OutputStream out = encryption.encrypt(OutputStream.nullOutputStream())) {
      for (int i = 0; i < megabytes; i++) {
        out.write(block);
      }
    }
  }
}
