package io.dumpwarden.origin;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Compressors;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.script.ScriptTraits;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.verify.CopyReader;
import io.dumpwarden.verify.FrameReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A stored backup, read from its best copy: a local one before others, and only a proven one. */
public final class BackupSource implements RestoreSource {

  private final CopyReader copies;
  private final Backup backup;
  private final DumpFacts facts;
  private final Manifest manifest;
  private final List<String> broken = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private @Nullable ScriptTraits traits;
  private volatile @Nullable Copy copy;
  private volatile @Nullable SqlStream open;

  /**
   * @param manifests reads the manifest on record
   * @throws DumpwardenException {@code NO_GOOD_COPY} for a backup that never came to its end
   */
  public BackupSource(CopyReader copies, ManifestFormat manifests, Backup backup) {
    DumpFacts result = backup.result();
    if (result == null) {
      throw new DumpwardenException(
          ErrorCode.NO_GOOD_COPY,
          "backup %s is %s: there is nothing to restore"
              .formatted(backup.id(), backup.status().id()));
    }
    this.copies = copies;
    this.backup = backup;
    this.facts = result;
    this.manifest = manifests.read(result.manifest());
    manifest
        .problemWithIndex()
        .ifPresent(why -> warnings.add("its index is left aside, it is read as a whole: " + why));
  }

  /** The copy that is read; empty before {@link #check}. */
  public Optional<Copy> copy() {
    return Optional.ofNullable(copy);
  }

  @Override
  public Optional<String> storage() {
    return copy().map(Copy::storage);
  }

  @Override
  public String describe() {
    return "backup %s of %s on %s%s"
        .formatted(
            backup.id(),
            backup.title(),
            backup.server(),
            copy().map(c -> ", copy on " + c.storage()).orElse(""));
  }

  @Override
  public List<String> databases() {
    return backup.databases();
  }

  @Override
  public Optional<Manifest> manifest() {
    return Optional.of(manifest);
  }

  @Override
  public List<String> warnings() {
    List<String> all = new ArrayList<>(manifest.warnings());
    all.addAll(warnings);
    return all;
  }

  @Override
  public long rawBytes() {
    return facts.rawBytes();
  }

  @Override
  public Optional<ScriptTraits> traits(boolean read) {
    if (traits == null && read) {
      if (copy == null) {
        check(bytes -> {});
      }
      try {
        traits = SqlStream.traits(open());
      } catch (IOException e) {
        throw new DumpwardenException(
            ErrorCode.BACKUP_CORRUPT,
            "%s cannot be read to its end: %s".formatted(describe(), e.getMessage()),
            e);
      }
    }
    return Optional.ofNullable(traits);
  }

  @Override
  public void check(LongConsumer progress) {
    copy = copies.firstGood(unbroken());
    progress.accept(facts.storedBytes());
  }

  @Override
  public void check(List<Frame> needed, LongConsumer progress) {
    copy = copies.firstGood(unbroken(), manifest, needed, progress);
  }

  @Override
  public Optional<FrameReader> frames() {
    if (manifest.index().isEmpty()) {
      return Optional.empty();
    }
    Copy chosen = copy().orElseGet(() -> copies.firstGood(unbroken()));
    copy = chosen;
    try {
      return Optional.of(copies.frames(chosen, manifest));
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "%s cannot be read: %s".formatted(describe(), e.getMessage()),
          e);
    }
  }

  /** From the checked copy; where its first bytes cannot be read now, from the next good one. */
  @Override
  public InputStream open() {
    while (true) {
      Copy chosen = copy().orElseGet(() -> copies.firstGood(unbroken()));
      copy = chosen;
      try {
        SqlStream stream = SqlStream.of(sql(chosen), manifest);
        open = stream;
        return stream;
      } catch (StorageException | DumpwardenException | IOException e) {
        broken.add(chosen.id());
        warnings.add(
            "copy %s on storage %s was good when it was checked and is not any more: %s"
                .formatted(chosen.key(), chosen.storage(), e.getMessage()));
        copy = null;
      }
    }
  }

  @Override
  public void prove() {
    SqlStream stream = open;
    if (stream == null) {
      throw new IllegalStateException("nothing was read");
    }
    stream.requireSame(facts.rawBytes(), facts.rawDigest(), describe());
  }

  @Override
  public Optional<InputStream> users() throws IOException {
    Copy from = copy().orElseGet(() -> copies.firstGood(backup));
    copy = from;
    String key = KeyLayout.usersKey(new ObjectKey(from.key())).value();
    Optional<Manifest.StoredFile> file =
        manifest.objects().stream().filter(f -> f.key().equals(key)).findFirst();
    return file.isEmpty() ? Optional.empty() : Optional.of(users(from.at(key), file.get()));
  }

  @Override
  public void close() {
    SqlStream stream = open;
    if (stream != null) {
      stream.close();
    }
  }

  private InputStream users(Copy beside, Manifest.StoredFile file) throws IOException {
    UsersScript script = new UsersScript("the accounts beside " + describe());
    try (InputStream stored = copies.open(beside, facts)) {
      // what was encrypted is authenticated, and its stored bytes are not to be had here
      byte[] packed =
          manifest.encryption() == null
              ? script.same(stored, file.bytes(), file.sha256())
              : script.bounded(stored);
      InputStream plain = Compressors.decompress(algorithm(), new ByteArrayInputStream(packed));
      return new ByteArrayInputStream(script.whole(plain));
    }
  }

  private InputStream sql(Copy from) throws IOException {
    InputStream stored = copies.open(from, facts);
    try {
      return Compressors.decompress(algorithm(), stored);
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  private Compression.Algorithm algorithm() {
    return Compression.Algorithm.of(manifest.compression().algorithm());
  }

  private Backup unbroken() {
    return backup.with(
        backup.copies().stream().filter(each -> !broken.contains(each.id())).toList());
  }
}
