package io.dumpwarden.app;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Compressors;
import io.dumpwarden.restore.RestoreSource;
import io.dumpwarden.verify.CopyReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A backup's best copy, until its own room brings it. */
final class StoredSource implements RestoreSource {

  private final CopyReader copies;
  private final ManifestFormat manifests;
  private final Backup backup;
  private @Nullable Copy copy;

  StoredSource(CopyReader copies, ManifestFormat manifests, Backup backup) {
    this.copies = copies;
    this.manifests = manifests;
    this.backup = backup;
  }

  Copy copy() {
    return Objects.requireNonNull(copy);
  }

  @Override
  public String describe() {
    return "backup " + backup.id();
  }

  @Override
  public List<String> databases() {
    return backup.databases();
  }

  @Override
  public Optional<Manifest> manifest() {
    return Optional.ofNullable(backup.result()).map(facts -> manifests.read(facts.manifest()));
  }

  @Override
  public long rawBytes() {
    return backup.result() == null ? 0 : backup.result().rawBytes();
  }

  @Override
  public void check(LongConsumer progress) {
    copy = copies.firstGood(backup);
  }

  @Override
  public InputStream open() throws IOException {
    return Compressors.decompress(
        Compression.Algorithm.of(manifest().orElseThrow().compression().algorithm()),
        copies.open(copy(), Objects.requireNonNull(backup.result())));
  }

  @Override
  public void prove() {}

  @Override
  public Optional<InputStream> users() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
