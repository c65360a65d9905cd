package io.dumpwarden.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.testing.Property;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AesGcmTest {

  private static final int SEGMENT = 4096;
  private static final int TAG = 16;
  private static final int TINK = 40;
  private static final Secret PASSPHRASE = Secret.of("four words are enough");

  /** Few iterations: what is derived is the same thing, and thousands of files are opened here. */
  private static final Derivation QUICK = new Derivation(2, "00112233445566778899aabbccddeeff");

  private static final Keyring KEYS = Keyring.empty().with("k1", PASSPHRASE);

  private static final AesEncryption SMALL =
      new AesEncryption("k1", QUICK.derive(PASSPHRASE), QUICK, SEGMENT);

  private static final int HEADER = 61 + 2 + 8;

  /** What the first segment holds, and each further one. */
  private static final int FIRST = SEGMENT - HEADER - TINK - TAG;

  private static final int NEXT = SEGMENT - TAG;

  @Test
  void sizesAroundTheEdgesOfSegmentsComeBack() {
    for (int segments = 0; segments < 3; segments++) {
      for (int off = -2; off <= 2; off++) {
        int size = Math.max(0, FIRST + segments * NEXT + off);
        byte[] plain = Bytes.random(size, size);
        byte[] sealed = Bytes.encrypted(SMALL, plain);
        assertThat(Bytes.decrypted(KEYS, sealed)).as("%d bytes", size).isEqualTo(plain);
      }
    }
    assertThat(Bytes.decrypted(KEYS, Bytes.encrypted(SMALL, new byte[0]))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, (1 << 14) - 1, 1 << 20, 3_000_000})
  void standardSegmentsComeBack(int size) {
    byte[] plain = Bytes.random(size, 7);
    EncryptionChoice choice = new EncryptionChoice(EncryptionChoice.Type.AES_256_GCM, "k1");
    assertThat(Bytes.decrypted(KEYS, Bytes.encrypted(KEYS.encryption(choice), plain)))
        .isEqualTo(plain);
  }

  @Test
  void twoFilesOfTheSameBytesDiffer() {
    byte[] plain = Bytes.random(100, 1);
    byte[] one = Bytes.encrypted(SMALL, plain);
    byte[] two = Bytes.encrypted(SMALL, plain);
    assertThat(Arrays.copyOf(one, HEADER)).isEqualTo(Arrays.copyOf(two, HEADER));
    assertThat(Arrays.copyOfRange(one, HEADER + TINK, one.length))
        .isNotEqualTo(Arrays.copyOfRange(two, HEADER + TINK, two.length));
  }

  @Test
  void everyCutShows() {
    byte[] plain = Bytes.random(2 * SEGMENT, 2);
    byte[] sealed = Bytes.encrypted(SMALL, plain);
    for (int length = 16; length < sealed.length; length++) {
      DumpwardenException e = Bytes.refusal(KEYS, Arrays.copyOf(sealed, length), plain);
      assertThat(e.code()).as("cut at %d", length).isEqualTo(ErrorCode.BACKUP_CORRUPT);
      assertThat(e).as("cut at %d", length).hasMessageContaining("truncated");
    }
  }

  @Test
  void everyFlippedBitShows() {
    byte[] plain = Bytes.random(2 * SEGMENT, 3);
    byte[] sealed = Bytes.encrypted(SMALL, plain);
    for (int at = 0; at < sealed.length; at++) {
      byte[] flipped = sealed.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      DumpwardenException e = Bytes.refusal(KEYS, flipped, plain);
      assertThat(e.code())
          .as("flip at %d: %s", at, e.getMessage())
          .isEqualTo(ErrorCode.BACKUP_CORRUPT);
    }
  }

  @Test
  void segmentsSwappedDoubledOrLeftOutShow() {
    int count = 5;
    byte[] plain = Bytes.random(FIRST + count * NEXT - 10, 4);
    byte[] sealed = Bytes.encrypted(SMALL, plain);
    Property.forAll(
        300,
        draw -> new int[] {draw.between(1, count), draw.between(1, count), draw.between(0, 2)},
        pick -> {
          byte[] spoiled = rearranged(sealed, pick[0], pick[1], pick[2]);
          if (Arrays.equals(spoiled, sealed)) {
            return;
          }
          assertThat(Bytes.refusal(KEYS, spoiled, plain).code())
              .isEqualTo(ErrorCode.BACKUP_CORRUPT);
        });
  }

  @Test
  void bytesBehindTheEndShow() {
    byte[] plain = Bytes.random(100, 5);
    byte[] sealed = Bytes.encrypted(SMALL, plain);
    assertThat(Bytes.refusal(KEYS, Arrays.copyOf(sealed, sealed.length + 1), plain).code())
        .isEqualTo(ErrorCode.BACKUP_CORRUPT);
  }

  @Test
  void anotherKeyIsToldFromDamage() {
    byte[] sealed = Bytes.encrypted(SMALL, new byte[10]);
    Keyring wrong = Keyring.empty().with("k1", Secret.of("three words"));
    assertThat(Bytes.refusal(wrong, sealed, new byte[0]))
        .hasMessageContaining("another key 'k1'")
        .extracting(DumpwardenException::code)
        .isEqualTo(ErrorCode.KEY_WRONG);
    assertThat(Bytes.refusal(Keyring.empty(), sealed, new byte[0]))
        .hasMessageContaining("'k1'")
        .extracting(DumpwardenException::code)
        .isEqualTo(ErrorCode.KEY_MISSING);
  }

  @Test
  void aKeyGivenUnderAnotherNameFits() {
    byte[] sealed = Bytes.encrypted(SMALL, new byte[10]);
    Keyring keys = Keyring.empty().with("a", Secret.of("no")).with("my-key-file", PASSPHRASE);
    assertThat(Bytes.decrypted(keys, sealed)).isEqualTo(new byte[10]);
  }

  @Test
  void aStreamThatWasDroppedIsNoWholeFile() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] plain = Bytes.random(3 * SEGMENT, 6);
    OutputStream dropped = SMALL.encrypt(out);
    dropped.write(plain);
    assertThat(Bytes.refusal(KEYS, out.toByteArray(), plain)).hasMessageContaining("truncated");
  }

  /** Segments by number: 0 swaps them, 1 doubles the first of them, 2 leaves it out. */
  private static byte[] rearranged(byte[] sealed, int one, int other, int how) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i * SEGMENT < sealed.length; i++) {
      int from = how == 0 && i == one ? other : how == 0 && i == other ? one : i;
      int times = i == one && how > 0 ? 4 - 2 * how : 1;
      for (int t = 0; t < times; t++) {
        int start = from * SEGMENT;
        out.write(sealed, start, Math.min(SEGMENT, sealed.length - start));
      }
    }
    return out.toByteArray();
  }
}
