package io.dumpwarden.verify;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Compressors;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StoredObject;
import io.dumpwarden.verify.Finding.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Reads one object once, from its first byte to its last: the stored bytes are held against their
 * SHA-256, and what they hold is decrypted and decompressed to its end. Whether the key is wrong or
 * the file damaged is told by the SHA-256, whatever decryption says.
 */
final class ObjectCheck {

  /** What is to be found in what is packed. Reads to the end. */
  interface Contents {

    /**
     * @return what is wrong; empty where nothing is
     */
    Optional<String> problemWith(InputStream raw) throws IOException;
  }

  /** What the object is to be, and how it is packed. */
  record Expected(Part part, Manifest.StoredFile file, Manifest manifest) {}

  private final StorageProvider provider;
  private final Keyring keys;
  private final RateLimit rate;

  ObjectCheck(StorageProvider provider, Keyring keys, RateLimit rate) {
    this.provider = provider;
    this.keys = keys;
    this.rate = rate;
  }

  /**
   * @param also gets the stored bytes too; what it throws is thrown on
   * @throws DumpwardenException {@code CANCELLED} where the thread is interrupted, {@code
   *     METADATA_UNAVAILABLE}
   */
  Finding read(Expected expected, Contents contents, OutputStream also) {
    ObjectKey key = new ObjectKey(expected.file().key());
    try (InputStream source = provider.read(key, 0)) {
      return read(new StoredBytes(source, also, rate), expected, contents);
    } catch (StorageException e) {
      return e.kind() == Kind.MISSING ? gone(key, expected.part()) : noVerdict(e);
    } catch (IOException e) {
      return noVerdict(e);
    }
  }

  private Finding read(StoredBytes stored, Expected expected, Contents contents)
      throws IOException {
    Finding unpacked;
    try {
      unpacked = unpack(stored, expected, contents);
      stored.drain();
    } catch (IOException | RuntimeException e) {
      if (stored.failure() == null) {
        throw e;
      }
      return noVerdict(stored.failure());
    }
    return stored.failure() == null
        ? differences(stored, expected).orElse(unpacked)
        : noVerdict(stored.failure());
  }

  private Finding unpack(StoredBytes stored, Expected expected, Contents contents)
      throws IOException {
    try (InputStream opened = opened(stored, expected.manifest());
        InputStream raw = Compressors.decompress(algorithm(expected.manifest()), opened)) {
      return contents
          .problemWith(raw)
          .map(why -> Finding.corrupt(expected.part(), why))
          .orElseGet(() -> Finding.good(Finding.State.VERIFIED));
    } catch (DumpwardenException e) {
      return unopened(e, expected.part());
    } catch (IOException e) {
      if (stored.failure() != null) {
        throw e;
      }
      return Finding.corrupt(expected.part(), "it cannot be read to its end: " + e.getMessage());
    }
  }

  private InputStream opened(InputStream stored, Manifest manifest) throws IOException {
    return manifest.encryption() == null ? stored : keys.decrypt(stored).stream();
  }

  private static Compression.Algorithm algorithm(Manifest manifest) {
    return Compression.Algorithm.of(manifest.compression().algorithm());
  }

  private static Finding unopened(DumpwardenException e, Part part) {
    return switch (e.code()) {
      case CANCELLED, METADATA_UNAVAILABLE -> throw e;
      case BACKUP_CORRUPT -> Finding.corrupt(part, "" + e.getMessage());
      case KEY_MISSING, KEY_WRONG, SECRET_UNREADABLE -> Finding.unreadable("" + e.getMessage());
      default -> Finding.unchecked("" + e.getMessage());
    };
  }

  private Optional<Finding> differences(StoredBytes stored, Expected expected) {
    Manifest.StoredFile file = expected.file();
    if (stored.bytes() != file.bytes()) {
      return Optional.of(otherSize(stored.bytes(), expected));
    }
    String found = stored.sha256();
    return found.equals(file.sha256())
        ? Optional.empty()
        : Optional.of(
            Finding.corrupt(
                expected.part(),
                "its SHA-256 is %s instead of %s".formatted(found, file.sha256())));
  }

  /** A connection that ended early is no verdict on what is stored. */
  private Finding otherSize(long read, Expected expected) {
    Manifest.StoredFile file = expected.file();
    long stored = provider.stat(new ObjectKey(file.key())).map(StoredObject::bytes).orElse(read);
    return stored == read
        ? Finding.corrupt(
            expected.part(), "%d bytes are there instead of %d".formatted(read, file.bytes()))
        : Finding.unchecked(
            "the storage gave %d bytes, and says that it has %d".formatted(read, stored));
  }

  /** Missing only where the storage proves to be the one that it is to be. */
  private Finding gone(ObjectKey key, Part part) {
    return absence(provider, key)
        .map(Finding::unchecked)
        .orElseGet(
            () ->
                part == Part.DUMP
                    ? Finding.missing()
                    : Finding.corrupt(part, "%s is not there".formatted(key.fileName())));
  }

  /** Why it cannot be said that an object is not there; empty where it can. */
  static Optional<String> absence(StorageProvider provider, ObjectKey key) {
    try {
      provider.check();
      return provider.stat(key).map(there -> key.fileName() + " came back while it was looked at");
    } catch (StorageException e) {
      return Optional.of("" + e.getMessage());
    }
  }

  /**
   * @throws DumpwardenException {@code CANCELLED} where that is why the storage gave up
   */
  static Finding noVerdict(Exception e) {
    StoredBytes.requireNotInterrupted();
    return Finding.unchecked("the storage did not let it be read: " + e.getMessage());
  }

  /** For what nobody else wants to have. */
  static OutputStream toNobody() {
    return OutputStream.nullOutputStream();
  }

  static boolean endsTheWork(DumpwardenException e) {
    return e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.METADATA_UNAVAILABLE;
  }
}
