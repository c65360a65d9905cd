package io.dumpwarden.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.storage.Secret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgeTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
  void roundTrip(int size) {
    Keyring keys = Keyring.empty().with("k", Secret.of("a passphrase"));
    byte[] plain = Bytes.random(size, 1);
    byte[] sealed =
        Bytes.encrypted(
            keys.encryption(new EncryptionChoice(EncryptionChoice.Type.AGE, "k")), plain);
    assertThat(Bytes.decrypted(keys, sealed)).isEqualTo(plain);
  }
}
