package io.dumpwarden.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.accounts.AccountScript;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.config.EncryptionChoice.Type;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Compression.Algorithm;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A dump's file without any metadata store. */
class FileSourceTest {

  private static final String SQL =
      """
      -- MariaDB dump 10.19-11.4.5-MariaDB
      CREATE DATABASE `shop`;
      USE `shop`;
      CREATE TABLE `t` (`a` int);
      INSERT INTO `t` VALUES (1),(2);
      -- Dump completed on 2026-11-21
      """;
  private static final String USERS =
      "CREATE USER IF NOT EXISTS `a`@`%`;\n" + AccountScript.END_MARKER + "\n";
  private static final String KEY = "k1";

  private final Keyring keys = Keyring.empty().with(KEY, Secret.of("a long enough passphrase"));

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void readsEveryCompressionPlainAndEncrypted(Algorithm algorithm) throws Exception {
    for (Type type : Type.values()) {
      Path there = Files.createDirectories(folder.resolve(type.id()));
      PackedDump dump =
          type == Type.NONE
              ? PackedDump.plain(there, algorithm)
              : PackedDump.encrypted(there, algorithm, keys, type, KEY);
      Path file = dump.writeAll(SQL, USERS);
      FileSource source = FileSource.of(file, keys, PackedDump.OURS);

      assertThat(load(source)).isEqualTo(SQL);
      assertThat(source.warnings()).isEmpty();
      assertThat(source.databases()).containsExactly("shop");
      assertThat(source.rawBytes()).isEqualTo(SQL.length());
      assertThat(users(source)).isEqualTo(USERS);

      Files.delete(there.resolve(dump.fileName() + KeyLayout.MANIFEST_SUFFIX));
      Path silent = Files.move(file, there.resolve("dump"));
      FileSource unnamed = FileSource.of(silent, keys, null);
      assertThat(load(unnamed)).as("by its first bytes").isEqualTo(SQL);
    }
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void oneInFramesIsReadAndItsDamageFoundOut(Algorithm algorithm) throws Exception {
    Path file =
        PackedDump.encrypted(folder, algorithm, keys, Type.AES_256_GCM, KEY).writeFramed(SQL);
    assertThat(load(FileSource.of(file, keys, PackedDump.OURS))).isEqualTo(SQL);

    Path plain = PackedDump.plain(folder, algorithm).writeFramed(SQL);
    FileSource source = FileSource.of(plain, keys, PackedDump.OURS);
    assertThat(load(source)).isEqualTo(SQL);
    // as many bytes of SQL, and every frame's own checksum right
    PackedDump.plain(Files.createDirectories(folder.resolve("other")), algorithm)
        .writeFramed(SQL.replace("(1),(2)", "(1),(3)"));
    Files.copy(
        folder.resolve("other").resolve(plain.getFileName()),
        plain,
        StandardCopyOption.REPLACE_EXISTING);
    source.open().readAllBytes();
    assertThatThrownBy(source::prove)
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_CORRUPT));
  }

  @Test
  void anIndexThatWasPlantedIsNotBelieved() throws Exception {
    Path file = PackedDump.plain(folder, Algorithm.ZSTD).writeFramed(SQL);
    Path beside = folder.resolve(file.getFileName() + KeyLayout.MANIFEST_SUFFIX);
    String json = Files.readString(beside);
    Manifest good = PackedDump.OURS.read(json);
    Frame last = good.frames().get(good.frames().size() - 1);

    for (String planted :
        List.of(
            json.replaceFirst("\"objects\"\\s*:\\s*\\[[^\\]]*\\]", "\"objects\":[]"),
            json.replace(last.digest(), good.frames().get(0).digest()))) {
      assertThat(planted).isNotEqualTo(json);
      Files.writeString(beside, planted);
      assertThatThrownBy(() -> FileSource.of(file, keys, PackedDump.OURS))
          .isInstanceOfSatisfying(
              DumpwardenException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_CORRUPT))
          .hasMessageContaining("not a manifest to go by");
    }
  }

  @Test
  void whoReadsAFewFramesLooksAtTheFilesSizeToo() throws Exception {
    Path file = PackedDump.plain(folder, Algorithm.ZSTD).writeFramed(SQL);
    FileSource source = FileSource.of(file, keys, PackedDump.OURS);
    List<Frame> first = source.manifest().orElseThrow().frames().subList(0, 1);
    source.check(first, bytes -> {});
    cut(file);

    assertThatThrownBy(() -> source.check(first, bytes -> {}))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_CORRUPT))
        .hasMessageContaining("instead of");
    Files.delete(file);
    assertThatThrownBy(() -> source.check(first, bytes -> {}))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE));
  }

  @Test
  void withoutAManifestTheDumpItselfSaysWhatItHolds() throws Exception {
    Path file = PackedDump.plain(folder, Algorithm.GZIP).write(SQL);
    AtomicLong read = new AtomicLong();

    FileSource source = FileSource.of(file, Keyring.empty(), PackedDump.OURS);
    source.check(read::set);

    assertThat(read.get()).isEqualTo(Files.size(file));
    assertThat(source.databases()).containsExactly("shop");
    assertThat(source.manifest()).isEmpty();
    assertThat(source.users()).isEmpty();
    assertThat(source.rawBytes()).isEqualTo(SQL.length());
    assertThat(source.warnings()).singleElement().asString().contains("there is no manifest");
  }

  @Test
  void withoutAManifestAMissingEndIsAWarning() throws Exception {
    Path file = PackedDump.plain(folder, Algorithm.NONE).write(SQL.replaceAll("-- Dump c.*\n", ""));

    FileSource source = FileSource.of(file, Keyring.empty(), null);
    source.check(bytes -> {});

    assertThat(source.warnings())
        .anyMatch(w -> w.contains("does not end with '-- Dump completed'"));
  }

  @ParameterizedTest
  @CsvSource({"GZIP", "ZSTD", "XZ", "ZLIB"})
  void aFileThatWasCutOffIsFoundOutWithoutAManifest(Algorithm algorithm) throws Exception {
    Path file = PackedDump.plain(folder, algorithm).write(SQL);
    cut(file);

    assertRefused(FileSource.of(file, Keyring.empty(), null), ErrorCode.BACKUP_CORRUPT);
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void damageIsFoundOut(Algorithm algorithm) throws Exception {
    Path file = PackedDump.plain(folder, algorithm).writeAll(SQL, null);
    byte[] good = Files.readAllBytes(file);
    for (int at : new int[] {0, good.length / 2, good.length - 1}) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      Files.write(file, bad);

      assertRefused(FileSource.of(file, Keyring.empty(), null), ErrorCode.BACKUP_CORRUPT);
    }
    Files.write(file, Arrays.copyOf(good, good.length - 3));
    assertRefused(FileSource.of(file, Keyring.empty(), null), ErrorCode.BACKUP_CORRUPT);
    Files.write(file, Arrays.copyOf(good, good.length + 3));
    assertRefused(FileSource.of(file, Keyring.empty(), null), ErrorCode.BACKUP_CORRUPT);
  }

  @Test
  void aDumpWithoutItsEndIsRefusedThoughItsManifestFits() throws Exception {
    Path file =
        PackedDump.plain(folder, Algorithm.ZSTD)
            .writeAll(SQL.replaceAll("-- Dump c.*\n", ""), null);

    assertThatThrownBy(() -> FileSource.of(file, Keyring.empty(), null).check(bytes -> {}))
        .hasMessageContaining("its SQL ends without '-- Dump completed'");
  }

  @Test
  void saysWhichKeyIsMissingOrWrong() throws Exception {
    Path file =
        PackedDump.encrypted(folder, Algorithm.ZSTD, keys, Type.AES_256_GCM, KEY)
            .writeAll(SQL, null);

    assertRefused(FileSource.of(file, Keyring.empty(), null), ErrorCode.KEY_MISSING);
    Keyring wrong = Keyring.empty().with(KEY, Secret.of("another passphrase"));
    assertRefused(FileSource.of(file, wrong, null), ErrorCode.KEY_WRONG);
  }

  @Test
  void aNameThatLiesIsRefused() throws Exception {
    Path file = PackedDump.plain(folder, Algorithm.GZIP).write(SQL);
    Path renamed = Files.move(file, folder.resolve("dump.sql.zst"));

    assertThatThrownBy(() -> FileSource.of(renamed, Keyring.empty(), null).check(bytes -> {}))
        .hasMessageContaining("does not begin as a file compressed by zstd does")
        .hasMessageContaining("by gzip");
  }

  @Test
  void saysWhoseManifestItIs() throws Exception {
    Path file = PackedDump.plain(folder, Algorithm.ZSTD).writeAll(SQL, null);
    ManifestFormat others = new ManifestFormat(bytes -> "theirs");

    assertThat(FileSource.of(file, keys, others).warnings())
        .singleElement()
        .asString()
        .contains("was not signed with the master key that is here");
    assertThat(FileSource.of(file, keys, null).warnings()).as("no key at hand").isEmpty();
  }

  @Test
  void accountsThatAreGoneOrDamagedAreRefused() throws Exception {
    PackedDump dump = PackedDump.plain(folder, Algorithm.ZSTD);
    Path file = dump.writeAll(SQL, USERS);
    Path users = folder.resolve(KeyLayout.usersFileName(dump.fileName()));
    cut(users);

    assertThatThrownBy(() -> FileSource.of(file, keys, null).users())
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_CORRUPT))
        .hasMessageContaining("SHA-256");
    Files.delete(users);
    assertThatThrownBy(() -> FileSource.of(file, keys, null).users())
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  @Test
  void whatWasLoadedIsWhatWasChecked() throws Exception {
    Path file = PackedDump.plain(folder, Algorithm.NONE).write(SQL);
    FileSource source = FileSource.of(file, keys, null);
    source.check(bytes -> {});
    Files.writeString(file, SQL.replace("(2)", "(3)"));

    try (InputStream sql = source.open()) {
      sql.readAllBytes();
    }

    assertThatThrownBy(source::prove)
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_CORRUPT))
        .hasMessageContaining("changed while it was read");
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThatThrownBy(() -> FileSource.of(folder.resolve("nothing.sql"), keys, null))
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  private static String load(RestoreSource source) throws IOException {
    source.check(bytes -> {});
    try (InputStream sql = source.open()) {
      String text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
      source.prove();
      return text;
    } finally {
      source.close();
    }
  }

  private static String users(RestoreSource source) throws IOException {
    try (InputStream users = source.users().orElseThrow()) {
      return new String(users.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertRefused(FileSource source, ErrorCode code) {
    assertThatThrownBy(() -> source.check(bytes -> {}))
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).as("%s", e).isEqualTo(code));
  }

  private static void cut(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
  }
}
