package io.dumpwarden.origin;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.dump.DumpScan;
import io.dumpwarden.dump.EndMarkerStream;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.RawDigest;
import io.dumpwarden.pipeline.StoredDigest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a file was found to be, read through once, decrypted and decompressed.
 *
 * @param sha256 of its stored bytes
 * @param algorithm of the digest: the manifest's, where it is known
 * @param xxh3 of the SQL in it
 * @param endMarker whether the SQL ends as a whole dump does
 * @param databases that the SQL creates or fills; none where they were not looked for
 */
record CheckedFile(
    Path file,
    long storedBytes,
    String sha256,
    long rawBytes,
    String algorithm,
    String xxh3,
    boolean endMarker,
    List<String> databases) {

  private static final int BUFFER = 256 * 1024;

  /**
   * @param manifest says how the SQL is digested; null where there is none: then the databases are
   *     looked for, which costs time
   * @param progress told of the stored bytes read so far
   * @throws DumpwardenException {@code BACKUP_CORRUPT}, {@code KEY_MISSING}, {@code KEY_WRONG},
   *     {@code STORAGE_UNAVAILABLE}
   */
  static CheckedFile read(
      Path file, Keyring keys, @Nullable Manifest manifest, LongConsumer progress) {
    DumpScan scan = new DumpScan();
    StoredDigest stored = new StoredDigest(OutputStream.nullOutputStream());
    try (InputStream bytes = Files.newInputStream(file);
        InputStream in = new Watched(bytes, stored, progress);
        InputStream sql = new FileFormat("" + file.getFileName()).sql(in, keys);
        RawDigest raw = manifest == null ? new RawDigest(sql) : manifest.digest(sql)) {
      EndMarkerStream end = new EndMarkerStream(raw, () -> {});
      drain(end, manifest == null ? scan : null);
      // what lies behind the end of what was packed belongs to the file too
      in.transferTo(OutputStream.nullOutputStream());
      return new CheckedFile(
          file,
          stored.bytes(),
          stored.hex(),
          raw.bytes(),
          raw.algorithm(),
          raw.hex(),
          end.ended(),
          scan.databases().stream().filter(name -> !name.isEmpty()).toList());
    } catch (FileSystemException e) {
      throw new DumpwardenException(
          ErrorCode.STORAGE_UNAVAILABLE, "%s cannot be read: %s".formatted(file, e), e);
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.BACKUP_CORRUPT,
          "%s cannot be read to its end: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  /**
   * @throws DumpwardenException {@code BACKUP_CORRUPT} where it is not what the manifest says
   */
  void require(Manifest manifest) {
    Manifest.StoredFile dump =
        manifest.objects().stream()
            .findFirst()
            .orElseThrow(() -> corrupt("its manifest names no file"));
    if (storedBytes != dump.bytes()) {
      throw corrupt("it has %d bytes instead of %d".formatted(storedBytes, dump.bytes()));
    }
    if (!sha256.equals(dump.sha256())) {
      throw corrupt("its SHA-256 is %s instead of %s".formatted(sha256, dump.sha256()));
    }
    Manifest.Raw raw = manifest.raw();
    boolean sameDigest = !raw.digestAlgorithm().equals(algorithm) || raw.digest().equals(xxh3);
    if (rawBytes != raw.bytes() || !sameDigest) {
      throw corrupt(
          "it unpacks to %d bytes with xxh3 %s instead of %d with %s"
              .formatted(rawBytes, xxh3, raw.bytes(), raw.digest()));
    }
    if (!endMarker) {
      throw corrupt("its SQL ends without '%s'".formatted(EndMarkerStream.MARKER));
    }
  }

  private DumpwardenException corrupt(String why) {
    return new DumpwardenException(
        ErrorCode.BACKUP_CORRUPT, "%s is not the file of its manifest: %s".formatted(file, why));
  }

  private static void drain(InputStream sql, @Nullable DumpScan scan) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int n = sql.read(buffer, 0, BUFFER); n >= 0; n = sql.read(buffer, 0, BUFFER)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("it was broken off");
      }
      if (scan != null) {
        scan.see(buffer, 0, n);
      }
    }
  }

  /** Digests what is read, and tells how much that is. */
  private static final class Watched extends FilterInputStream {

    private final StoredDigest digest;
    private final LongConsumer progress;

    Watched(InputStream in, StoredDigest digest, LongConsumer progress) {
      super(in);
      this.digest = digest;
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      if (count > 0) {
        digest.write(bytes, offset, count);
        progress.accept(digest.bytes());
      }
      return count;
    }

    /** Some readers close what they read at its end, and more may lie behind. */
    @Override
    public void close() {}

    @Override
    public long skip(long count) {
      return 0;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
