package io.dumpwarden.restore;

import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.config.DumpManners;
import io.dumpwarden.dump.DumpEngine;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.dump.Source;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.engine.NativeEngine;
import io.dumpwarden.origin.FileSource;
import io.dumpwarden.origin.PackedDump;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.DumpPipeline;
import io.dumpwarden.pipeline.FanOut;
import io.dumpwarden.pipeline.FramedPipeline;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.memory.MemoryStorage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A dump by the native engine as a file, and its manifest beside it. */
public final class NativeFile {

  private static final Compression ZSTD = new Compression(Compression.Algorithm.ZSTD, 3);
  private static final ObjectKey KEY = ObjectKey.of("native.sql.zst");

  private NativeFile() {}

  public static FileSource of(Source server, Path folder, String... databases) throws Exception {
    Path file = write(server, folder, databases);
    return FileSource.of(file, Keyring.empty(), null);
  }

  /** Where it is, its manifest beside it. */
  public static Path write(Source server, Path folder, String... databases) throws Exception {
    List<Inventory> inventories = new ArrayList<>();
    for (String database : databases) {
      inventories.add(server.inventory(database));
    }
    DumpRequest request =
        new DumpRequest(
            server.login(),
            server.facts(),
            inventories,
            DumpRequest.What.ALL,
            new DumpRequest.How(ZSTD, 2, DumpManners.STANDARD),
            folder);
    NativeEngine engine =
        new NativeEngine(new ServerConnector(Duration.ofMinutes(1)), "0", InstantSource.system());
    return write(server, folder, request, engine);
  }

  /** The same by the stock dump program. */
  static FileSource byTool(Source server, Path folder, String database) throws Exception {
    DumpRequest request = server.request(database, folder);
    return FileSource.of(write(server, folder, request, server.dumper()), Keyring.empty(), null);
  }

  private static Path write(Source server, Path folder, DumpRequest request, DumpEngine engine)
      throws Exception {
    MemoryStorage storage = new MemoryStorage(InstantSource.system());
    DumpPipeline.Totals totals;
    try (OpenDump dump = engine.open(request)) {
      FanOut storages =
          new FanOut(
              Map.of(
                  "memory",
                  new FanOut.Target(
                      storage.open(KEY, OptionalLong.empty()), Duration.ofMinutes(1))));
      totals = totals(dump, storages);
      dump.prove();
      storages.commit();
    }
    Path file = folder.resolve("native.sql.zst");
    byte[] bytes;
    try (InputStream in = storage.read(KEY, 0)) {
      bytes = in.readAllBytes();
    }
    Files.write(file, bytes);
    Files.writeString(
        folder.resolve(file.getFileName() + KeyLayout.MANIFEST_SUFFIX),
        PackedDump.OURS.sign(manifest(server, request.inventories(), totals, bytes)));
    return file;
  }

  private static DumpPipeline.Totals totals(OpenDump dump, FanOut storages) throws Exception {
    DumpPipeline.Stages stages = new DumpPipeline.Stages(ZSTD, 1, StreamEncryption.NONE);
    var frames = dump.frames();
    return frames.isPresent()
        ? new FramedPipeline(stages, (raw, stored) -> {}).run(frames.get(), storages)
        : new DumpPipeline(stages, (raw, stored) -> {}).run(dump.stream(), dump.cuts(), storages);
  }

  private static Manifest manifest(
      Source server, List<Inventory> inventories, DumpPipeline.Totals totals, byte[] bytes)
      throws Exception {
    Instant at = Instant.parse("2026-11-21T12:00:00Z");
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    return new Manifest(
        1,
        "0195f0a1-2b3c-7def-8123-456789abcde0",
        "0195f0a1-2b3c-7def-8123-456789abcde1",
        "nightly",
        "daily",
        null,
        new Manifest.ServerIdentity(
            "source",
            server.login().host(),
            server.login().port(),
            server.login().flavor().id(),
            server.facts().version()),
        "shop",
        inventories.stream().map(Inventory::database).toList(),
        at,
        at,
        "native",
        "logical",
        new Manifest.Tool("native", "0", List.of()),
        List.of(new Manifest.StoredFile("native.sql.zst", bytes.length, sha256)),
        new Manifest.Raw(totals.rawBytes(), totals.digestAlgorithm(), totals.rawDigest()),
        totals.frames(),
        new Manifest.CompressionUsed("zstd", 3),
        null,
        null,
        null,
        inventories,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }
}
