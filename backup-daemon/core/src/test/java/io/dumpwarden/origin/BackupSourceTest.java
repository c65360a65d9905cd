package io.dumpwarden.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.accounts.AccountScript;
import io.dumpwarden.backup.Bench;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.verify.CopyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup on two storages, one of which loses it. */
class BackupSourceTest {

  @TempDir Path folder;
  private Bench bench;
  private Backup backup;

  @BeforeEach
  void backUp() throws Exception {
    bench = new Bench(folder, "disk", "tape");
    bench.source.fresh("sourced");
    bench.source.execute(
        "CREATE TABLE sourced.t AS SELECT 1 AS a",
        "CREATE OR REPLACE USER sourced_user IDENTIFIED BY 'a-Password-1'",
        "GRANT SELECT ON sourced.* TO sourced_user");
    // what is not compressed shows no damage by itself
    var run = bench.scheduled("include_databases", "sourced", "compress_type", "none");
    bench.run(run);
    backup = bench.catalog.find(bench.onlyBackup(run).id()).orElseThrow();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void readsTheDumpAndItsAccounts() throws Exception {
    BackupSource source = source();
    source.check(bytes -> {});

    assertThat(read(source)).contains("CREATE TABLE `t`").contains("-- Dump completed");
    source.prove();
    assertThat(source.databases()).containsExactly("sourced");
    assertThat(source.origin()).hasValueSatisfying(o -> assertThat(o.inventories()).hasSize(1));
    try (InputStream users = source.users().orElseThrow()) {
      assertThat(new String(users.readAllBytes(), StandardCharsets.UTF_8))
          .contains("CREATE USER IF NOT EXISTS `sourced_user`@`%`")
          .contains(AccountScript.END_MARKER);
    }
  }

  @Test
  void anotherCopyIsReadWhereOneIsDamaged() throws Exception {
    spoil("disk", key());
    BackupSource source = source();

    source.check(bytes -> {});

    assertThat(source.copy()).map(Copy::storage).contains("tape");
    assertThat(read(source)).contains("CREATE TABLE `t`");
    source.prove();
  }

  @Test
  void anotherCopyIsReadWhereOneIsLostBetweenCheckAndLoad() throws Exception {
    BackupSource source = source();
    source.check(bytes -> {});
    String first = source.copy().orElseThrow().storage();
    bench.storages.get(first).delete(key());

    assertThat(read(source)).contains("CREATE TABLE `t`");

    source.prove();
    assertThat(source.copy()).map(Copy::storage).isNotEqualTo(first);
    assertThat(source.warnings()).anyMatch(w -> w.contains("is not any more"));
  }

  @Test
  void withoutAnyGoodCopyNothingIsRead() {
    spoil("disk", key());
    bench.storages.get("tape").delete(key());

    assertThatThrownBy(() -> source().check(bytes -> {}))
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_GOOD_COPY))
        .hasMessageContaining("disk")
        .hasMessageContaining("tape");
  }

  @Test
  void damageThatComesAfterTheCheckIsFoundOutInTheEnd() throws Exception {
    BackupSource source = source();
    source.check(bytes -> {});
    spoil(source.copy().orElseThrow().storage(), key());
    assertThat(read(source)).isNotEmpty();

    assertThatThrownBy(source::prove)
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_CORRUPT));
  }

  @Test
  void accountsThatWereChangedAreRefused() {
    BackupSource source = source();
    source.check(bytes -> {});
    spoil(source.copy().orElseThrow().storage(), KeyLayout.usersKey(key()));

    assertThatThrownBy(source::users)
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_CORRUPT))
        .hasMessageContaining("the accounts beside");
  }

  private BackupSource source() {
    CopyReader reader = new CopyReader(bench::config, bench::open, bench.manifests, bench.keys);
    return new BackupSource(reader, bench.manifests, backup);
  }

  private ObjectKey key() {
    return Bench.key(backup);
  }

  private static String read(BackupSource source) throws IOException {
    try (InputStream sql = source.open()) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void spoil(String storage, ObjectKey key) {
    StorageProvider provider = bench.storages.get(storage);
    try (InputStream in = provider.read(key, 0);
        StorageWriter writer = provider.open(key, OptionalLong.empty())) {
      byte[] bytes = in.readAllBytes();
      bytes[bytes.length / 2] ^= 1;
      writer.write(bytes, 0, bytes.length);
      writer.commit();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
