package io.dumpwarden.backup;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.Manifest.CompressionUsed;
import io.dumpwarden.catalog.Manifest.Raw;
import io.dumpwarden.catalog.Manifest.ServerIdentity;
import io.dumpwarden.catalog.Manifest.StoredFile;
import io.dumpwarden.catalog.Manifest.Tool;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.DumpPipeline.Totals;
import java.time.Instant;
import java.util.List;

/** Fills in the manifest of a dump. */
final class ManifestOf {

  private static final int FORMAT_VERSION = 1;

  private ManifestOf() {}

  static Manifest dump(Attempt attempt, Dumped dumped, Instant finishedAt) {
    PreparedRun run = attempt.run();
    Totals totals = dumped.totals();
    return new Manifest(
        FORMAT_VERSION,
        attempt.backupId(),
        run.run().id(),
        run.schedule().name(),
        run.schedule().type().id(),
        null,
        server(run),
        List.of(attempt.database()),
        attempt.startedAt(),
        finishedAt,
        attempt.engine(),
        "logical",
        new Tool(
            "" + dumped.tool().path().getFileName(), dumped.tool().version(), dumped.options()),
        List.of(new StoredFile(attempt.key().value(), totals.storedBytes(), totals.sha256())),
        new Raw(totals.rawBytes(), "xxh3-64", totals.rawDigest()),
        compression(run.schedule().compression()),
        null,
        null,
        List.of(dumped.inventory()),
        dumped.warnings(),
        null);
  }

  private static ServerIdentity server(PreparedRun run) {
    return new ServerIdentity(
        run.server().name(),
        run.server().host(),
        run.server().port(),
        run.facts().flavor().id(),
        run.facts().version());
  }

  private static CompressionUsed compression(Compression compression) {
    return new CompressionUsed(compression.algorithm().id(), compression.level());
  }
}
