package io.dumpwarden.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.Role;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.desk.RestoreWish;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.app.RestClient;
import io.dumpwarden.app.RestClient.Answer;
import io.dumpwarden.app.RestClient.Event;
import io.dumpwarden.app.desk.DaemonRestores;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.Node;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestoreStatus;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.storage.S3ProxyServer;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was backed up, by REST: made, followed, taken away, restored, proven, deleted. */
class HistoryRestTest {

  private static final String SHOP = "rest_shop";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static Scene scene;
  private static S3ProxyServer s3;
  private static HeldClient client;
  private static RestClient admin;
  private static RestClient operator;

  @BeforeAll
  static void start() throws Exception {
    scene = Scene.in(folder);
    client = HeldClient.in(scene.tools.folder());
    s3 = S3ProxyServer.start();
    SampleDatabase.small(scene.source, SHOP);
    scene.rows().server("rest-target", scene.source);
    admin = RestClient.of(scene.daemon, Role.ADMIN);
    operator = RestClient.of(scene.daemon, Role.OPERATOR);
    scene
        .platform()
        .editor()
        .add(
            ConfigKind.ENCRYPTION_KEY,
            new RowChanges(
                Map.of("name", "rest-key", "type", "aes-256-gcm"),
                Map.of("secret", Secret.of("pass for rest"))),
            new Actor("test", "cli"));
  }

  @AfterEach
  void letGo() throws IOException {
    client.letGo();
  }

  @AfterAll
  static void stop() throws Exception {
    scene.close();
    s3.close();
  }

  private static String bucket() {
    String name = scene.fresh("bucket");
    scene.rows().s3(name, s3, s3.endpoint());
    // a busy machine is no storage that hangs
    assertThat(admin.put("storages/" + name, "{\"stallLimit\":\"60s\"}").status()).isEqualTo(200);
    return name;
  }

  /** Runs a schedule by REST and answers its backup's id. */
  private static String backup(String schedule) {
    Answer launched = operator.post("schedules/" + schedule + "/run", "");
    assertThat(launched.status()).as(launched.text()).isEqualTo(202);
    String run = launched.json().get(0).get("id").asText();
    assertThat(launched.header("Location")).isEqualTo("/api/v1/runs/" + run);
    List<Event> events = operator.events("runs/" + run + "/events");
    assertThat(events).extracting(Event::name).contains("progress", "log").endsWith("end");
    JsonNode end = events.get(events.size() - 1).json();
    assertThat(end.get("status").asText()).as("%s", end).isEqualTo("succeeded");
    assertThat(end.get("trigger").asText()).isEqualTo("manual");
    return operator.get("backups?schedule=" + schedule).json().get(0).get("id").asText();
  }

  private static Path file(String disk, String backup) {
    Backup found = scene.platform().catalog().find(backup).orElseThrow();
    return scene
        .storageFolder(disk)
        .resolve(
            found.copies().stream()
                .filter(copy -> copy.storage().equals(disk))
                .findFirst()
                .orElseThrow()
                .key());
  }

  @Test
  void aBackupIsMadeFollowedAndTakenAway() throws Exception {
    String disk = scene.local();
    String bucket = bucket();
    String[] sealed = {
      "encryption", "aes-256-gcm", "encryption_key", "rest-key", "compress_type", "none"
    };
    String backup = backup(scene.scheduleWith(SHOP, sealed, disk, bucket));
    byte[] file = Files.readAllBytes(file(disk, backup));
    String path = "backups/" + backup + "/download";

    Answer whole = operator.get(path);
    assertThat(whole.bytes()).isEqualTo(file);
    assertThat(whole.header("Content-Disposition")).contains("attachment").contains(".sql.enc");
    Answer part = operator.get(path + "?storage=" + bucket, "Range", "bytes=10-29");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(file, 10, 30));
    assertThat(part.header("Content-Range")).isEqualTo("bytes 10-29/" + file.length);
    Answer last = operator.get(path, "Range", "bytes=-7");
    assertThat(last.bytes()).isEqualTo(Arrays.copyOfRange(file, file.length - 7, file.length));
    assertThat(operator.get(path, "Range", "bytes=" + file.length + "-").status()).isEqualTo(416);

    assertThat(operator.get(path + "?decrypt=true").status()).isEqualTo(403);
    Answer plain = admin.get(path + "?decrypt=true");
    assertThat(plain.text()).contains("CREATE TABLE `customer`").contains("-- Dump completed");
    assertThat(plain.header("Content-Disposition")).doesNotContain(".enc");
    assertThat(admin.get(path + "?file=users&decrypt=true").text()).contains("-- Accounts of");
    assertThat(operator.get(path + "?file=manifest").json().get("backupId").asText())
        .isEqualTo(backup);
    assertThat(operator.get("backups/" + backup + "/manifest").json().get("mac").asText())
        .isNotBlank();

    Answer link = operator.get(path + "?redirect=true&storage=" + bucket);
    assertThat(link.status()).isEqualTo(303);
    assertThat(
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(URI.create(link.header("Location"))).build(),
                    BodyHandlers.ofByteArray())
                .body())
        .isEqualTo(file);
    assertThat(operator.get(path + "?redirect=true&storage=" + disk).bytes()).isEqualTo(file);
    assertThat(audited(backup)).contains("download", "decrypt", "link");
  }

  @Test
  void whatIsNotEncryptedIsTakenByAdminsOnly() {
    String backup = backup(scene.schedule(SHOP, scene.local()));
    String path = "backups/" + backup + "/download";

    for (String query : List.of("", "?file=users", "?redirect=true")) {
      Answer refused = operator.get(path + query);
      assertThat(refused.status()).as(query).isEqualTo(403);
      assertThat(refused.json().get("code").asText()).isEqualTo("role-missing");
      assertThat(refused.text()).contains("is not encrypted");
    }
    assertThat(audited(backup)).doesNotContain("download", "link");
    assertThat(operator.get(path + "?file=manifest").status()).isEqualTo(200);
    assertThat(admin.get(path).status()).isEqualTo(200);
  }

  /** One that cannot be had is no reason to give none. */
  @Test
  void aLinkIsMadeToTheNextCopyWhereOneFails() throws Exception {
    String gone = bucket();
    String good = bucket();
    String backup = backup(scene.schedule(SHOP, gone, good));
    for (String missing : List.of(gone, good)) {
      String other = missing.equals(gone) ? good : gone;
      String secret = "{\"secretKey\":\"%s\"}";
      Answer denied = admin.put("storages/" + missing, secret.formatted("another-secret"));
      assertThat(denied.status()).as(denied.text()).isEqualTo(200);

      Answer link = admin.get("backups/" + backup + "/download?redirect=true");

      assertThat(link.status()).as(link.text()).isEqualTo(303);
      assertThat(link.header("Location")).contains(other);
      admin.put("storages/" + missing, secret.formatted(s3.secretKey().reveal()));
    }
  }

  @Test
  void whatARunWouldDoFiguresAndEvidenceAreTold() {
    String schedule = scene.schedule(SHOP, scene.local());
    String backup = backup(schedule);

    JsonNode preview = operator.post("schedules/" + schedule + "/preview", "").json();
    assertThat(preview.get(0).get("files").get(0).get("databases").get(0).asText()).isEqualTo(SHOP);
    assertThat(operator.get("statistics").json().get("totals").get("backups").asLong())
        .isPositive();
    Answer report = operator.get("report?from=2020-01-01&to=2100-01-01");
    assertThat(report.json().get("backups").findValuesAsText("schedule")).contains(schedule);
    Answer wrong = operator.get("report?from=yesterday");
    assertThat(wrong.json().get("errors").findValuesAsText("field")).contains("from", "to");
    assertThat(operator.post("servers/rest-target/recover", "").json().get("done")).isEmpty();
    assertThat(ids(operator.get("backups?q=" + SHOP + "&schedule=" + schedule)))
        .containsExactly(backup);
  }

  private static List<String> audited(String key) {
    return scene.platform().audit().latest(500).stream()
        .filter(entry -> entry.key().equals(key))
        .map(AuditEntry::action)
        .toList();
  }

  @Test
  void damageThatDecryptionMeetsCutsTheConnection() throws Exception {
    String disk = scene.local();
    String big = "rest_big";
    SampleDatabase.big(scene.source, big);
    String[] sealed = {
      "encryption", "aes-256-gcm", "encryption_key", "rest-key", "compress_type", "none"
    };
    String backup = backup(scene.scheduleWith(big, sealed, disk));
    Path file = file(disk, backup);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1000] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> admin.get("backups/" + backup + "/download?decrypt=true"))
        .hasMessageContaining("the connection was cut");
  }

  @Test
  void listsAreFilteredPagedAndNotSentTwice() {
    String schedule = scene.schedule(SHOP, scene.local());
    String first = backup(schedule);
    String second = backup(schedule);

    Answer page = operator.get("backups?limit=1&schedule=" + schedule);
    assertThat(ids(page)).containsExactly(second);
    String next = page.header("Link").replaceAll("<(.*)>; rel=\"next\"", "$1");
    Answer rest = operator.get(next.replace("/api/v1/", ""));
    assertThat(ids(rest)).containsExactly(first);
    assertThat(rest.header("Link")).isEmpty();
    String tag = page.header("ETag");
    assertThat(operator.get("backups?limit=1&schedule=" + schedule, "If-None-Match", tag).status())
        .isEqualTo(304);
    assertThat(ids(operator.get("runs?trigger=schedule&schedule=" + schedule))).isEmpty();
    assertThat(ids(operator.get("runs?trigger=manual&schedule=" + schedule))).hasSize(2);
    Answer wrong = operator.get("backups?limit=0&status=fine&sever=x");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("limit", "status", "sever");
    assertThat(wrong.text()).contains("did you mean 'server'");
    assertThat(operator.get("backups/nothing").status()).isEqualTo(404);
  }

  private static List<String> ids(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().findValuesAsText("id");
  }

  @Test
  void aBackupIsRestoredUnderAnotherName() throws Exception {
    String backup = backup(scene.schedule(SHOP, scene.local()));
    String wish = "{\"backup\":\"%s\",\"to\":\"rest-target\",\"database\":\"rest_again\"}";

    JsonNode plan = operator.post("restores/plan", wish.formatted(backup)).json();
    assertThat(plan.get("mayRun").asBoolean()).as("%s", plan).isTrue();
    Answer begun = operator.post("restores", wish.formatted(backup));
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    String id = begun.json().get("id").asText();
    List<Event> events = operator.events("restores/" + id + "/events");
    assertThat(events).extracting(Event::name).contains("progress", "log").endsWith("end");
    assertThat(events.get(events.size() - 1).json().get("status").asText()).isEqualTo("succeeded");
    try (Connection a = scene.source.connect();
        Connection b = scene.source.connect()) {
      assertThat(DatabaseCompare.differences(a, SHOP, b, "rest_again")).isEmpty();
    }
    assertThat(operator.get("restores/" + id + "/log").text()).isNotBlank();
    long lines = operator.get("restores/" + id + "/log").text().lines().count();
    assertThat(
            operator
                .get("restores/" + id + "/log?after=" + (lines - 1))
                .json()
                .get("line")
                .asLong())
        .isEqualTo(lines);
    Answer refused = operator.post("restores", wish.formatted(backup));
    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.json().get("code").asText()).isEqualTo("target-not-empty");
    replaceAsksForTheName(backup);
  }

  private static void replaceAsksForTheName(String backup) {
    String replace =
        "{\"to\":\"rest-target\",\"database\":\"rest_again\",\"existing\":\"replace\"%s}";
    scene.rows().rule("manual", scene.local());
    String path = "backups/" + backup + "/restore";
    Answer asked = operator.post(path, replace.formatted(""));
    assertThat(asked.status()).as(asked.text()).isEqualTo(422);
    assertThat(asked.json().get("errors").findValuesAsText("field")).containsExactly("confirm");
    Answer done = operator.post(path, replace.formatted(",\"confirm\":\"rest-target\""));
    assertThat(done.status()).as(done.text()).isEqualTo(202);
    String id = done.json().get("id").asText();
    assertThat(ended(id)).isEqualTo(RestoreStatus.SUCCEEDED);
    String safety = operator.get("restores/" + id).json().get("safetyBackup").asText();
    assertThat(operator.get("backups/" + safety).json().get("status").asText())
        .isEqualTo("succeeded");
  }

  @Test
  void everythingThatIsWrongWithAWishIsToldAtOnce() {
    String backup = backup(scene.schedule(SHOP, scene.local()));

    Answer wrong =
        operator.post(
            "restores",
            """
            {"backup":"%s","to":"nowhere","existing":"over","users":"some","tables":["a.b.c","x."],
             "ticket":"a b"}"""
                .formatted(backup));

    assertThat(wrong.status()).as(wrong.text()).isEqualTo(422);
    assertThat(wrong.json().get("errors").findValuesAsText("field"))
        .contains("to", "existing", "users", "tables", "ticket");
    Answer unknown = operator.post("restores", "{\"backup\":1,\"two\":\"x\",\"tables\":3}");
    assertThat(unknown.json().get("errors").findValuesAsText("field"))
        .contains("to", "two", "tables");
    assertThat(unknown.text()).contains("did you mean 'to'");
    Answer broken = operator.post("restores", "{\"backup\": planted-word}");
    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.text()).contains("line 1, column ").doesNotContain("planted");
  }

  @Test
  void aProtectedServerIsForAdminsWhoTypeItsName() throws Exception {
    String backup = backup(scene.schedule(SHOP, scene.local()));
    String guarded = scene.fresh("guarded");
    scene.rows().server(guarded, scene.source);
    assertThat(admin.put("servers/" + guarded, "{\"protected\":true}").status()).isEqualTo(200);
    String wish = "{\"to\":\"%s\",\"database\":\"rest_guarded\"%s}";
    String path = "backups/" + backup + "/restore";

    assertThat(operator.post(path, wish.formatted(guarded, "")).status()).isEqualTo(403);
    assertThat(admin.post(path, wish.formatted(guarded, "")).status()).isEqualTo(422);
    Answer begun = admin.post(path, wish.formatted(guarded, ",\"confirm\":\"" + guarded + "\""));
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    String id = begun.json().get("id").asText();
    Answer cancelled = operator.post("restores/" + id + "/cancel", "");
    assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(403);
    assertThat(ended(id)).isEqualTo(RestoreStatus.SUCCEEDED);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(audited(backup)).containsExactly("restore", "restore-begin"));
  }

  @Test
  void aRestoreThatTheAuditLogDoesNotTakeIsNotBegun() throws Exception {
    String backup = backup(scene.schedule(SHOP, scene.local()));
    String wish = "{\"backup\":\"%s\",\"to\":\"rest-target\",\"database\":\"rest_silent\"}";
    Answer refused;
    // what begins finds no table to say so in
    onStore("RENAME TABLE audit_log TO audit_log_away");
    try {
      refused = operator.post("restores", wish.formatted(backup));
    } finally {
      onStore("RENAME TABLE audit_log_away TO audit_log");
    }
    assertThat(refused.status()).as(refused.text()).isGreaterThanOrEqualTo(500);
    assertThat(ids(operator.get("restores?backup=" + backup))).isEmpty();
    try (Connection source = scene.source.connect();
        ResultSet rest =
            source.createStatement().executeQuery("SHOW DATABASES LIKE 'rest_silent'")) {
      assertThat(rest.next()).isFalse();
    }
  }

  private static void onStore(String sql) throws SQLException {
    try (Connection store = scene.platform().store().dataSource().getConnection();
        Statement statement = store.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aPlanThatTakesTooLongIsGivenUpAndHoldsNothing() {
    String backup = backup(scene.schedule(SHOP, scene.local()));
    Node node = new Node("n", "n", "h", Node.Kind.DAEMON, 1, Instant.EPOCH, Instant.EPOCH);
    DaemonRestores desk = new DaemonRestores(scene.platform(), node, Duration.ZERO);
    Caller caller = new Caller("ann", Role.ADMIN, "api", "127.0.0.1", null, "", false);
    RestoreWish wish =
        new RestoreWish(
            backup,
            "rest-target",
            List.of(),
            "rest_late",
            Map.of(),
            List.of(),
            "new",
            "none",
            false,
            false,
            false,
            List.of(),
            false,
            null,
            null,
            null,
            false);

    for (int i = 0; i < 4; i++) {
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> desk.begin(wish, caller))
                      .isInstanceOfSatisfying(
                          DumpwardenException.class,
                          e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT);
                            assertThat(e.hint()).contains("dumpwarden restore --dry-run");
                          }));
    }
    assertThat(ids(operator.get("restores?backup=" + backup))).isEmpty();
  }

  private static RestoreStatus ended(String id) {
    return await()
        .atMost(LIMIT)
        .until(
            () -> scene.platform().restores().find(id).map(Restore::status).orElseThrow(),
            RestoreStatus::isFinal);
  }

  @Test
  void aDrillProvesABackup() {
    String backup = backup(scene.schedule(SHOP, scene.local()));

    Answer begun = operator.post("backups/" + backup + "/drill", "");

    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    String path = begun.header("Location").replace("/api/v1/", "");
    JsonNode drill =
        await()
            .atMost(LIMIT)
            .until(
                () -> operator.get(path).json(), d -> !d.get("status").asText().equals("running"));
    assertThat(drill.get("status").asText()).as("%s", drill).isEqualTo("succeeded");
    assertThat(ids(operator.get("drills?backup=" + backup))).hasSize(1);
    assertThat(audited(backup)).contains("drill");
  }

  @Test
  void aDamagedCopyIsFoundRepairedAndDeleted() throws Exception {
    String disk = scene.local();
    String bucket = bucket();
    String backup = backup(scene.schedule(SHOP, disk, bucket));
    byte[] good = Files.readAllBytes(file(disk, backup));
    byte[] bad = good.clone();
    bad[bad.length / 2] ^= 1;
    Files.write(file(disk, backup), bad);

    Answer found = operator.post("backups/" + backup + "/verify", "{\"repair\":false}");
    assertThat(found.status()).as(found.text()).isEqualTo(202);
    await().atMost(LIMIT).until(() -> copy(backup, disk).equals("corrupt"));
    Answer lost = admin.get("backups/" + backup + "/download?storage=" + disk);
    assertThat(lost.status()).isEqualTo(409);
    assertThat(lost.json().get("code").asText()).isEqualTo("no-good-copy");
    assertThat(admin.get("backups/" + backup + "/download").bytes()).isEqualTo(good);
    await()
        .atMost(LIMIT)
        .until(() -> operator.post("backups/" + backup + "/verify", "").status() == 202);
    await().atMost(LIMIT).until(() -> copy(backup, disk).equals("stored"));
    assertThat(Files.readAllBytes(file(disk, backup))).isEqualTo(good);
    await()
        .atMost(LIMIT)
        // each when it is asked for, and when it is done
        .until(() -> audited(backup).stream().filter("verify"::equals).count() == 4);
    isDeleted(backup, disk, bucket);
  }

  private static String copy(String backup, String storage) {
    for (JsonNode copy : operator.get("backups/" + backup).json().get("copies")) {
      if (copy.get("storage").asText().equals(storage)) {
        return copy.get("status").asText();
      }
    }
    return "none";
  }

  private static void isDeleted(String backup, String disk, String bucket) {
    String path = "backups/" + backup;
    assertThat(operator.delete(path).status()).isEqualTo(403);
    assertThat(operator.put(path + "/pin", "").json().get("pinned").asBoolean()).isTrue();
    assertThat(admin.delete(path).status()).isEqualTo(409);
    assertThat(operator.delete(path + "/pin").json().get("pinned").asBoolean()).isFalse();
    JsonNode plan = admin.delete(path + "?dryRun=true&force=true&storage=" + disk).json();
    assertThat(plan.findValuesAsText("result")).containsExactly("may-go");
    assertThat(copy(backup, disk)).isEqualTo("stored");
    Answer deleted = admin.delete(path + "?force=true&storage=" + disk);
    assertThat(deleted.json().findValuesAsText("result")).containsExactly("deleted");
    assertThat(copy(backup, disk)).isEqualTo("deleted");
    assertThat(copy(backup, bucket)).isEqualTo("stored");
  }

  @Test
  void aRunIsCancelled() throws Exception {
    String big = "rest_held";
    SampleDatabase.big(scene.source, big);
    scene.tools.hold(big);
    String schedule = scene.schedule(big, scene.local());
    String run =
        operator
            .post("runs", "{\"schedule\":\"" + schedule + "\"}")
            .json()
            .get(0)
            .get("id")
            .asText();
    scene.tools.awaitHeld(big);

    assertThat(operator.post("runs/" + run + "/cancel", "").status()).isEqualTo(202);

    await()
        .atMost(LIMIT)
        .until(
            () ->
                operator
                    .get("runs/" + run)
                    .json()
                    .get("status")
                    .asText()
                    .equals(RunStatus.CANCELLED.id()));
    assertThat(audited(run)).contains("run", "cancel");
    scene.tools.work(big);
  }

  @Test
  void aBackupInWordsIsMade() {
    String server = scene.fresh("server");
    scene.rows().server(server, scene.source);
    String disk = scene.local();
    Answer wrong =
        operator.post(
            "runs",
            "{\"server\":\""
                + server
                + "\",\"mode\":\"odd\",\"compressLevel\":99,\"database\":[\"x\"]}");
    assertThat(wrong.status()).as(wrong.text()).isEqualTo(422);
    assertThat(
            operator
                .post("runs", "{\"server\":\"" + server + "\",\"mode\":\"odd\"}")
                .json()
                .get("errors")
                .findValuesAsText("field"))
        .contains("mode");

    Answer begun =
        operator.post(
            "runs",
            "{\"server\":\"%s\",\"databases\":[\"%s\"],\"storages\":[\"%s\"],\"ticket\":\"T-1\"}"
                .formatted(server, SHOP, disk));
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    List<Event> events =
        operator.events("runs/" + begun.json().get(0).get("id").asText() + "/events");
    assertThat(events.get(events.size() - 1).json().get("status").asText()).isEqualTo("succeeded");
    assertThat(ids(operator.get("backups?storage=" + disk))).hasSize(1);
  }

  @Test
  void aRestoreIsCancelled() throws Exception {
    String id = heldRestore("rest_cancelled");

    assertThat(operator.post("restores/" + id + "/cancel", "").status()).isEqualTo(202);

    assertThat(ended(id)).isEqualTo(RestoreStatus.CANCELLED);
    assertThat(audited(id)).contains("cancel");
  }

  /** One that waits for its client. */
  private static String heldRestore(String name) throws IOException {
    String backup = backup(scene.schedule(SHOP, scene.local()));
    client.hold();
    Answer begun =
        operator.post(
            "backups/" + backup + "/restore",
            "{\"to\":\"rest-target\",\"database\":\"%s\"}".formatted(name));
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    client.awaitHeld();
    return begun.json().get("id").asText();
  }

  @Test
  void noMoreRestoresBeginThanTheNodeTakes() throws Exception {
    String one = heldRestore("rest_one");
    String two = heldRestore("rest_two");
    String backup = backup(scene.schedule(SHOP, scene.local()));
    assertThat(operator.get("restores?status=running").json().findValuesAsText("id"))
        .as(operator.get("restores/" + one).text() + operator.get("restores/" + two).text())
        .contains(one, two);

    Answer third =
        operator.post(
            "backups/" + backup + "/restore",
            "{\"to\":\"rest-target\",\"database\":\"rest_three\"}");

    assertThat(third.status()).as(third.text()).isEqualTo(503);
    assertThat(third.json().get("code").asText()).isEqualTo("busy");
    client.letGo();
    assertThat(ended(one)).isEqualTo(RestoreStatus.SUCCEEDED);
    assertThat(ended(two)).isEqualTo(RestoreStatus.SUCCEEDED);
  }

  @Test
  void aDaemonThatStopsLeavesAnHonestRow() throws Exception {
    String id = heldRestore("rest_stopped");

    long begin = System.nanoTime();
    scene.daemon.stop();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    scene.daemon.startAgain();

    Restore restore = scene.platform().restores().find(id).orElseThrow();
    assertThat(restore.status()).isEqualTo(RestoreStatus.INTERRUPTED);
    assertThat(restore.end().message()).contains("the daemon was stopped");
    assertThat(took).isLessThan(Duration.ofSeconds(20));
  }
}
