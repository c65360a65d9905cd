package io.dumpwarden.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.app.TestRestores;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.storage.S3ProxyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restores of real backups, from copies good and bad. */
class RestoreFaultsTest {

  private static final String DATABASE = "restored_from";

  @TempDir static Path folder;
  private static Scene scene;
  private static S3ProxyServer s3;

  @BeforeAll
  static void start() throws Exception {
    scene = Scene.in(folder);
    s3 = S3ProxyServer.start();
    SampleDatabase.small(scene.source, DATABASE);
    scene.rows().server("target", scene.source);
  }

  @AfterAll
  static void stop() throws Exception {
    scene.close();
    s3.close();
  }

  @Test
  void aBackupRestoresUnderANewNameAndIsEqual() throws Exception {
    Backup backup = backup(scene.local());

    String used = restore(backup, "target", "restored_to", false);

    assertThat(used).isEqualTo(backup.copies().get(0).storage());
    assertEqual("restored_to");
    assertThatThrownBy(() -> restore(backup, "target", "restored_to", false))
        .satisfies(e -> assertCode(e, ErrorCode.TARGET_NOT_EMPTY))
        .hasMessageContaining("1 table");
    execute("DELETE FROM restored_to.customer");
    restore(backup, "target", "restored_to", true);
    assertEqual("restored_to");
  }

  @Test
  void aCorruptCopyIsPassedOver() throws Exception {
    String disk = scene.local();
    String bucket = bucket();
    Backup backup = backup(disk, bucket);
    corrupt(disk, backup);

    String used = restore(backup, "target", "restored_second", false);

    assertThat(used).isEqualTo(bucket);
    assertEqual("restored_second");
  }

  @Test
  void aStorageThatCannotBeOpenedIsPassedOver() throws Exception {
    String disk = scene.local();
    String bucket = bucket();
    String other = bucket();
    Backup backup = backup(disk, bucket, other);
    corrupt(disk, backup);
    execute(
        "UPDATE %s.storage SET secret_key = 'env:DUMPWARDEN_SECRET_NOWHERE' WHERE name = '%s'"
            .formatted(scene.store.database(), bucket));

    assertThat(restore(backup, "target", "restored_third", false)).isEqualTo(other);
  }

  @Test
  void withoutAGoodCopyTheTargetIsNotTouched() throws Exception {
    String disk = scene.local();
    Backup backup = backup(disk);
    corrupt(disk, backup);

    assertThatThrownBy(() -> restore(backup, "target", "never_made", false))
        .satisfies(e -> assertCode(e, ErrorCode.NO_GOOD_COPY))
        .hasMessageContaining(disk)
        .hasMessageContaining("corrupt");
    assertThat(databases()).doesNotContain("never_made");
  }

  @Test
  void aClientThatFailsIsAFailure() throws Exception {
    execute("CREATE USER IF NOT EXISTS reader@'%' IDENTIFIED BY 'test-password'");
    execute("GRANT SELECT ON *.* TO reader@'%'");
    String weak = scene.fresh("weak");
    scene.rows().server(weak, scene.source, "reader", "test-password");
    Backup backup = backup(scene.local());

    assertThatThrownBy(() -> restore(backup, weak, "never_allowed", false))
        .satisfies(e -> assertCode(e, ErrorCode.ACCESS_DENIED))
        .hasMessageContaining("denied");
    assertThat(databases()).doesNotContain("never_allowed");
    Leftovers.assertNone(scene.daemon);
  }

  private static Backup backup(String... storages) {
    String schedule = scene.scheduleWith(DATABASE, new String[] {}, storages);
    RunEnd end = scene.daemon.run(schedule);
    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
    return scene.onlyBackup(schedule);
  }

  private static String restore(Backup backup, String server, String database, boolean overwrite) {
    return new TestRestores(scene.platform())
        .restore(backup, server, database, overwrite ? Existing.IN_PLACE : Existing.REFUSE)
        .storage();
  }

  private static String bucket() {
    String name = scene.fresh("bucket");
    scene.rows().s3(name, s3, s3.endpoint());
    return name;
  }

  private static void corrupt(String disk, Backup backup) throws IOException {
    Path file = file(disk, backup);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static Path file(String disk, Backup backup) {
    return scene
        .storageFolder(disk)
        .resolve(
            backup.copies().stream()
                .filter(copy -> copy.storage().equals(disk))
                .findFirst()
                .orElseThrow()
                .key());
  }

  private static void assertEqual(String database) throws Exception {
    try (Connection a = scene.source.connect();
        Connection b = scene.source.connect()) {
      assertThat(DatabaseCompare.differences(a, DATABASE, b, database)).isEmpty();
    }
  }

  private static void assertCode(Throwable e, ErrorCode code) {
    assertThat(((DumpwardenException) e).code()).as("%s", e).isEqualTo(code);
  }

  private static List<String> databases() throws Exception {
    List<String> names = new java.util.ArrayList<>();
    try (Connection connection = scene.source.connect();
        var rows = connection.getMetaData().getCatalogs()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static void execute(String sql) throws Exception {
    try (Connection connection = scene.source.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
