package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.retention.Decision.Action;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.retention.SeriesPlan;
import io.dumpwarden.storage.FaultyS3;
import io.dumpwarden.storage.LockingS3;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.S3Fault.Operation;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.s3.S3Settings;
import io.dumpwarden.storage.s3.S3Storage;
import io.dumpwarden.storage.s3.S3Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** Retention and deletion where the bucket locks what is written to it, for three days here. */
class LockedBackupsTest {

  private static final Duration LOCK = Duration.ofDays(3);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static LockingS3 server;

  private final Cli cli = Cli.shared();
  private final String name = "lock" + NUMBER.incrementAndGet();
  private final SampleBackups backups = new SampleBackups(cli, name);
  private Instant now = Instant.now();
  private FaultyS3 wire;

  @BeforeAll
  static void startServer() throws Exception {
    server = LockingS3.start(InstantSource.system());
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void configure() throws Exception {
    server.setClock(() -> now);
    wire = FaultyS3.before(server);
    add(name, server.bucket());
    cli.given("schedule", "add", name, "--cron", "@daily");
    cli.given("retention", "add", "--schedule", name, "--storage", name, "--max-copies", "1");
  }

  @AfterEach
  void stop() throws Exception {
    cli.given("retention", "remove", "--schedule", name, "--storage", name, "--yes");
    wire.close();
  }

  @Test
  void retentionWaitsForAKnownLockWithoutARequestAndTakesTheCopyAfterwards() {
    Backup old = backups.add(2, name);
    backups.add(1, name);
    Instant until = copy(old).lockedUntil();
    assertThat(until).isBetween(now, now.plus(LOCK).plusSeconds(60));
    long before = requests();

    List<SeriesPlan> plans = runner().applyAll();

    assertThat(lineOf(plans, old).action()).isEqualTo(Action.LOCKED);
    assertThat(lineOf(plans, old).reason()).startsWith("locked until " + until);
    assertThat(copy(old).status()).isEqualTo(CopyStatus.STORED);
    assertThat(requests()).as("requests").isEqualTo(before);

    afterTheLock();
    runner().applyAll();

    assertThat(copy(old).status()).isEqualTo(CopyStatus.DELETED);
    assertThat(versions(old)).as("what takes up room").isZero();
  }

  @Test
  void aLockThatNobodyToldOfIsFoundAndPutOnRecord() {
    backups.forgetLocks();
    Backup old = backups.add(2, name);
    backups.add(1, name);
    assertThat(lineOf(runner().preview(), old).action()).isEqualTo(Action.REMOVE);

    runner().applyAll();

    assertThat(copy(old).status()).as("it is as good as before").isEqualTo(CopyStatus.STORED);
    assertThat(copy(old).lockedUntil()).isAfter(now);
    assertThat(backups.objects(old, name)).isEqualTo("dump manifest");
    assertThat(lineOf(runner().preview(), old).action()).isEqualTo(Action.LOCKED);
  }

  @Test
  void aHoldIsAskedForAgainAndTheCopyGoesWhenItIsLifted() {
    Backup old = backups.add(2, name);
    backups.add(1, name);
    afterTheLock();
    hold(old, true);

    runner().applyAll();

    assertThat(lineOf(runner().preview(), old).reason()).startsWith("under legal hold");
    assertThat(copy(old).status()).isEqualTo(CopyStatus.STORED);
    runner().applyAll();
    assertThat(backups.objects(old, name)).isEqualTo("dump manifest");

    hold(old, false);
    runner().applyAll();

    assertThat(copy(old).status()).isEqualTo(CopyStatus.DELETED);
  }

  @Test
  void aLockBehindAnUnlockedVersionLeavesTheCopyAsItWas() {
    Backup old = backups.add(2, name);
    backups.add(1, name);
    replaceUnlocked(new ObjectKey(copy(old).key()));
    replaceUnlocked(KeyLayout.manifestKey(new ObjectKey(copy(old).key())));
    cli.platform().catalog().lock(copy(old).id(), null);

    runner().applyAll();

    assertThat(copy(old).status()).isEqualTo(CopyStatus.STORED);
    assertThat(copy(old).lockedUntil()).isAfter(now);
    assertThat(backups.objects(old, name)).isEqualTo("dump manifest");
  }

  @Test
  void theEndOfALockDoesNotMakeTheLastGoodCopyGo() {
    Backup only = backups.add(900, name);
    afterTheLock();

    assertThat(lineOf(runner().applyAll(), only).action()).isEqualTo(Action.KEEP);
    assertThat(backups.objects(only, name)).isEqualTo("dump manifest");
  }

  @Test
  void deletingIsRefusedAlsoByForceUntilTheLockEnds() {
    Backup old = backups.add(2, name);
    backups.add(1, name);

    Outcome refused = delete(old.id(), "--force");

    assertThat(refused.exit()).isEqualTo(1);
    JsonNode line = refused.json().get(0);
    assertThat(line.get("result").asText()).isEqualTo("locked");
    assertThat(line.get("reason").asText())
        .startsWith("locked until " + copy(old).lockedUntil())
        .contains("--force does not change");
    assertThat(backups.objects(old, name)).isEqualTo("dump manifest");
    JsonNode listed = cli.run("backups", "--schedule", name, "--json").json().get(1);
    assertThat(listed.get("copies").get(0).get("lockedUntil").asText())
        .isEqualTo(copy(old).lockedUntil().toString());
    assertThat(cli.run("backups", "--schedule", name).out()).contains(name + ":stored:locked");
  }

  @Test
  void previewAndApplyTellWhatIsLockedAndAreContent() {
    Backup old = backups.add(2, name);
    backups.add(1, name);

    Outcome preview = cli.run("retention", "preview", "--schedule", name);
    assertThat(preview.out())
        .contains("0 of 2 copies would be removed")
        .contains("1 more are locked")
        .contains("locked until " + copy(old).lockedUntil());
    JsonNode line = cli.run("retention", "preview", "--schedule", name, "--json").json().get(1);
    assertThat(line.get("action").asText()).isEqualTo("locked");
    assertThat(line.get("lockedUntil").asText()).isEqualTo(copy(old).lockedUntil().toString());

    Outcome applied = cli.run("retention", "apply", "--json");
    assertThat(applied.exit()).isZero();
    assertThat(applied.json().get("locked").toString()).contains(copy(old).key());
    assertThat(applied.json().get("removed").toString()).doesNotContain(copy(old).key());
  }

  @Test
  void aTestOfTheStorageLeavesNothingLockedAndSaysWhereABucketHasNoLocks() {
    Outcome good = cli.run("storage", "test", name);
    assertThat(good.exit()).as(good.out()).isZero();
    assertThat(good.out().lines()).hasSize(6).allMatch(line -> line.startsWith("ok "));
    try (S3Client client = server.client()) {
      var left =
          client.listObjectVersions(r -> r.bucket(server.bucket()).prefix("dumpwarden-test/"));
      assertThat(left.versions()).isEmpty();
      assertThat(left.deleteMarkers()).isEmpty();
    }
    add(name + "-plain", "backups");

    Outcome plain = cli.run("storage", "test", name + "-plain");

    assertThat(plain.exit()).isEqualTo(1);
    assertThat(plain.out()).contains("the bucket has no object lock configuration");
  }

  private RetentionRunner runner() {
    Platform platform = cli.platform();
    return new RetentionRunner(
        platform.snapshots(), platform.catalog(), platform.storages(), () -> now, () -> now);
  }

  private void afterTheLock() {
    now = now.plus(LOCK).plusSeconds(60);
  }

  private void add(String storage, String bucket) {
    Outcome added =
        cli.run(
            server.secretKey().reveal(),
            Map.of(),
            "storage",
            "add",
            storage,
            "--type",
            "s3",
            "--endpoint",
            wire.endpoint().toString(),
            "--bucket",
            bucket,
            "--path-style",
            "--access-key",
            server.accessKey(),
            "--secret-key-stdin",
            "--object-lock-mode",
            "governance",
            "--object-lock-days",
            "3");
    assertThat(added.exit()).as(added.err()).isZero();
  }

  private Copy copy(Backup backup) {
    return backups.copyOf(backup, name);
  }

  private SeriesPlan.Line lineOf(List<SeriesPlan> plans, Backup backup) {
    return plans.stream()
        .flatMap(plan -> plan.lines().stream())
        .filter(line -> line.copy().backupId().equals(backup.id()))
        .findFirst()
        .orElseThrow();
  }

  private Outcome delete(String... idsAndOptions) {
    List<String> words = new ArrayList<>(List.of("backups", "delete", "--yes", "--json"));
    words.addAll(Arrays.asList(idsAndOptions));
    return cli.run(words.toArray(String[]::new));
  }

  private void hold(Backup backup, boolean on) {
    try (S3Client client = server.client()) {
      String version =
          client.headObject(r -> r.bucket(server.bucket()).key(copy(backup).key())).versionId();
      server.hold(copy(backup).key(), version, on);
    }
  }

  private void replaceUnlocked(ObjectKey key) {
    S3Target target = new S3Target(server.endpoint(), "us-east-1", server.bucket(), "", true);
    S3Settings settings = server.settings(cli.folder());
    try (S3Storage storage =
            new S3Storage(
                new S3Settings(target, settings.access(), settings.policy(), settings.transfer()),
                InstantSource.system());
        StorageWriter writer = storage.open(key, OptionalLong.empty())) {
      writer.write(new byte[] {'d', 'u', 'm', 'p'}, 0, 4);
      writer.commit();
    }
  }

  private long requests() {
    return wire.count(Operation.HEAD_OBJECT) + wire.count(Operation.DELETE_OBJECT);
  }

  private int versions(Backup backup) {
    try (S3Client client = server.client()) {
      var all =
          client.listObjectVersions(r -> r.bucket(server.bucket()).prefix(copy(backup).key()));
      return all.versions().size() + all.deleteMarkers().size();
    }
  }
}
