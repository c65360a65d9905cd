package io.dumpwarden.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.storage.FaultyS3;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.S3ProxyServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention on real copies. */
class RetentionFaultsTest {

  private static final String DATABASE = "retained";
  private static final String[] PLAIN = {};

  @TempDir static Path folder;
  private static Scene scene;
  private static S3ProxyServer s3;
  private static FaultyS3 faulty;

  @BeforeAll
  static void start() throws Exception {
    scene = Scene.in(folder);
    s3 = S3ProxyServer.start();
    faulty = FaultyS3.before(s3);
    SampleDatabase.small(scene.source, DATABASE);
  }

  @AfterAll
  static void stop() throws Exception {
    scene.close();
    faulty.close();
    s3.close();
  }

  @Test
  void aGoodRunTakesAwayWhatIsTooManyAndAFailedOneNothing() throws Exception {
    String disk = scene.local();
    String bucket = bucket();
    String schedule = scene.scheduleWith(DATABASE, PLAIN);
    scene.rows().rule(schedule, disk, "max_copies", "2");
    scene.rows().rule(schedule, bucket, "max_copies", "1");
    good(schedule);
    good(schedule);
    good(schedule);
    assertStatuses(schedule, disk, CopyStatus.STORED, CopyStatus.STORED, CopyStatus.DELETED);
    assertStatuses(schedule, bucket, CopyStatus.STORED, CopyStatus.DELETED, CopyStatus.DELETED);
    Leftovers.assertObjects(scene.platform(), 6, disk);
    Leftovers.assertObjects(scene.platform(), 3, bucket);

    scene.tools.fail(DATABASE);
    RunEnd end = scene.daemon.run(schedule);
    scene.tools.work(DATABASE);

    assertThat(end.status()).isEqualTo(RunStatus.FAILED);
    Leftovers.assertObjects(scene.platform(), 6, disk);
    Leftovers.assertObjects(scene.platform(), 3, bucket);
  }

  @Test
  void thePinnedAndTheLastGoodStay() throws Exception {
    String disk = scene.local();
    String schedule = scene.scheduleWith(DATABASE, PLAIN);
    scene.rows().rule(schedule, disk, "max_copies", "1");
    good(schedule);
    Backup pinned = scene.onlyBackup(schedule);
    sql("UPDATE backup SET pinned = TRUE WHERE id = '%s'".formatted(pinned.id()));
    good(schedule);
    good(schedule);

    assertStatuses(schedule, disk, CopyStatus.STORED, CopyStatus.DELETED, CopyStatus.STORED);
    sql(
        "UPDATE backup SET started_at = '2001-01-01', finished_at = '2001-01-01' WHERE schedule = '%s'"
            .formatted(schedule));
    sql(
        "UPDATE copy c JOIN backup b ON b.id = c.backup_id SET c.stored_at = '2001-01-01' WHERE b.schedule = '%s'"
            .formatted(schedule));

    scene.platform().retention().applyAll();

    assertStatuses(schedule, disk, CopyStatus.STORED, CopyStatus.DELETED, CopyStatus.STORED);
  }

  @Test
  void whatAStorageThatIsAwayKeepsGoesWhenItIsBack() throws Exception {
    String bucket = bucket();
    String disk = scene.local();
    String schedule = scene.scheduleWith(DATABASE, PLAIN);
    scene.rows().rule(schedule, disk, "max_copies", "1");
    good(schedule);
    Path marker = scene.storageFolder(disk).resolve(".dumpwarden-storage");
    Path aside = scene.storageFolder(bucket + "-marker");
    Copy first = scene.copyOn(schedule, disk);
    String second = scene.local();
    scene.rows().rule(schedule, second);
    java.nio.file.Files.move(marker, aside);

    RunEnd end = scene.daemon.run(schedule);
    scene.platform().retention().applyAll();
    java.nio.file.Files.move(aside, marker);

    assertThat(end.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(Leftovers.provider(scene.platform(), disk).stat(new ObjectKey(first.key())))
        .as("the only good copy of this storage stays")
        .isPresent();
    good(schedule);
    assertThat(Leftovers.provider(scene.platform(), disk).stat(new ObjectKey(first.key())))
        .isEmpty();
    assertThat(
            Leftovers.provider(scene.platform(), disk)
                .stat(KeyLayout.manifestKey(new ObjectKey(first.key()))))
        .isEmpty();
  }

  private static String bucket() {
    String name = scene.fresh("bucket");
    scene.rows().s3(name, s3, faulty.endpoint());
    return name;
  }

  private static void good(String schedule) {
    RunEnd end = scene.daemon.run(schedule);
    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
    // the end is on record before retention begins
    org.awaitility.Awaitility.await().until(() -> retentionIsDone(schedule));
  }

  private static boolean retentionIsDone(String schedule) {
    return scene.platform().retention().preview().stream()
        .filter(plan -> plan.series().schedule().equals(schedule))
        .allMatch(plan -> plan.removed().isEmpty());
  }

  /** Newest first. */
  private static void assertStatuses(String schedule, String storage, CopyStatus... expected) {
    List<CopyStatus> statuses =
        scene.daemon.backups(schedule).stream()
            .flatMap(backup -> backup.copies().stream())
            .filter(copy -> copy.storage().equals(storage))
            .map(Copy::status)
            .toList();
    assertThat(statuses).containsExactly(expected);
  }

  private static void sql(String statement) throws Exception {
    try (var connection = scene.source.connect();
        var sql = connection.createStatement()) {
      sql.execute("USE " + scene.store.database());
      sql.execute(statement);
    }
  }
}
