package io.dumpwarden.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.JdbiClusterLock;
import io.dumpwarden.recovery.SelfBackup;
import io.dumpwarden.storage.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the daemon backs its metadata store up, and who leaves those backups alone. */
class SelfBackupWatchTest {

  @TempDir Path folder;
  private Platform platform;
  private SelfBackupWatch watch;
  private SelfBackupService service;

  @BeforeEach
  void open() throws Exception {
    TestStore store = TestStore.on(Engines.shared(TestEngine.MARIADB_11_4));
    DaemonConfig config = TestDaemon.config(folder.resolve("data"), store, folder);
    platform = Platform.open(config, new DataDirectory(config.dataDir()));
    watch =
        new SelfBackupWatch(
            platform, platform.localStorages(), new JdbiClusterLock(platform.store()));
    service = new SelfBackupService(platform);
    Rows rows = new Rows(platform);
    rows.add(
        ConfigKind.STORAGE,
        Map.of(
            "name",
            "away",
            "type",
            "s3",
            "settings",
            "{\"endpoint\":\"http://127.0.0.1:1\",\"bucket\":\"backups\",\"path_style\":\"true\",\"access_key\":\"a\"}"),
        Map.of("secret_key", Secret.of("wrong")));
    rows.local("disk", folder.resolve("disk"));
  }

  @AfterEach
  void close() {
    watch.stop();
    platform.close();
  }

  @Test
  void oneADayIsMadeAndEverybodyElseLeavesItAlone() throws Exception {
    watch.look();
    await().atMost(Duration.ofSeconds(60)).until(() -> stored() == 1);
    watch.look();
    watch.look();
    assertThat(service.rows().list(10)).hasSize(1);

    Path home = folder.resolve("disk/_dumpwarden/metadata");
    Files.writeString(
        home.resolve(
            ".20260101T000000Z_01900000-0000-7000-8000-000000000001.sql.zst.enc.mhzabc-0123456789abcdef.partial"),
        "at work");
    List<String> before = files(home);
    assertThat(before).hasSize(3);
    new RunWiring(platform).straySweep().sweep();
    platform.retention().applyAll();
    assertThat(files(home)).isEqualTo(before);
    assertThat(
            new CatalogService(platform)
                .check(
                    List.of("disk"),
                    finding -> {
                      throw new AssertionError(finding);
                    }))
        .containsExactly("disk");
  }

  @Test
  void offMeansNever() {
    new Rows(platform)
        .add(ConfigKind.SETTING, Map.of("name", "self_backup", "value", "off"), Map.of());
    watch.look();
    watch.stop();
    assertThat(service.rows().list(10)).isEmpty();
  }

  private long stored() {
    return service.rows().list(10).stream()
        .filter(backup -> backup.status() == SelfBackup.Status.STORED)
        .count();
  }

  private static List<String> files(Path home) throws Exception {
    try (Stream<Path> files = Files.list(home)) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
