package io.dumpwarden.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as sfDBTools writes them, from a writer that shares nothing with the reader. */
class LegacyTest {

  private static final int CHUNK = 64 * 1024;
  private static final String PASSPHRASE = "from the old tool: ä";
  private static final Keyring KEYS =
      Keyring.empty().with("old", Secret.of("not this")).with("sfdb", Secret.of(PASSPHRASE));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 200_001})
  void reads(int size) throws Exception {
    byte[] plain = Bytes.random(size, size);
    assertThat(Bytes.decrypted(KEYS, written(plain, 600_000))).isEqualTo(plain);
  }

  @Test
  void readsTheOlderIterations() throws Exception {
    byte[] plain = Bytes.random(100_000, 1);
    byte[] sealed = written(plain, 100_000);
    Decrypted opened = KEYS.decrypt(new java.io.ByteArrayInputStream(sealed));
    assertThat(opened.format()).isEqualTo(Decrypted.Format.SFDBTOOLS);
    assertThat(opened.stream().readAllBytes()).isEqualTo(plain);
  }

  @Test
  void cutsShowAlsoAtTheEdgesOfChunks() throws Exception {
    byte[] plain = Bytes.random(3 * CHUNK, 2);
    byte[] sealed = written(plain, 100_000);
    for (int chunks = 1; chunks <= 3; chunks++) {
      int edge = 28 + chunks * (4 + CHUNK + 16);
      for (int length : new int[] {edge - 1, edge, edge + 1, edge + 3}) {
        assertThat(Bytes.refusal(KEYS, Arrays.copyOf(sealed, length), plain))
            .as("cut at %d of %d", length, sealed.length)
            .hasMessageContaining("truncated")
            .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_CORRUPT));
      }
    }
  }

  @Test
  void flipsSwapsAndForgedLengthsShow() throws Exception {
    byte[] plain = Bytes.random(3 * CHUNK, 3);
    byte[] sealed = written(plain, 100_000);
    int second = 28 + 4 + CHUNK + 16;
    for (int at : new int[] {second, second + 1, second + 4, second + 5000, sealed.length - 1}) {
      byte[] flipped = sealed.clone();
      flipped[at] ^= 0x40;
      assertThat(Bytes.refusal(KEYS, flipped, plain).code()).isEqualTo(ErrorCode.BACKUP_CORRUPT);
    }
    byte[] swapped = sealed.clone();
    int size = 4 + CHUNK + 16;
    System.arraycopy(sealed, second, swapped, second + size, size);
    System.arraycopy(sealed, second + size, swapped, second, size);
    assertThat(Bytes.refusal(KEYS, swapped, plain).code()).isEqualTo(ErrorCode.BACKUP_CORRUPT);
  }

  @Test
  void anotherPassphraseIsSaid() throws Exception {
    byte[] sealed = written(new byte[10], 600_000);
    Keyring other = Keyring.empty().with("k", Secret.of("another"));
    assertThat(Bytes.refusal(other, sealed, new byte[0]).code()).isEqualTo(ErrorCode.KEY_WRONG);
    assertThat(Bytes.refusal(Keyring.empty(), sealed, new byte[0]).code())
        .isEqualTo(ErrorCode.KEY_MISSING);
  }

  private static byte[] written(byte[] plain, int iterations) throws Exception {
    byte[] salt = Bytes.random(8, 10);
    byte[] base = Bytes.random(12, 11);
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
            .generateSecret(new PBEKeySpec(PASSPHRASE.toCharArray(), salt, iterations, 256))
            .getEncoded();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write("Salted__".getBytes(StandardCharsets.US_ASCII));
    out.write(salt);
    out.write(base);
    long counter = 0;
    for (int at = 0; at < plain.length; at += CHUNK) {
      ByteBuffer nonce = ByteBuffer.allocate(12).put(base, 0, 4).putLong(counter++);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(128, nonce.array()));
      byte[] chunk = cipher.doFinal(plain, at, Math.min(CHUNK, plain.length - at));
      out.writeInt(chunk.length);
      out.write(chunk);
    }
    out.writeInt(0);
    return bytes.toByteArray();
  }
}
