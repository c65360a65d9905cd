package io.dumpwarden.origin;

import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Compression.Algorithm;
import io.dumpwarden.pipeline.Compressors;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a file is encrypted and compressed: by its name, and by its first bytes where the name is
 * silent.
 *
 * @param fileName without folders
 */
record FileFormat(String fileName) {

  private static final int AHEAD = 256 * 1024;
  private static final int HEAD = 32;
  private static final byte[] SALTED = "Salted__".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AGE = "age-encryption.org/v1".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};

  /**
   * The SQL in the stored bytes. Where it throws, what is beneath stays open.
   *
   * @throws DumpwardenException {@code KEY_MISSING}, {@code KEY_WRONG}, {@code BACKUP_CORRUPT}
   */
  InputStream sql(InputStream stored, Keyring keys) throws IOException {
    BufferedInputStream raw = new BufferedInputStream(stored, AHEAD);
    InputStream plain = isEncrypted(raw) ? keys.decrypt(raw).stream() : raw;
    BufferedInputStream packed =
        plain instanceof BufferedInputStream same ? same : new BufferedInputStream(plain, AHEAD);
    return Compressors.decompress(algorithm(packed), packed);
  }

  private boolean isEncrypted(BufferedInputStream in) throws IOException {
    String name = fileName.toLowerCase(Locale.ROOT);
    byte[] head = head(in);
    return name.endsWith(".enc")
        || name.endsWith(".age")
        || startsWith(head, SALTED)
        || startsWith(head, AGE);
  }

  private Algorithm algorithm(BufferedInputStream in) throws IOException {
    Algorithm named = named();
    Optional<Algorithm> found = found(head(in));
    if (named == Algorithm.NONE) {
      return found.orElse(Algorithm.NONE);
    }
    if (!found.equals(Optional.of(named))) {
      throw new DumpwardenException(
          ErrorCode.BACKUP_CORRUPT,
          "%s does not begin as a file compressed by %s does%s"
              .formatted(
                  fileName,
                  named.id(),
                  found.map(other -> ", but as one by " + other.id()).orElse("")));
    }
    return named;
  }

  private Algorithm named() {
    String name = fileName.toLowerCase(Locale.ROOT).replaceFirst("\\.(enc|age)$", "");
    // gzip and pgzip are one as files
    return Stream.of(Algorithm.ZSTD, Algorithm.GZIP, Algorithm.XZ, Algorithm.ZLIB)
        .filter(algorithm -> name.endsWith(algorithm.extension()))
        .findFirst()
        .orElse(Algorithm.NONE);
  }

  private static Optional<Algorithm> found(byte[] head) {
    if (startsWith(head, ZSTD)) {
      return Optional.of(Algorithm.ZSTD);
    }
    if (startsWith(head, GZIP)) {
      return Optional.of(Algorithm.GZIP);
    }
    if (startsWith(head, XZ)) {
      return Optional.of(Algorithm.XZ);
    }
    return isZlib(head) ? Optional.of(Algorithm.ZLIB) : Optional.empty();
  }

  /** Deflate with a window of 32 KiB, and a check of the two bytes: no SQL begins so. */
  private static boolean isZlib(byte[] head) {
    return head.length >= 2 && head[0] == 0x78 && (0x7800 + (head[1] & 0xff)) % 31 == 0;
  }

  private static boolean startsWith(byte[] head, byte[] with) {
    return Arrays.equals(Arrays.copyOf(head, with.length), with);
  }

  private static byte[] head(BufferedInputStream in) throws IOException {
    in.mark(HEAD);
    byte[] head = in.readNBytes(HEAD);
    in.reset();
    return head;
  }
}
