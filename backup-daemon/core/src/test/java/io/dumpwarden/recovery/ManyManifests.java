package io.dumpwarden.recovery;

import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A storage with as many backups as one likes, made when they are asked for. */
final class ManyManifests implements StorageProvider {

  static final Instant BEGAN = Instant.parse("2026-03-04T05:06:07.123456789Z");

  private final int count;
  private final int warnings;
  private final ManifestFormat format;
  private final String id = "0199%04x-0000-7000-8000-%012x";

  /** How many more manifests can be read before the storage goes away. */
  int reads = Integer.MAX_VALUE;

  /** What the dumps lack. */
  List<Manifest.Shortcoming> shortcomings = List.of();

  /**
   * @param warnings of 100 bytes each, that make the manifests long
   */
  ManyManifests(int count, int warnings, ManifestFormat format) {
    this.count = count;
    this.warnings = warnings;
    this.format = format;
  }

  String backupId(int number) {
    return id.formatted(1, number);
  }

  private ObjectKey key(int number) {
    String database = "db%05d".formatted(number % 1000);
    return KeyLayout.dumpKey(
        new KeyLayout.Folder("shop", "daily", database),
        KeyLayout.FileName.of(BEGAN.plusSeconds(number), id.formatted(2, number), ".zst"));
  }

  private String manifest(int number) {
    String database = "db%05d".formatted(number % 1000);
    Instant began = BEGAN.plusSeconds(number);
    return format.sign(
        new Manifest(
            1,
            backupId(number),
            id.formatted(2, number),
            "nightly",
            "daily",
            null,
            new Manifest.ServerIdentity("shop", "db.example.com", 3306, "mariadb", "11.4"),
            database,
            List.of(database),
            began,
            began.plusSeconds(5),
            "mysqldump",
            "logical",
            new Manifest.Tool("mariadb-dump", "11.4", List.of()),
            List.of(new Manifest.StoredFile(key(number).value(), 7, "ab".repeat(32))),
            new Manifest.Raw(9, "xxh3-64", "0123456789abcdef"),
            null,
            new Manifest.CompressionUsed("zstd", 3),
            null,
            null,
            null,
            List.of(),
            null,
            List.of(),
            List.of(),
            shortcomings,
            IntStream.range(0, warnings).mapToObj(i -> "w".repeat(100)).toList(),
            null));
  }

  @Override
  public Stream<StoredObject> list(String keyPrefix) {
    return IntStream.range(0, count)
        .boxed()
        .flatMap(
            n ->
                Stream.of(
                    new StoredObject(key(n), 7, BEGAN),
                    new StoredObject(KeyLayout.manifestKey(key(n)), 1, BEGAN)));
  }

  @Override
  public InputStream read(ObjectKey key, long offset) {
    if (reads-- <= 0) {
      throw new StorageException(StorageException.Kind.UNAVAILABLE, "the storage went away");
    }
    String run = KeyLayout.runId(key).orElseThrow();
    int number = Integer.parseInt(run.substring(run.length() - 8), 16);
    return new ByteArrayInputStream(manifest(number).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<StoredObject> stat(ObjectKey key) {
    return Optional.of(new StoredObject(key, 7, BEGAN));
  }

  @Override
  public String location() {
    return "many:";
  }

  @Override
  public StorageWriter open(ObjectKey key, OptionalLong expectedBytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(ObjectKey key) {
    throw new AssertionError("nothing is deleted: " + key);
  }

  @Override
  public List<PendingWrite> pendingWrites(String keyPrefix) {
    return List.of();
  }

  @Override
  public void discard(PendingWrite write) {
    throw new AssertionError("nothing is discarded: " + write);
  }

  @Override
  public OptionalLong freeBytes() {
    return OptionalLong.empty();
  }

  @Override
  public void check() {}

  @Override
  public void close() {}
}
