package io.dumpwarden.encryption;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The function scrypt of RFC 7914 with r = 8 and p = 1, which is how age uses it. */
final class Scrypt {

  private static final int R = 8;
  private static final int BLOCK = 32 * R;

  private Scrypt() {}

  /** The memory that it takes. */
  static long bytesNeeded(int logN) {
    return (128L * R) << logN;
  }

  static byte[] derive(byte[] passphrase, byte[] salt, int logN, int length) {
    byte[] block = pbkdf2Once(passphrase, salt, 4 * BLOCK);
    int[] words = new int[BLOCK];
    littleEndian(block).get(words);
    mix(words, 1 << logN);
    littleEndian(block).put(words);
    return pbkdf2Once(passphrase, block, length);
  }

  private static IntBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
  }

  private static void mix(int[] x, int n) {
    int[][] seen = new int[n][];
    int[] scratch = new int[BLOCK];
    for (int i = 0; i < n; i++) {
      seen[i] = x.clone();
      blockMix(x, scratch);
    }
    for (int i = 0; i < n; i++) {
      int[] other = seen[x[BLOCK - 16] & (n - 1)];
      for (int k = 0; k < BLOCK; k++) {
        x[k] ^= other[k];
      }
      blockMix(x, scratch);
    }
  }

  private static void blockMix(int[] block, int[] out) {
    int[] x = Arrays.copyOfRange(block, BLOCK - 16, BLOCK);
    for (int i = 0; i < 2 * R; i++) {
      for (int k = 0; k < 16; k++) {
        x[k] ^= block[16 * i + k];
      }
      salsa(x);
      System.arraycopy(x, 0, out, 16 * (i / 2 + (i % 2) * R), 16);
    }
    System.arraycopy(out, 0, block, 0, BLOCK);
  }

  /** Salsa20/8: four double rounds, columns then rows. */
  private static void salsa(int[] x) {
    int[] w = x.clone();
    for (int round = 0; round < 4; round++) {
      for (int c = 0; c < 4; c++) {
        quarter(w, 5 * c, (5 * c + 4) % 16, (5 * c + 8) % 16, (5 * c + 12) % 16);
      }
      for (int r = 0; r < 4; r++) {
        int row = 4 * r;
        quarter(w, 5 * r, row + (r + 1) % 4, row + (r + 2) % 4, row + (r + 3) % 4);
      }
    }
    for (int k = 0; k < 16; k++) {
      x[k] += w[k];
    }
  }

  private static void quarter(int[] w, int a, int b, int c, int d) {
    w[b] ^= Integer.rotateLeft(w[a] + w[d], 7);
    w[c] ^= Integer.rotateLeft(w[b] + w[a], 9);
    w[d] ^= Integer.rotateLeft(w[c] + w[b], 13);
    w[a] ^= Integer.rotateLeft(w[d] + w[c], 18);
  }

  /** PBKDF2-HMAC-SHA256 of one iteration: Java's own wants characters, this has bytes. */
  private static byte[] pbkdf2Once(byte[] passphrase, byte[] salt, int length) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(passphrase, "HmacSHA256"));
      ByteBuffer out = ByteBuffer.allocate((length + 31) / 32 * 32);
      for (int i = 1; out.hasRemaining(); i++) {
        mac.update(salt);
        out.put(mac.doFinal(ByteBuffer.allocate(4).putInt(i).array()));
      }
      return Arrays.copyOf(out.array(), length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }
}
