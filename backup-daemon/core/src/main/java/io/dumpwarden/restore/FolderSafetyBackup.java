package io.dumpwarden.restore;

import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.DumpManners;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.origin.ServerSource;
import io.dumpwarden.pipeline.ByteCounts;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.DumpPipeline;
import io.dumpwarden.pipeline.FanOut;
import io.dumpwarden.pipeline.FrameSource;
import io.dumpwarden.pipeline.FramedPipeline;
import io.dumpwarden.pipeline.LaneResult;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Unproven;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Keeps databases as a file in a folder, with its manifest beside it: for a target that no
 * configured server is, or a process without a metadata store. The file restores by {@code
 * dumpwarden restore FILE}, or by {@code zstd -dc FILE | mariadb}.
 */
public final class FolderSafetyBackup implements SafetyBackup {

  /**
   * Where it goes.
   *
   * @param storage the folder
   * @param path the same, for people
   * @param manifests signs the manifest
   */
  public record Folder(StorageProvider storage, Path path, ManifestFormat manifests) {}

  private static final Compression COMPRESSION =
      new Compression(Compression.Algorithm.ZSTD, Compression.Algorithm.ZSTD.defaultLevel());

  /** One connection is enough for an index, by which several restore it. */
  private static final DumpRequest.How HOW =
      new DumpRequest.How(COMPRESSION, 1, DumpManners.STANDARD);

  private static final Duration STALL_LIMIT = Duration.ofMinutes(10);
  private static final String TYPE = "manual";

  private final RestoreTarget target;
  private final ServerSource.Tools tools;
  private final Folder folder;
  private final InstantSource clock;

  public FolderSafetyBackup(
      RestoreTarget target, ServerSource.Tools tools, Folder folder, InstantSource clock) {
    this.target = target;
    this.tools = tools;
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public Kept take(String restoreId, List<String> databases, LongConsumer progress) {
    ServerSource.What what =
        new ServerSource.What(target.name(), target.login(), databases, DumpOptionSet.NONE);
    try (ServerSource source = ServerSource.look(what, tools)) {
      requireSight(source);
      ObjectKey key = key(restoreId, databases);
      Instant startedAt = clock.instant();
      DumpPipeline.Totals totals = dump(source, key, progress);
      writeManifest(key, manifest(restoreId, source, key, totals, startedAt));
      Path file = folder.path().resolve(key.value());
      return new Kept(file.toString(), "file " + file);
    } catch (DumpwardenException e) {
      throw failed(databases, e.getMessage(), e);
    } catch (StorageException | IOException e) {
      throw failed(databases, e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(databases, "it was interrupted", e);
    }
  }

  /** What the account does not see would be gone. */
  private static void requireSight(ServerSource source) {
    List<String> unproven = source.unproven().stream().map(Unproven::warning).toList();
    if (!unproven.isEmpty()) {
      throw new DumpwardenException(ErrorCode.OBJECTS_UNPROVEN, String.join(" ", unproven));
    }
  }

  private DumpPipeline.Totals dump(ServerSource source, ObjectKey key, LongConsumer progress)
      throws IOException, InterruptedException {
    StorageWriter writer = folder.storage().open(key, OptionalLong.empty());
    FanOut out = new FanOut(Map.of("", new FanOut.Target(writer, STALL_LIMIT)));
    boolean proven = false;
    try {
      DumpPipeline.Stages stages = new DumpPipeline.Stages(COMPRESSION, 1, StreamEncryption.NONE);
      ByteCounts counts = (raw, stored) -> progress.accept(raw);
      OpenDump dump = source.dump(HOW);
      Optional<FrameSource> frames = dump.frames();
      DumpPipeline.Totals totals =
          frames.isPresent()
              ? new FramedPipeline(stages, counts).run(frames.get(), out)
              : new DumpPipeline(stages, counts).run(dump.stream(), dump.cuts(), out);
      source.prove();
      for (LaneResult result : out.commit().values()) {
        if (result instanceof LaneResult.Failed refused) {
          throw refused.failure();
        }
      }
      proven = true;
      return totals;
    } finally {
      if (!proven) {
        out.abort("the dump failed");
      }
    }
  }

  private void writeManifest(ObjectKey dump, Manifest manifest) {
    byte[] json = folder.manifests().sign(manifest).getBytes(StandardCharsets.UTF_8);
    try (StorageWriter writer =
        folder.storage().open(KeyLayout.manifestKey(dump), OptionalLong.of(json.length))) {
      writer.write(json, 0, json.length);
      writer.commit();
    } catch (StorageException e) {
      folder.storage().delete(dump);
      throw e;
    }
  }

  private ObjectKey key(String restoreId, List<String> databases) {
    KeyLayout.Folder where = new KeyLayout.Folder(target.name(), TYPE, scope(databases));
    return KeyLayout.flatDumpKey(
        where,
        new KeyLayout.FileName(
            clock.instant(),
            restoreId,
            "before-restore",
            null,
            COMPRESSION.algorithm().extension()));
  }

  private static String scope(List<String> databases) {
    return databases.size() == 1 ? databases.get(0) : "combined";
  }

  private Manifest manifest(
      String restoreId,
      ServerSource source,
      ObjectKey key,
      DumpPipeline.Totals totals,
      Instant startedAt) {
    ServerSource.Made made = source.made();
    return new Manifest(
        1,
        restoreId,
        restoreId,
        TYPE,
        TYPE,
        "before-restore",
        new Manifest.ServerIdentity(
            target.name(),
            target.login().host(),
            target.login().port(),
            made.survey().server().flavor().id(),
            made.survey().server().version()),
        scope(source.databases()),
        source.databases(),
        startedAt,
        clock.instant(),
        made.engine(),
        "logical",
        made.tool(),
        List.of(new Manifest.StoredFile(key.value(), totals.storedBytes(), totals.sha256())),
        new Manifest.Raw(totals.rawBytes(), totals.digestAlgorithm(), totals.rawDigest()),
        totals.frames().isEmpty() ? null : totals.frames(),
        new Manifest.CompressionUsed(COMPRESSION.algorithm().id(), COMPRESSION.level()),
        null,
        made.position(),
        null,
        made.survey().inventories().stream().map(Inventory::withoutOwn).toList(),
        contents(),
        made.survey().brokenViews(),
        List.of(),
        List.of(),
        made.warnings(),
        null);
  }

  private static Manifest.Contents contents() {
    return new Manifest.Contents(DumpContents.ALL.structureOnly(), List.of(), List.of());
  }

  private DumpwardenException failed(List<String> databases, String why, Throwable cause) {
    return new DumpwardenException(
        ErrorCode.SAFETY_BACKUP_FAILED,
        "%s on %s cannot be kept in %s before the restore: %s"
            .formatted(String.join(", ", databases), target.name(), folder.path(), why),
        cause);
  }
}
