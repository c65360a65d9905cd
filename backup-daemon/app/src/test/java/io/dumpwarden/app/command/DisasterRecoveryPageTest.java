package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.app.Daemon;
import io.dumpwarden.app.EnvironmentReader;
import io.dumpwarden.app.desk.AdminWiring;
import io.dumpwarden.backup.BackupListener;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.embedded.MariaDbBinaries;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/disaster-recovery.md, command by command: what it promises is what happens. */
@Tag("long")
class DisasterRecoveryPageTest {

  private static final String PAGE = "docs/disaster-recovery.md";
  private static final String PASSPHRASE = "correct horse battery staple";

  @TempDir Path folder;
  private RecoveryScene scene;
  private SourceEngine target;
  private PageCommands reader;
  private String plain;
  private String newest;
  private String encrypted;
  private final Map<String, String> places = new LinkedHashMap<>();

  @BeforeEach
  void beforeTheFire() throws Exception {
    scene = new RecoveryScene(folder, "page");
    target = TestEngine.MARIADB_11_4.start();
    reader = new PageCommands(MariaDbBinaries.unpackInto(folder.resolve("programs")).toolFolder());
    Path safe = Files.createDirectories(folder.resolve("safe"));
    Files.writeString(safe.resolve("s3.secret"), "test-secret\n");
    Files.writeString(safe.resolve("shop1.password"), "test-secret\n");
    Files.writeString(safe.resolve("fleet.passphrase"), PASSPHRASE + "\n");
    Files.writeString(safe.resolve("shop1.cnf"), cnf());
    account(target);
    scene.addServer();
    scene.addDisk();
    scene.addBucket();
    scene.given(
        "key",
        "add",
        "fleet",
        "--type",
        "aes-256-gcm",
        "--passphrase-file",
        safe.resolve("fleet.passphrase").toString());
    scene.given(
        "schedule",
        "add",
        "nightly",
        "--cron",
        "15 2 * * *",
        "--type",
        "daily",
        "--servers",
        "shop1");
    scene.given("retention", "add", "--schedule", "nightly", "--storage", "disk", "--keep", "30d");
    plain = scene.backup();
    encrypted = scene.backup("--encryption", "aes-256-gcm", "--key-id", "fleet");
    reader.environment().putAll(scene.environment());
    places.put("recovery-kit.txt", folder.resolve("recovery-kit.txt").toString());
    follow("## Before");
    newest = scene.backup();
    places();
  }

  @AfterEach
  void end() throws Exception {
    target.close();
    scene.close();
  }

  @Test
  void theWayBackWithABackupOfTheMetadataStore() throws Exception {
    assertThat(Files.readString(folder.resolve("recovery-kit.txt")))
        .contains(key())
        .contains("self-backup restore --storage-type s3 --access-key test-access --bucket backups")
        .contains("fleet (aes-256-gcm), needed by 1 stored backups")
        .doesNotContain("test-secret")
        .doesNotContain(PASSPHRASE);
    places.put("\\bBACKUP\\b", newest);
    Files.move(scene.disk(), folder.resolve("rescued"));
    bareMachine("way-1");

    follow("## 1. With a backup of the metadata store");

    try (Daemon daemon =
        Daemon.start(
            EnvironmentReader.read(daemonEnvironment()),
            new BackupListener() {},
            AdminWiring.front())) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  daemon.platform().rowStates().all().stream()
                      .anyMatch(
                          state ->
                              state.row().equals(new RowRef(ConfigKind.SCHEDULE, "nightly"))
                                  && state.nextFireAt() != null));
      assertThat(daemon.platform().catalog().find(plain)).isPresent();
    }
  }

  @Test
  void theWayBackFromTheManifests() throws Exception {
    places.put("\\bBACKUP\\b", encrypted);
    bareMachine("way-2");

    follow("## 2. Without one: from the manifests");

    assertThat(
            RecoveryScene.run(reader.environment(), "", "backups", "--json")
                .json()
                .findValuesAsText("id"))
        .contains(plain, encrypted, newest);
  }

  @Test
  void theWayBackWithoutDumpwarden() throws Exception {
    places.put("\\bDUMP\\b", keyOf(plain));
    places.put("\\bENCRYPTED\\b", keyOf(encrypted));
    places.put(
        "\\bSELF_BACKUP\\b",
        scene
            .rows("SELECT object_key FROM self_backup WHERE storage = 'disk' AND status = 'stored'")
            .get(0));

    Cli.Outcome last = follow("## 3. Without Dumpwarden");

    assertThat(last.out()).startsWith("-- Dumpwarden metadata completed: ");
  }

  /** Runs a section; every command has to end well, and what it restores has to be equal. */
  private Cli.Outcome follow(String heading) throws Exception {
    Cli.Outcome last = new Cli.Outcome(0, "", "");
    List<String> commands = PageCommands.of(PAGE, heading);
    assertThat(commands).isNotEmpty();
    for (String written : commands) {
      String command = written;
      for (Map.Entry<String, String> place : places.entrySet()) {
        command =
            command.replaceAll(
                place.getKey(), java.util.regex.Matcher.quoteReplacement(place.getValue()));
      }
      last = reader.run(command);
      assertThat(last.exit()).as("%s: %s%s", command, last.out(), last.err()).isZero();
      if (command.contains("mariadb --defaults") || command.contains("dumpwarden restore ")) {
        assertEqual();
      }
      if (command.contains("mariadb --defaults")) {
        drop();
      }
    }
    return last;
  }

  private void assertEqual() throws Exception {
    try (Connection original = scene.source().connect();
        Connection restored = target.connect()) {
      assertThat(DatabaseCompare.differences(original, restored, List.of(scene.database())))
          .isEmpty();
    }
  }

  private void drop() throws Exception {
    try (Connection restored = target.connect();
        Statement statement = restored.createStatement()) {
      statement.execute("DROP DATABASE " + scene.database());
    }
  }

  /** What the page says, and what it is here. */
  private void places() {
    places.put("KEY_OF_THE_KIT", key());
    places.put("/var/lib/dumpwarden", "nowhere");
    places.put("https://s3\\.example\\.com", scene.endpoint());
    places.put("AKIDEXAMPLE", "test-access");
    places.put("eu-central-1", "us-east-1");
    places.put("/safe/", folder.resolve("safe") + "/");
    places.put("/mnt/rescued", folder.resolve("rescued").toString());
    places.put("/var/backups/mysql", scene.disk().toString());
    places.put("db2\\.example\\.com", target.host());
    places.put("\\b3307\\b", "" + target.port());
    places.put("--user backup\\b", "--user " + scene.database());
  }

  private void bareMachine(String name) {
    places.put("/var/lib/dumpwarden", folder.resolve(name).toString());
    reader.environment().clear();
  }

  private Map<String, String> daemonEnvironment() {
    Map<String, String> environment = new LinkedHashMap<>(reader.environment());
    environment.put("DUMPWARDEN_ADMIN_PORT", "0");
    environment.put("DUMPWARDEN_METRICS_PORT", "0");
    environment.put("DUMPWARDEN_RELOAD_INTERVAL", "1s");
    return environment;
  }

  private String key() {
    return scene.environment().get("DUMPWARDEN_MASTER_KEY");
  }

  private String keyOf(String backup) throws Exception {
    return scene
        .rows("SELECT object_key FROM copy WHERE storage = 'disk' AND backup_id = '" + backup + "'")
        .get(0);
  }

  private String cnf() {
    return "[client]\nhost=%s\nport=%d\nuser=%s\npassword=test-secret\nskip-ssl\n"
        .formatted(target.host(), target.port(), scene.database());
  }

  private void account(SourceEngine server) throws Exception {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE USER `%s` IDENTIFIED BY 'test-secret'".formatted(scene.database()));
      statement.execute("GRANT ALL ON *.* TO `%s` WITH GRANT OPTION".formatted(scene.database()));
    }
  }
}
