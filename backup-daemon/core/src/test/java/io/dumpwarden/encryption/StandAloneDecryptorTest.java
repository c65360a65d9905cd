package io.dumpwarden.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.storage.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/decrypt.py needs nothing of ours. */
class StandAloneDecryptorTest {

  private static final String SCRIPT = Path.of("../../docs/decrypt.py").toString();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_249, 16_250, 16_251, 16_250 + 16_368, 3_500_000})
  void opensWhatIsWritten(int size) throws Exception {
    requirePython();
    byte[] plain = Bytes.random(size, 1);
    Path sealed = Files.write(folder.resolve("f.enc"), Bytes.encrypted(encryption(), plain));
    Path key = Files.writeString(folder.resolve("key"), "pass phrase\n");
    assertThat(Tool.output(sealed, "python3", SCRIPT, key.toString())).isEqualTo(plain);
  }

  @Test
  void refusesWhatIsCutAndAnotherKey() throws Exception {
    requirePython();
    byte[] sealed = Bytes.encrypted(encryption(), Bytes.random(3 << 20, 1));
    Path whole = Files.write(folder.resolve("f.enc"), sealed);
    Path cut = Files.write(folder.resolve("cut.enc"), Arrays.copyOf(sealed, 2 << 20));
    Path key = Files.writeString(folder.resolve("key"), "pass phrase");
    Path wrong = Files.writeString(folder.resolve("wrong"), "no");
    assertThat(Tool.run(whole, "python3", SCRIPT, key.toString())).isZero();
    assertThat(Tool.run(whole, "python3", SCRIPT, wrong.toString())).isEqualTo(1);
    assertThat(Tool.run(cut, "python3", SCRIPT, key.toString())).isEqualTo(1);
  }

  private static void requirePython() throws Exception {
    Tool.require("python3", "-c", "import cryptography.hazmat.primitives.ciphers.aead");
  }

  private static StreamEncryption encryption() {
    Keyring keys = Keyring.empty().with("nightly-1", Secret.of("pass phrase"));
    return keys.encryption(new EncryptionChoice(EncryptionChoice.Type.AES_256_GCM, null));
  }
}
