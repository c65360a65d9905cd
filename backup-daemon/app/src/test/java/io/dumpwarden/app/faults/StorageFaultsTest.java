package io.dumpwarden.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.storage.FaultyS3;
import io.dumpwarden.storage.S3Fault;
import io.dumpwarden.storage.S3Fault.Operation;
import io.dumpwarden.storage.S3ProxyServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may happen to a storage while another one goes on. */
class StorageFaultsTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static Scene scene;
  private static S3ProxyServer s3;
  private static FaultyS3 faulty;

  @BeforeAll
  static void start() throws Exception {
    scene = Scene.in(folder);
    s3 = S3ProxyServer.start();
    faulty = FaultyS3.before(s3);
    SampleDatabase.big(scene.source, "storage_big");
  }

  @AfterAll
  static void stop() throws Exception {
    scene.close();
    faulty.close();
    s3.close();
  }

  @AfterEach
  void heal() throws Exception {
    faulty.heal();
    scene.tools.work("storage_big");
  }

  @Test
  void aPartThatS3RefusesFailsItsCopyAlone() {
    String disk = scene.local();
    String bucket = bucket();
    String schedule = scene.schedule("storage_big", disk, bucket);
    faulty.plant(Operation.UPLOAD_PART, 3, 100, new S3Fault.Refuse(403, "AccessDenied"));

    RunEnd end = scene.daemon.run(schedule);

    Scene.assertEnd(end, RunStatus.PARTIAL, "storage-denied", "not stored on " + bucket);
    assertGoodOn(schedule, disk);
    assertFailedOn(schedule, bucket);
    Leftovers.assertObjects(scene.platform(), 0, bucket);
    Leftovers.assertNone(scene.daemon);
  }

  @Test
  void anS3ThatVanishesMidWayStallsNothingBeyondItsLimit() throws Exception {
    String disk = scene.local();
    String bucket = bucket();
    String schedule = scene.schedule("storage_big", disk, bucket);
    scene.tools.hold("storage_big");
    Run run = scene.daemon.launch(schedule);
    scene.tools.awaitHeld("storage_big");

    faulty.vanish();
    Instant vanishedAt = Instant.now();
    scene.tools.letGo("storage_big");
    RunEnd end = scene.daemon.end(run);

    Scene.assertEnd(end, RunStatus.PARTIAL, "storage-stalled", "stall limit");
    assertThat(Duration.between(vanishedAt, end.at())).isLessThan(Duration.ofSeconds(25));
    assertGoodOn(schedule, disk);
    assertFailedOn(schedule, bucket);
    Leftovers.assertNone(scene.daemon);
    faulty.heal();
    await().atMost(SOON).untilAsserted(() -> assertSweptEmpty(bucket));
  }

  @Test
  void anS3ThatHangsFromTheStartStallsNothingBeyondItsLimit() {
    String disk = scene.local();
    String bucket = bucket();
    String schedule = scene.schedule("storage_big", disk, bucket);
    faulty.vanish();

    RunEnd end = scene.daemon.run(schedule);

    Scene.assertEnd(end, RunStatus.PARTIAL, "storage-stalled", "began no object within 3 s");
    assertGoodOn(schedule, disk);
    assertFailedOn(schedule, bucket);
    faulty.heal();
    await().atMost(SOON).untilAsserted(() -> assertSweptEmpty(bucket));
  }

  @Test
  void aCopyWhoseManifestIsRefusedIsTakenBack() {
    String disk = scene.local();
    String bucket = bucket();
    String schedule = scene.schedule("storage_big", disk, bucket);
    faulty.plant(Operation.COMPLETE_UPLOAD, 2, 100, new S3Fault.Refuse(403, "AccessDenied"));

    RunEnd end = scene.daemon.run(schedule);

    Scene.assertEnd(end, RunStatus.PARTIAL, "storage-denied", "not stored on " + bucket);
    assertGoodOn(schedule, disk);
    assertFailedOn(schedule, bucket);
    Leftovers.assertObjects(scene.platform(), 0, bucket);
  }

  @Test
  void aRunCancelledWhileOneStorageCommitsLeavesNothingOnTheOther() {
    String disk = scene.local();
    String bucket = bucket();
    String schedule = scene.schedule("storage_big", disk, bucket);
    long before = faulty.count(Operation.COMPLETE_UPLOAD);
    faulty.plant(Operation.COMPLETE_UPLOAD, new S3Fault.Hang());
    Run run = scene.daemon.launch(schedule);
    await()
        .atMost(SOON)
        .until(
            () ->
                faulty.count(Operation.COMPLETE_UPLOAD) > before
                    && Leftovers.files(scene.storageFolder(disk)).size() == 2);

    scene.platform().queue().requestCancel(run.id());
    RunEnd end = scene.daemon.end(run);
    faulty.heal();

    Scene.assertEnd(end, RunStatus.CANCELLED, "cancelled", "on request");
    assertThat(scene.onlyBackup(schedule).status()).isEqualTo(BackupStatus.CANCELLED);
    Leftovers.assertObjects(scene.platform(), 0, disk);
    await().atMost(SOON).untilAsserted(() -> assertSweptEmpty(bucket));
  }

  @Test
  void whenNoStorageIsLeftTheRunFailsAndEachCopySaysWhy() throws Exception {
    String disk = scene.local();
    String bucket = bucket();
    String schedule = scene.schedule("storage_big", disk, bucket);
    Path marker = marker(disk);
    byte[] id = Files.readAllBytes(marker);
    Files.delete(marker);
    faulty.plant(Operation.UPLOAD_PART, 1, 100, new S3Fault.Refuse(403, "AccessDenied"));

    RunEnd end = scene.daemon.run(schedule);
    Files.write(marker, id);

    Scene.assertEnd(end, RunStatus.FAILED, "all-storages-failed", bucket);
    assertThat(end.message()).contains(disk);
    assertThat(scene.copyOn(schedule, disk).message()).contains("marker");
    assertThat(scene.copyOn(schedule, bucket).message()).containsIgnoringCase("denied");
    scene.assertNothingKept(schedule, disk, bucket);
  }

  @Test
  void aLocalStorageWithoutItsMarkerIsNotWrittenTo() throws Exception {
    String disk = scene.local();
    String other = scene.local();
    String schedule = scene.schedule("storage_big", disk, other);
    Files.delete(marker(disk));

    RunEnd end = scene.daemon.run(schedule);

    Scene.assertEnd(end, RunStatus.PARTIAL, "storage-unrecognised", "not stored on " + disk);
    assertGoodOn(schedule, other);
    assertFailedOn(schedule, disk);
    assertThat(Leftovers.files(scene.storageFolder(disk))).isEmpty();
  }

  @Test
  void aStorageWhoseSecretCannotBeReadFailsItsCopyAlone() throws Exception {
    String disk = scene.local();
    String bucket = bucket();
    String schedule = scene.schedule("storage_big", disk, bucket);
    sql(
        "UPDATE storage SET secret_key = 'env:DUMPWARDEN_SECRET_NOWHERE' WHERE name = '%s'",
        bucket);

    RunEnd end = scene.daemon.run(schedule);

    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.PARTIAL);
    assertThat(end.message()).contains("DUMPWARDEN_SECRET_NOWHERE");
    assertGoodOn(schedule, disk);
  }

  @Test
  void aFullDiskIsSaidAndLeavesRoom() throws Exception {
    Path disk = scene.storageFolder("full");
    try (SmallDisk mounted = SmallDisk.mount(disk, "8m")) {
      scene.rows().local("full", disk);
      String other = scene.local();
      String schedule = scene.schedule("storage_big", "full", other);

      RunEnd end = scene.daemon.run(schedule);

      Scene.assertEnd(end, RunStatus.PARTIAL, "storage-full", "not stored on full");
      assertThat(end.hint()).contains("retention");
      assertGoodOn(schedule, other);
      Leftovers.assertObjects(scene.platform(), 0, "full");
      assertThat(mounted.usedBytes()).isLessThan(1 << 20);
    }
  }

  /** Nobody may write to it while it is read, so that a lock that stayed would be seen. */
  @Test
  void aFullDiskEndsADumpOverSeveralConnectionsAndTheirLocks() throws Exception {
    SampleDatabase.big(scene.source, "storage_held");
    sqlOnSource(
        "CREATE TABLE storage_held.loose (id INT) ENGINE=MyISAM",
        "CREATE OR REPLACE USER full_reader IDENTIFIED BY 'test-password'",
        "GRANT ALL ON *.* TO full_reader");
    Path disk = scene.storageFolder("filled");
    try (SmallDisk mounted = SmallDisk.mount(disk, "8m")) {
      scene.rows().local("filled", disk);
      scene.rows().server("held", scene.source, "full_reader", "test-password");
      String[] fields = {
        "engine", "native",
        "parallel_dumps", "2",
        "compress_type", "none",
        "non_transactional", "locked"
      };
      String schedule = scene.scheduleOn("held", "storage_held", fields, "filled");

      RunEnd end = scene.daemon.run(schedule);

      Scene.assertEnd(end, RunStatus.FAILED, "storage-full", "filled");
      scene.assertNothingKept(schedule, "filled");
      assertThat(mounted.usedBytes()).isLessThan(1 << 20);
    }
    try (var connection = scene.source.connect();
        var sql = connection.createStatement()) {
      var sessions =
          sql.executeQuery(
              "SELECT * FROM information_schema.PROCESSLIST WHERE USER = 'full_reader'");
      assertThat(sessions.next()).as("a session of the dump").isFalse();
    }
    sqlOnSource(
        "SET SESSION lock_wait_timeout = 2",
        "INSERT INTO storage_held.loose VALUES (1)",
        "DROP DATABASE storage_held",
        "DROP USER full_reader");
  }

  private static void sqlOnSource(String... statements) throws Exception {
    try (var connection = scene.source.connect();
        var sql = connection.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }

  private static String bucket() {
    String name = scene.fresh("bucket");
    scene.rows().s3(name, s3, faulty.endpoint());
    return name;
  }

  private static Path marker(String disk) {
    List<Path> files = Leftovers.files(scene.storageFolder(disk));
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  private static void assertGoodOn(String schedule, String storage) {
    Copy copy = scene.copyOn(schedule, storage);
    assertThat(scene.onlyBackup(schedule).status()).isEqualTo(BackupStatus.PARTIAL);
    assertThat(copy.status()).isEqualTo(CopyStatus.STORED);
    assertThat(copy.bytes()).isGreaterThan(20_000_000);
    Leftovers.assertObjects(scene.platform(), 3, storage);
  }

  private static void assertFailedOn(String schedule, String storage) {
    assertThat(scene.copyOn(schedule, storage).status()).isEqualTo(CopyStatus.FAILED);
  }

  private static void assertSweptEmpty(String bucket) {
    scene.daemon.sweepStrays();
    Leftovers.assertObjects(scene.platform(), 0, bucket);
  }

  private static void sql(String statement, String name) throws Exception {
    try (var connection = scene.source.connect();
        var sql = connection.createStatement()) {
      sql.execute("USE " + scene.store.database());
      sql.execute(statement.formatted(name));
    }
  }
}
