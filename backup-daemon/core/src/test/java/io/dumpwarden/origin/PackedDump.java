package io.dumpwarden.origin;

import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Compression.Algorithm;
import io.dumpwarden.pipeline.DumpPipeline;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FramedFile;
import io.dumpwarden.pipeline.RawDigest;
import io.dumpwarden.pipeline.StreamEncryption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dump as a backup leaves it in a folder: its file, and beside it manifest and accounts. */
public record PackedDump(Path folder, Algorithm compression, StreamEncryption encryption) {

  public static final ManifestFormat OURS = new ManifestFormat(bytes -> "ours" + bytes.length);

  public static PackedDump plain(Path folder, Algorithm compression) {
    return new PackedDump(folder, compression, StreamEncryption.NONE);
  }

  static PackedDump encrypted(
      Path folder, Algorithm compression, Keyring keys, EncryptionChoice.Type type, String id) {
    return new PackedDump(folder, compression, keys.encryption(new EncryptionChoice(type, id)));
  }

  String fileName() {
    return "shop_20261121T120000Z.sql" + compression.extension() + encryption.extension();
  }

  /** The dump alone. */
  Path write(String sql) throws IOException {
    return Files.write(folder.resolve(fileName()), packed(sql));
  }

  /**
   * The dump and its manifest.
   *
   * @param users the script of accounts; null for none
   */
  public Path writeAll(String sql, @Nullable String users) throws Exception {
    Path file = write(sql);
    List<Manifest.StoredFile> objects = new ArrayList<>(List.of(stored(file)));
    if (users != null) {
      String name = KeyLayout.usersFileName(fileName());
      objects.add(stored(Files.write(folder.resolve(name), packed(users))));
    }
    Manifest manifest = manifest(sql, objects);
    Files.writeString(folder.resolve(fileName() + KeyLayout.MANIFEST_SUFFIX), OURS.sign(manifest));
    return file;
  }

  /** The dump with each line a frame, and its manifest. */
  Path writeFramed(String sql) throws Exception {
    Compression how = new Compression(compression, compression.defaultLevel());
    FramedFile framed = FramedFile.ofLines(sql, new DumpPipeline.Stages(how, 1, encryption));
    Path file = Files.write(folder.resolve(fileName()), framed.bytes());
    DumpPipeline.Totals totals = framed.totals();
    Manifest manifest =
        manifest(
            new Manifest.Raw(totals.rawBytes(), totals.digestAlgorithm(), totals.rawDigest()),
            totals.frames(),
            List.of(stored(file)));
    Files.writeString(folder.resolve(fileName() + KeyLayout.MANIFEST_SUFFIX), OURS.sign(manifest));
    return file;
  }

  private byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Compression how = new Compression(compression, compression.defaultLevel());
    try (OutputStream out = new DumpPipeline.Stages(how, 1, encryption).over(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static Manifest.StoredFile stored(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    return new Manifest.StoredFile("" + file.getFileName(), bytes.length, sha256);
  }

  private Manifest manifest(String sql, List<Manifest.StoredFile> objects) throws IOException {
    byte[] raw = sql.getBytes(StandardCharsets.UTF_8);
    RawDigest digest = new RawDigest(new ByteArrayInputStream(raw));
    digest.transferTo(OutputStream.nullOutputStream());
    return manifest(new Manifest.Raw(raw.length, "xxh3-64", digest.hex()), null, objects);
  }

  private Manifest manifest(
      Manifest.Raw raw, @Nullable List<Frame> frames, List<Manifest.StoredFile> objects) {
    Instant at = Instant.parse("2026-11-21T12:00:00Z");
    return new Manifest(
        1,
        "0195f0a1-2b3c-7def-8123-456789abcde0",
        "0195f0a1-2b3c-7def-8123-456789abcde1",
        "nightly",
        "daily",
        null,
        new Manifest.ServerIdentity("shop", "db", 3306, "mariadb", "11.4.5-MariaDB"),
        "shop",
        List.of("shop"),
        at,
        at,
        "mysqldump",
        "logical",
        new Manifest.Tool("mariadb-dump", "11.4.5", List.of()),
        objects,
        raw,
        frames,
        new Manifest.CompressionUsed(compression.id(), compression.defaultLevel()),
        encryption == StreamEncryption.NONE
            ? null
            : new Manifest.EncryptionUsed(encryption.algorithm(), encryption.keyId()),
        null,
        null,
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }
}
