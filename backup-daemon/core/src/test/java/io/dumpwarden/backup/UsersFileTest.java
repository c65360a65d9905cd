package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest.StoredFile;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The accounts' script beside a dump, from its first byte to its removal. */
class UsersFileTest {

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(folder, "disk", "vault");
    bench.source.fresh("people");
    bench.source.execute(
        "CREATE TABLE people.t AS SELECT 1 AS a",
        "DROP USER IF EXISTS people_reader@'%'",
        "CREATE USER people_reader@'%' IDENTIFIED BY 'test-password'",
        "GRANT SELECT ON people.* TO people_reader@'%'");
  }

  @AfterEach
  void close() throws Exception {
    bench.source.execute("DROP USER people_reader@'%'");
    bench.close();
  }

  @Test
  void standsOnEveryStorageAndInTheManifest() throws Exception {
    Backup backup = good("compress_type", "gzip");

    assertThat(Bench.usersKey(backup).value()).isEqualTo(Bench.key(backup) + ".users.sql.gz");
    byte[] packed = bench.bytes("disk", Bench.usersKey(backup));
    assertThat(bench.bytes("vault", Bench.usersKey(backup))).isEqualTo(packed);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)))
        .asString(StandardCharsets.UTF_8)
        .contains("CREATE USER IF NOT EXISTS", "people_reader", "ON `people`.*");
    List<StoredFile> objects = bench.manifest(backup).objects();
    assertThat(objects)
        .extracting(StoredFile::key)
        .containsExactly(Bench.key(backup).value(), Bench.usersKey(backup).value());
    assertThat(objects.get(1).bytes()).isEqualTo(packed.length);
    assertThat(objects.get(1).sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(packed)));
  }

  @Test
  void isEncryptedAsItsDumpIs() throws Exception {
    bench.rows.add(SampleRows.key("k1", "secret", "a passphrase for tests"));
    bench.rows.add(SampleRows.setting("aes_key", "k1"));

    Backup backup = good("compress_type", "none", "encryption", "aes-256-gcm");

    assertThat(Bench.usersKey(backup).value()).endsWith(".sql.enc.users.sql.enc");
    byte[] sealed = bench.bytes("disk", Bench.usersKey(backup));
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
        .startsWith("Salted__")
        .doesNotContain("people_reader");
    assertThat(bench.keys.decrypt(new ByteArrayInputStream(sealed)).stream())
        .asString(StandardCharsets.UTF_8)
        .contains("people_reader");
  }

  @Test
  void isNotThereWhereNobodyWantsIt() {
    Backup backup = good("exclude_users", "1");

    assertThat(bench.manifest(backup).objects()).hasSize(1);
    assertThat(bench.keys("disk")).hasSize(2).noneMatch(key -> key.contains(".users.sql"));
  }

  @Test
  void goesWithItsDumpWhenRetentionTakesIt() {
    bench.rows.removeIf(row -> row.key().equals("nightly/disk"));
    bench.rows.add(SampleRows.rule("nightly", "disk", "max_copies", "1"));
    Backup first = good();
    Backup second = good();
    assertThat(bench.keys("disk")).hasSize(6);

    bench.retention().apply("nightly", "shop");

    assertThat(bench.keys("disk"))
        .hasSize(3)
        .allMatch(key -> key.startsWith(Bench.key(second).value()));
    assertThat(bench.keys("vault")).as("has another rule").hasSize(6);
    assertThat(bench.catalog.find(first.id()).orElseThrow().copies())
        .extracting(Copy::status)
        .containsExactlyInAnyOrder(CopyStatus.DELETED, CopyStatus.STORED);
  }

  @Test
  void theLongestLockOfAllObjectsIsTheCopys() {
    bench.storages.put("vault", new MemoryStorage(bench::now, Duration.ofDays(3)));

    Backup backup = good();

    ObjectKey dump = Bench.key(backup);
    List<Instant> ends =
        Stream.of(dump, Bench.usersKey(backup), KeyLayout.manifestKey(dump))
            .map(key -> bench.storages.get("vault").stat(key).orElseThrow().lock().until())
            .sorted()
            .toList();
    assertThat(on(backup, "vault").lockedUntil()).isEqualTo(ends.get(2));
    assertThat(on(backup, "disk").lockedUntil()).isNull();
  }

  private Copy on(Backup backup, String storage) {
    return bench.catalog.find(backup.id()).orElseThrow().copies().stream()
        .filter(copy -> copy.storage().equals(storage))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aStorageThatFailsAtItAloneLosesOnlyItsOwnCopy() {
    StorageProvider vault = bench.storages.get("vault");
    bench.storages.put("vault", refusing(vault, ".users.sql"));
    ActiveRun run = bench.scheduled("include_databases", "people");

    RunEnd end = bench.run(run);

    assertThat(end.status()).isEqualTo(RunStatus.PARTIAL);
    Backup backup = bench.onlyBackup(run);
    assertThat(backup.status()).isEqualTo(BackupStatus.PARTIAL);
    assertThat(copy(backup, "disk").status()).isEqualTo(CopyStatus.STORED);
    assertThat(copy(backup, "vault").status()).isEqualTo(CopyStatus.FAILED);
    assertThat(copy(backup, "vault").message()).contains("no .users.sql here");
    assertThat(bench.keys("disk")).hasSize(3);
    assertThat(vault.list("")).isEmpty();
    assertThat(vault.pendingWrites("")).isEmpty();
  }

  @Test
  void nothingOfItStaysWhereNoManifestCouldBeWritten() {
    for (String name : List.of("disk", "vault")) {
      bench.storages.put(name, refusing(bench.storages.get(name), ".meta.json"));
    }
    ActiveRun run = bench.scheduled("include_databases", "people");

    RunEnd end = bench.run(run);

    assertThat(end.status()).isEqualTo(RunStatus.FAILED);
    assertThat(bench.onlyBackup(run).copies())
        .extracting(Copy::status)
        .containsOnly(CopyStatus.FAILED);
    assertThat(bench.keys("disk")).isEmpty();
    assertThat(bench.keys("vault")).isEmpty();
  }

  private Backup good(String... columns) {
    List<String> all = new java.util.ArrayList<>(List.of(columns));
    all.addAll(List.of("include_databases", "people"));
    ActiveRun run = bench.scheduled(all.toArray(String[]::new));
    RunEnd end = bench.run(run);
    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
    bench.queue.finish(run.run().id(), end);
    return bench.onlyBackup(run);
  }

  private static Copy copy(Backup backup, String storage) {
    return backup.copies().stream()
        .filter(copy -> copy.storage().equals(storage))
        .findFirst()
        .orElseThrow();
  }

  /** The same storage, which takes no object with this in its name. */
  private static StorageProvider refusing(StorageProvider there, String part) {
    return (StorageProvider)
        Proxy.newProxyInstance(
            StorageProvider.class.getClassLoader(),
            new Class<?>[] {StorageProvider.class},
            (p, method, arguments) -> {
              if (method.getName().equals("open")
                  && ((ObjectKey) arguments[0]).fileName().contains(part)) {
                throw new StorageException(Kind.UNAVAILABLE, "no " + part + " here");
              }
              return method.invoke(there, arguments);
            });
  }
}
