package io.dumpwarden.backup;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.Manifest.CompressionUsed;
import io.dumpwarden.catalog.Manifest.Contents;
import io.dumpwarden.catalog.Manifest.EncryptionUsed;
import io.dumpwarden.catalog.Manifest.Raw;
import io.dumpwarden.catalog.Manifest.ServerIdentity;
import io.dumpwarden.catalog.Manifest.StoredFile;
import io.dumpwarden.catalog.Manifest.Tool;
import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.DumpPipeline.Totals;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.snapshot.SnapshotFacts;
import io.dumpwarden.source.Inventory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills in the manifest of a dump. */
final class ManifestOf {

  private static final int FORMAT_VERSION = 1;

  private ManifestOf() {}

  static Manifest dump(
      Attempt attempt, Dumped dumped, Optional<PackedFile> users, Instant finishedAt) {
    PreparedRun run = attempt.run();
    Totals totals = dumped.totals();
    return new Manifest(
        FORMAT_VERSION,
        attempt.backupId(),
        run.run().id(),
        run.schedule().name(),
        run.schedule().type().id(),
        run.run().request().ticket(),
        server(run),
        attempt.unit().scope(),
        attempt.unit().databases(),
        attempt.startedAt(),
        finishedAt,
        attempt.engine().name(),
        "logical",
        new Tool(
            "" + dumped.by().tool().path().getFileName(),
            dumped.by().tool().version(),
            dumped.by().options()),
        objects(
            new StoredFile(attempt.key().value(), totals.storedBytes(), totals.sha256()), users),
        new Raw(
            totals.rawBytes(), totals.digestAlgorithm(), totals.rawDigest(), dumped.seen().rows()),
        totals.frames().isEmpty() ? null : totals.frames(),
        compression(run.spec().compression()),
        encryption(run.encryption()),
        dumped.seen().position(),
        snapshot(dumped.seen().snapshot()),
        dumped.before().survey().inventories().stream().map(Inventory::withoutOwn).toList(),
        contents(run.spec().contents()),
        dumped.before().survey().brokenViews(),
        dumped.lacks().objects(),
        dumped.lacks().shortcomings().stream().map(ManifestOf::shortcoming).toList(),
        dumped.by().warnings(),
        null);
  }

  /** The dump first. */
  private static List<StoredFile> objects(StoredFile dump, Optional<PackedFile> users) {
    return Stream.concat(Stream.of(dump), users.map(PackedFile::stored).stream()).toList();
  }

  private static ServerIdentity server(PreparedRun run) {
    return new ServerIdentity(
        run.server().name(),
        run.server().host(),
        run.server().port(),
        run.facts().flavor().id(),
        run.facts().version());
  }

  private static Manifest.Shortcoming shortcoming(Shortcoming lack) {
    return new Manifest.Shortcoming(lack.code().code(), lack.message());
  }

  private static Manifest.@Nullable SnapshotTaken snapshot(@Nullable SnapshotFacts facts) {
    return facts == null
        ? null
        : new Manifest.SnapshotTaken(
            facts.lock().id(),
            facts.lockMillis(),
            facts.waitMillis(),
            facts.connections(),
            facts.definitionsLocked());
  }

  private static Contents contents(DumpContents contents) {
    return new Contents(
        contents.structureOnly(),
        contents.excludeTables().stream().map(TableGlob::toString).toList(),
        contents.excludeTableData().stream().map(TableGlob::toString).toList());
  }

  private static @Nullable EncryptionUsed encryption(StreamEncryption encryption) {
    return encryption == StreamEncryption.NONE
        ? null
        : new EncryptionUsed(encryption.algorithm(), encryption.keyId());
  }

  private static CompressionUsed compression(Compression compression) {
    return new CompressionUsed(compression.algorithm().id(), compression.level());
  }
}
