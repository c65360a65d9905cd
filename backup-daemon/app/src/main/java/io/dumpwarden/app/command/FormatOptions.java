package io.dumpwarden.app.command;

import io.dumpwarden.app.GivenKey;
import io.dumpwarden.storage.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** In which form a backup is made. */
final class FormatOptions {

  @Option(
      names = "--compress-type",
      paramLabel = "TYPE",
      description = "zstd, gzip, pgzip, xz, zlib or none; zstd where not given.")
  private @Nullable String compressType;

  @Option(
      names = "--compress-level",
      paramLabel = "N",
      description = "Its level: zstd 1 to 22, gzip, pgzip, zlib 1 to 9, xz 0 to 9.")
  private @Nullable String compressLevel;

  @Option(
      names = "--encryption",
      paramLabel = "none|aes-256-gcm|age",
      description = "Encryption; none where not given.")
  private @Nullable String encryption;

  @Option(
      names = "--encryption-key-file",
      paramLabel = "FILE",
      description = "Its key, read from this file; the current one where not given.")
  private @Nullable String keyFile;

  @Option(
      names = "--key-id",
      paramLabel = "NAME",
      description =
          "Its key by name; with a key file, the id of the key in it: the file's name where not given.")
  private @Nullable String keyId;

  @Option(
      names = "--dump-option",
      paramLabel = "NAME=VALUE",
      description = "What the dump tool is told besides; repeatable.")
  private List<String> dumpOptions = new ArrayList<>();

  @Option(
      names = "--filename",
      paramLabel = "TEXT",
      description = "What file names begin with, instead of the database.")
  private @Nullable String fileName;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description =
          "Connections. Native: for each database, by default as many as processors, at most 4. mysqldump: databases at a time, by default 1.")
  private @Nullable String parallel;

  @Option(
      names = "--engine",
      paramLabel = "auto|native|mysqldump",
      description =
          "What dumps; auto where not given: native, but for dump options that only MySQL's program has.")
  private @Nullable String engine;

  @Mixin private PaceOptions pace;

  void into(SpecWords spec) {
    if (keyFile != null && (encryption == null || encryption.equalsIgnoreCase("none"))) {
      throw new IllegalArgumentException(
          "--encryption-key-file is given, but no --encryption that it is the key of");
    }
    spec.put("compress_type", compressType)
        .put("compress_level", compressLevel)
        .put("encryption", encryption)
        .put("encryption_key", givenId())
        .list("dump_options", dumpOptions)
        .put("file_name", fileName)
        .put("parallel_dumps", parallel)
        .put("engine", engine);
    pace.into(spec);
  }

  /** The key that a file gives; empty where none is named. */
  Optional<GivenKey> key() {
    return Optional.ofNullable(keyFile)
        .map(file -> new GivenKey("" + givenId(), Secret.of(text(file))));
  }

  /** Whoever has the file could read what an empty key encrypted. */
  private static String text(String file) {
    String text = SecretInput.file(file);
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "--encryption-key-file: there is no key in file '%s'".formatted(file));
    }
    return text;
  }

  /** As restore and decrypt name a key that a file gives. */
  private @Nullable String givenId() {
    return keyId == null && keyFile != null ? "" + Path.of(keyFile).getFileName() : keyId;
  }
}
