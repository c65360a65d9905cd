package io.dumpwarden.encryption;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What stands in front of a file of format aes-256-gcm; docs/storage-format.md has it to the byte.
 * All of it is authenticated with the content.
 *
 * @param check tells a wrong key from damage
 * @param segmentBytes encrypted segments begin at multiples of it, counted from the file's begin
 */
record AesHeader(Derivation derivation, byte[] check, String keyId, int segmentBytes) {

  static final byte[] SALTED = "Salted__".getBytes(StandardCharsets.US_ASCII);
  static final byte[] MAGIC = "DWARDEN\u0001".getBytes(StandardCharsets.US_ASCII);

  /** Large enough that the work of a segment's begin and end does not show. */
  static final int STANDARD_SEGMENT = 1 << 20;

  private static final int LARGEST_SEGMENT = 16 << 20;
  private static final int SMALLEST_SEGMENT = 4 << 10;
  private static final int PBKDF2_HMAC_SHA256 = 1;
  private static final int AES_256_GCM_HKDF = 1;
  private static final int FIXED = 61;
  private static final int CHECKSUM = 8;

  /** The bytes as they stand in the file. */
  byte[] bytes() {
    byte[] id = keyId.getBytes(StandardCharsets.UTF_8);
    int length = FIXED + id.length + CHECKSUM;
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put(SALTED).put(MAGIC).putShort((short) length);
    out.put((byte) PBKDF2_HMAC_SHA256).put((byte) AES_256_GCM_HKDF);
    out.putInt(derivation.iterations()).putInt(segmentBytes);
    out.put(derivation.saltBytes()).put(check).put((byte) id.length).put(id);
    out.put(checksum(Arrays.copyOf(out.array(), length - CHECKSUM)));
    return out.array();
  }

  /** Reads the header, the 16 bytes of its two magics behind. */
  static AesHeader read(InputStream in) throws IOException {
    byte[] rest = rest(in);
    ByteBuffer all = ByteBuffer.allocate(16 + rest.length).put(SALTED).put(MAGIC).put(rest);
    byte[] covered = Arrays.copyOf(all.array(), all.capacity() - CHECKSUM);
    byte[] sum = Arrays.copyOfRange(all.array(), covered.length, all.capacity());
    if (!MessageDigest.isEqual(checksum(covered), sum)) {
      throw Damage.of("its header is damaged");
    }
    return parse(new DataInputStream(new ByteArrayInputStream(rest)));
  }

  private static byte[] rest(InputStream in) throws IOException {
    byte[] length = in.readNBytes(2);
    if (length.length < 2) {
      throw Damage.truncated("its header");
    }
    int wanted = Short.toUnsignedInt(ByteBuffer.wrap(length).getShort()) - 16;
    if (wanted < FIXED + CHECKSUM - 16 || wanted > FIXED + CHECKSUM - 16 + 255) {
      throw Damage.of("its header is damaged");
    }
    byte[] rest = Arrays.copyOf(length, wanted);
    if (in.readNBytes(rest, 2, wanted - 2) < wanted - 2) {
      throw Damage.truncated("its header");
    }
    return rest;
  }

  private static AesHeader parse(DataInputStream in) throws IOException {
    try {
      in.skipBytes(2);
      require(in.readUnsignedByte() == PBKDF2_HMAC_SHA256, "its way to derive the key");
      require(in.readUnsignedByte() == AES_256_GCM_HKDF, "its cipher");
      int iterations = in.readInt();
      require(iterations > 0 && iterations <= Derivation.MOST_ITERATIONS, "its iterations");
      int segment = in.readInt();
      require(segment >= SMALLEST_SEGMENT && segment <= LARGEST_SEGMENT, "its segments' size");
      String salt = HexFormat.of().formatHex(in.readNBytes(Derivation.SALT_BYTES));
      byte[] check = in.readNBytes(DerivedKey.CHECK_BYTES);
      byte[] id = new byte[in.readUnsignedByte()];
      in.readFully(id);
      require(in.available() == CHECKSUM, "its header's length");
      String keyId = new String(id, StandardCharsets.UTF_8);
      return new AesHeader(new Derivation(iterations, salt), check, keyId, segment);
    } catch (EOFException e) {
      throw Damage.of("its header is damaged");
    }
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw Damage.of(what + " is none that this release knows");
    }
  }

  private static byte[] checksum(byte[] bytes) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes), CHECKSUM);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
