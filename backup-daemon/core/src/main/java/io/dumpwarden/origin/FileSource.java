package io.dumpwarden.origin;

import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestForm;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.script.ScriptTraits;
import io.dumpwarden.verify.FrameReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A plain file, with what lies beside it: manifest and accounts, found by their names. Needs
 * neither metadata store nor storages.
 */
public final class FileSource implements RestoreSource {

  private final Path file;
  private final Keyring keys;
  private final @Nullable Manifest manifest;
  private final List<String> warnings = new ArrayList<>();
  private @Nullable ScriptTraits traits;
  private @Nullable CheckedFile checked;
  private volatile @Nullable SqlStream open;

  private FileSource(Path file, Keyring keys, @Nullable Manifest manifest) {
    this.file = file;
    this.keys = keys;
    this.manifest = manifest;
  }

  /**
   * Finds the file and reads its manifest, where there is one.
   *
   * @param keys what it may be encrypted with
   * @param ours tells whether a manifest was signed by this installation; null where no master key
   *     is at hand
   * @throws DumpwardenException {@code NOT_FOUND}, {@code BACKUP_CORRUPT} for a manifest that is
   *     none
   */
  public static FileSource of(Path file, Keyring keys, @Nullable ManifestFormat ours) {
    if (!Files.isRegularFile(file)) {
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND, "there is no file %s".formatted(file), "check the path", null);
    }
    Path beside = file.resolveSibling(file.getFileName() + KeyLayout.MANIFEST_SUFFIX);
    if (!Files.exists(beside)) {
      FileSource source = new FileSource(file, keys, null);
      source.warnings.add(
          "there is no manifest %s: what the dump should hold is not known, and its SHA-256 neither"
              .formatted(beside.getFileName()));
      return source;
    }
    String json = text(beside);
    FileSource source = new FileSource(file, keys, parsed(beside, json));
    if (ours != null && !ours.isOurs(json)) {
      source.warnings.add(
          "manifest %s was not signed with the master key that is here: another installation made it, or somebody changed it"
              .formatted(beside.getFileName()));
    }
    return source;
  }

  @Override
  public String describe() {
    return file.toString();
  }

  @Override
  public List<String> databases() {
    if (manifest != null) {
      return manifest.databases();
    }
    // nothing but its own words says it
    return checked(bytes -> {}).databases();
  }

  @Override
  public Optional<Manifest> manifest() {
    return Optional.ofNullable(manifest);
  }

  @Override
  public List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    if (manifest != null) {
      all.addAll(manifest.warnings());
    }
    return List.copyOf(all);
  }

  @Override
  public long rawBytes() {
    if (manifest != null) {
      return manifest.raw().bytes();
    }
    return checked == null ? 0 : checked.rawBytes();
  }

  @Override
  public Optional<ScriptTraits> traits(boolean read) {
    if (traits == null && read) {
      try {
        traits = SqlStream.traits(open());
      } catch (IOException e) {
        throw new DumpwardenException(
            ErrorCode.BACKUP_CORRUPT,
            "%s cannot be read to its end: %s".formatted(file, e.getMessage()),
            e);
      }
    }
    return Optional.ofNullable(traits);
  }

  @Override
  public boolean isProvenWhole() {
    return manifest != null || checked != null && checked.endMarker();
  }

  /** Once: {@link #prove} tells whether the file was another one when it was loaded. */
  @Override
  public void check(LongConsumer progress) {
    checked(progress);
  }

  @Override
  public void check(List<Frame> needed, LongConsumer progress) {
    try {
      requireItsSize();
      frames().orElseThrow().prove(needed, progress);
    } catch (IOException e) {
      // damage is told otherwise
      throw new DumpwardenException(
          Thread.currentThread().isInterrupted()
              ? ErrorCode.CANCELLED
              : ErrorCode.STORAGE_UNAVAILABLE,
          "%s cannot be read: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  private void requireItsSize() throws IOException {
    long said = manifest == null ? 0 : manifest.objects().get(0).bytes();
    long found = Files.size(file);
    if (found != said) {
      throw new DumpwardenException(
          ErrorCode.BACKUP_CORRUPT,
          "%s is not the file of its manifest: it has %d bytes instead of %d"
              .formatted(file, found, said));
    }
  }

  @Override
  public Optional<FrameReader> frames() {
    if (manifest == null || manifest.index().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(FrameReader.of(new FileRanges(file), keys, manifest, describe()));
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "%s cannot be read: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  private CheckedFile checked(LongConsumer progress) {
    if (checked != null) {
      return checked;
    }
    CheckedFile found = CheckedFile.read(file, keys, manifest, progress);
    if (manifest != null) {
      found.require(manifest);
    } else if (!found.endMarker()) {
      warnings.add(
          "%s does not end with '-- Dump completed': without a manifest nobody can tell whether it is whole"
              .formatted(file));
    }
    checked = found;
    return found;
  }

  @Override
  public InputStream open() throws IOException {
    InputStream stored = Files.newInputStream(file);
    try {
      SqlStream stream = SqlStream.of(format().sql(stored, keys), manifest);
      open = stream;
      return stream;
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  /** That what was read now is what was read by {@link #check}. */
  @Override
  public void prove() {
    SqlStream stream = open;
    if (stream == null || checked == null) {
      throw new IllegalStateException("the file was not checked and read");
    }
    stream.requireSame(checked.rawBytes(), checked.xxh3(), describe());
  }

  @Override
  public Optional<InputStream> users() throws IOException {
    String name = KeyLayout.usersFileName("" + file.getFileName());
    Path users = file.resolveSibling(name);
    Optional<Manifest.StoredFile> recorded = recordedUsers();
    if (!Files.exists(users)) {
      if (recorded.isPresent()) {
        throw new DumpwardenException(
            ErrorCode.NOT_FOUND,
            "the manifest of %s names accounts, and there is no file %s".formatted(file, users),
            "put it back beside the dump, or restore without the accounts",
            null);
      }
      return Optional.empty();
    }
    UsersScript script = new UsersScript("the accounts in " + users);
    try (InputStream in = Files.newInputStream(users)) {
      byte[] stored =
          recorded.isPresent()
              ? script.same(in, recorded.get().bytes(), recorded.get().sha256())
              : script.bounded(in);
      InputStream plain = new FileFormat(name).sql(new ByteArrayInputStream(stored), keys);
      return Optional.of(new ByteArrayInputStream(script.whole(plain)));
    }
  }

  @Override
  public void close() {
    SqlStream stream = open;
    if (stream != null) {
      stream.close();
    }
  }

  private FileFormat format() {
    return new FileFormat("" + file.getFileName());
  }

  private Optional<Manifest.StoredFile> recordedUsers() {
    return manifest == null ? Optional.empty() : manifest.objects().stream().skip(1).findFirst();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.STORAGE_UNAVAILABLE, "%s cannot be read: %s".formatted(file, e), e);
    }
  }

  private static Manifest parsed(Path file, String json) {
    try {
      Manifest manifest = new ManifestFormat(bytes -> "").read(json);
      Optional<String> problem = ManifestForm.problemToRestore(manifest);
      if (problem.isPresent()) {
        throw noManifest(file + " is not a manifest to go by: " + problem.get(), null);
      }
      return manifest;
    } catch (IllegalArgumentException e) {
      throw noManifest("%s is %s".formatted(file, e.getMessage()), e);
    }
  }

  private static DumpwardenException noManifest(String message, @Nullable Exception cause) {
    return new DumpwardenException(
        ErrorCode.BACKUP_CORRUPT,
        message,
        "move it away to restore the dump without it: then less of the dump is proven",
        cause);
  }
}
