package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.FaultyS3;
import io.dumpwarden.storage.S3Fault;
import io.dumpwarden.storage.S3Fault.Operation;
import io.dumpwarden.storage.S3ProxyServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Deleting and pinning, with rows and objects that are there. */
class BackupsDeleteCommandTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Cli cli = Cli.shared();
  private final String name = "del" + NUMBER.incrementAndGet();
  private final String disk = name + "-disk";
  private final SampleBackups backups = new SampleBackups(cli, name);

  @Test
  void deletesTheObjectsMarksTheRowAndKeepsTheHistory() {
    local(disk);
    Backup old = backups.add(2, disk);
    Backup newest = backups.add(1, disk);

    Outcome outcome = delete(old.id());

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.json().get(0).get("result").asText()).isEqualTo("deleted");
    assertThat(backups.objects(old, disk)).isEmpty();
    assertThat(backups.copyOf(old, disk).status()).isEqualTo(CopyStatus.DELETED);
    assertThat(backups.copyOf(old, disk).deletedAt()).isNotNull();
    assertThat(backups.now(old).status()).isEqualTo(BackupStatus.SUCCEEDED);
    assertThat(backups.objects(newest, disk)).isEqualTo("dump manifest");
    AuditEntry audited = cli.platform().audit().latestOf("backup", old.id()).orElseThrow();
    assertThat(audited.action()).isEqualTo("delete");
    assertThat(audited.actor().name()).isEqualTo(System.getProperty("user.name"));
    assertThat(audited.before().get("copies")).contains(disk + ":").contains(old.id());

    Outcome again = delete(old.id());
    assertThat(again.exit()).isZero();
    assertThat(again.json()).isEmpty();
  }

  @Test
  void asksFirstAndAScriptMustSayYes() {
    local(disk);
    Backup old = backups.add(2, disk);
    backups.add(1, disk);

    Outcome outcome = cli.run("backups", "delete", old.id());

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("may-go").contains("add --yes");
    assertThat(backups.objects(old, disk)).isEqualTo("dump manifest");
    assertThat(cli.platform().audit().latestOf("backup", old.id())).isEmpty();
  }

  @Test
  void thePinnedStayWithoutForce() {
    local(disk);
    Backup old = backups.add(2, disk);
    backups.add(1, disk);
    Outcome pinned = cli.run("backups", "pin", old.id(), "--json");
    assertThat(pinned.json().get(0).get("changed").asBoolean()).isTrue();
    assertThat(audit(old)).isEqualTo("pin");

    Outcome refused = delete(old.id());

    assertRefused(refused, "pinned");
    assertThat(backups.objects(old, disk)).isEqualTo("dump manifest");
    assertThat(audit(old)).as("nothing was deleted").isEqualTo("pin");
    assertThat(cli.run("backups", "--schedule", name).out()).contains("pinned");
    assertThat(cli.run("backups", "--schedule", name, "--json").json().get(1).get("pinned"))
        .hasToString("true");
    cli.given("backups", "unpin", old.id());
    assertThat(audit(old)).isEqualTo("unpin");
    assertThat(cli.run("backups", "unpin", old.id()).out()).contains("already");
    assertThat(delete(old.id()).exit()).isZero();
  }

  @Test
  void thePinnedGoByForce() {
    local(disk);
    Backup old = backups.add(2, disk);
    backups.add(1, disk);
    cli.given("backups", "pin", old.id());

    assertThat(delete(old.id(), "--force").exit()).isZero();
    assertThat(backups.objects(old, disk)).isEmpty();
  }

  @Test
  void theLastGoodOnesStayWithoutForce() {
    local(disk);
    Backup whole = backups.add(3, disk);
    Backup lacking = backups.add(2, ErrorCode.VIEWS_BROKEN.code(), new String[] {disk});

    assertRefused(delete(lacking.id()), "the newest good copy of its series");
    assertRefused(delete(whole.id()), "the newest good copy that lacks nothing of its series");
    assertThat(backups.objects(whole, disk)).isEqualTo("dump manifest");

    Backup newest = backups.add(1, disk);
    assertThat(delete(lacking.id()).exit()).isZero();
    assertThat(delete(newest.id(), "--force").exit()).isZero();
    assertRefused(delete(whole.id()), "the newest good copy of its series");
  }

  @Test
  void aGoodCopyElsewhereProtectsNothingHere() {
    local(disk);
    local(disk + "-2");
    Backup here = backups.add(2, disk);
    backups.add(1, disk + "-2");

    assertRefused(delete(here.id()), "the newest good copy of its series");
  }

  @Test
  void whatIsBeingWrittenStaysAlsoByForce() {
    local(disk);
    backups.add(1, disk);
    Backup running = backups.running(disk);

    assertRefused(delete(running.id(), "--force"), "being written");
    assertThat(backups.copyOf(running, disk).status()).isEqualTo(CopyStatus.PENDING);
  }

  @Test
  void onlyTheCopiesOfOneStorageAndOnlyKnownNames() {
    local(disk);
    local(disk + "-2");
    Backup old = backups.add(2, disk, disk + "-2");
    backups.add(1, disk, disk + "-2");

    assertThat(delete(old.id(), "--storage", disk + "-2").exit()).isZero();
    assertThat(backups.objects(old, disk)).isEqualTo("dump manifest");
    assertThat(backups.objects(old, disk + "-2")).isEmpty();
    assertThat(delete(old.id(), "--storage", "none").err()).contains("has no copy on storage none");
    assertThat(delete(old.id(), "no-such-id").exit()).isEqualTo(1);
    assertThat(backups.objects(old, disk)).as("nothing goes then").isEqualTo("dump manifest");
  }

  @Test
  void whatRestsElsewhereIsRefusedWithTheReasonAndTheRestGoes() throws Exception {
    local(disk);
    local(disk + "-2");
    Backup old = backups.add(2, disk, disk + "-2");
    backups.add(1, disk, disk + "-2");
    Path marker = cli.folder().resolve(disk).resolve(".dumpwarden-storage");
    Path aside = cli.folder().resolve(disk + "-marker");
    Files.move(marker, aside);

    Outcome outcome = delete(old.id());
    Files.move(aside, marker);

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(line(outcome, disk).get("result").asText()).isEqualTo("unreachable");
    assertThat(line(outcome, disk).get("reason").asText()).contains("rests on host some-host");
    assertThat(backups.copyOf(old, disk).status()).isEqualTo(CopyStatus.STORED);
    assertThat(line(outcome, disk + "-2").get("result").asText()).isEqualTo("deleted");
    assertThat(delete(old.id()).exit()).isZero();
  }

  @Test
  void aStorageThatFailsHalfWayLeavesTheManifestAndTheRowUntilItIsRepeated() throws Exception {
    try (S3ProxyServer server = S3ProxyServer.start();
        FaultyS3 faulty = FaultyS3.before(server)) {
      String bucket = name + "-s3";
      s3(bucket, server, faulty);
      Backup old = backups.add(2, bucket);
      backups.add(1, bucket);
      faulty.plant(Operation.DELETE_OBJECT, 2, 99, new S3Fault.Refuse(503, "SlowDown"));

      Outcome outcome = delete(old.id());

      assertThat(outcome.exit()).isEqualTo(1);
      assertThat(line(outcome, bucket).get("result").asText()).isEqualTo("unreachable");
      assertThat(backups.objects(old, bucket)).as("the dump goes first").isEqualTo("manifest");
      assertThat(backups.copyOf(old, bucket).status()).isEqualTo(CopyStatus.EXPIRED);

      faulty.heal();
      assertThat(delete(old.id()).exit()).isZero();
      assertThat(backups.objects(old, bucket)).isEmpty();
      assertThat(backups.copyOf(old, bucket).status()).isEqualTo(CopyStatus.DELETED);
    }
  }

  @Test
  void aStorageThatDoesNotAnswerLeavesTheRowAsItIs() throws Exception {
    try (S3ProxyServer server = S3ProxyServer.start();
        FaultyS3 faulty = FaultyS3.before(server)) {
      String bucket = name + "-s3";
      s3(bucket, server, faulty);
      Backup old = backups.add(2, bucket);
      backups.add(1, bucket);
      faulty.plant(Operation.OTHER, new S3Fault.Refuse(503, "SlowDown"));

      assertThat(line(delete(old.id()), bucket).get("result").asText()).isEqualTo("unreachable");
      faulty.heal();
      assertThat(backups.copyOf(old, bucket).status()).isEqualTo(CopyStatus.STORED);
      assertThat(backups.objects(old, bucket)).isEqualTo("dump manifest");
    }
  }

  private void local(String storage) {
    String folder = cli.folder().resolve(storage).toString();
    cli.given("storage", "add", storage, "--type", "local", "--path", folder);
  }

  private void s3(String storage, S3ProxyServer server, FaultyS3 faulty) {
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
            faulty.endpoint().toString(),
            "--region",
            "us-east-1",
            "--bucket",
            server.bucket(),
            "--path-style",
            "--access-key",
            server.accessKey(),
            "--secret-key-stdin");
    assertThat(added.exit()).as(added.err()).isZero();
  }

  private Outcome delete(String... idsAndOptions) {
    List<String> words = new ArrayList<>(List.of("backups", "delete", "--yes", "--json"));
    words.addAll(Arrays.asList(idsAndOptions));
    return cli.run(words.toArray(String[]::new));
  }

  private static void assertRefused(Outcome outcome, String why) {
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.json()).hasSize(1);
    assertThat(outcome.json().get(0).get("result").asText()).isEqualTo("refused");
    assertThat(outcome.json().get(0).get("reason").asText()).contains(why);
  }

  private static JsonNode line(Outcome outcome, String storage) {
    for (JsonNode line : outcome.json()) {
      if (line.get("storage").asText().equals(storage)) {
        return line;
      }
    }
    throw new AssertionError("nothing about " + storage + ": " + outcome);
  }

  private String audit(Backup backup) {
    return cli.platform().audit().latestOf("backup", backup.id()).orElseThrow().action();
  }
}
