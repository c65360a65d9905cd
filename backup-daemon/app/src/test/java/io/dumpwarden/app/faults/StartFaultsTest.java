package io.dumpwarden.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.app.ChildDaemon;
import io.dumpwarden.app.Rows;
import io.dumpwarden.app.TestDaemon;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that are refused, and what is missing from the start. */
class StartFaultsTest {

  @TempDir Path folder;

  @Test
  void aSecondDaemonOnTheSameDataDirectoryIsRefused() throws Exception {
    Path data = folder.resolve("data");
    try (TestDaemon daemon = TestDaemon.start(data, null, folder)) {
      ChildDaemon second = new ChildDaemon(data, null, folder);

      int exit = second.command("serve");

      assertThat(exit).isEqualTo(1);
      assertThat(second.output())
          .contains("data-dir-locked", "pid " + ProcessHandle.current().pid(), "hint: stop");
      assertThat(daemon.platform().queue().active()).isEmpty();
    }
  }

  @Test
  void aWrongOrLostMasterKeyIsARefusedStartThatLeavesNothingRunning() throws Exception {
    Path data = folder.resolve("data");
    TestDaemon.start(data, null, folder).close();
    Path key = data.resolve("master.key");
    String right = Files.readString(key);

    Files.writeString(key, "dGVzdC1tYXN0ZXIta2V5LW9mLTMyLWJ5dGVzLWxvbmc=\n");
    assertRefused(data, "this is");
    Files.delete(key);
    assertRefused(data, "is lost");
    assertThat(key).doesNotExist();

    Files.writeString(key, right);
    TestDaemon.start(data, null, folder).close();
  }

  private void assertRefused(Path data, String words) {
    assertThatThrownBy(() -> TestDaemon.start(data, null, folder))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.MASTER_KEY_WRONG);
              assertThat(e.hint()).contains("start with the master key");
            })
        .hasMessageContaining(words);
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(p -> p.info().commandLine().orElse("").contains(data.toString()));
  }

  @Test
  void aMissingDumpToolIsSaid() throws Exception {
    SourceEngine source = Engines.shared(TestEngine.MARIADB_11_4);
    SampleDatabase.small(source, "no_tool");
    Path data = folder.resolve("data");
    Path nowhere = Files.createDirectory(folder.resolve("nowhere"));
    try (ChildDaemon daemon = new ChildDaemon(data, null, nowhere)) {
      daemon.with(
          platform -> {
            Rows rows = new Rows(platform);
            rows.server("shop", source);
            rows.local("disk", folder.resolve("disk"));
            rows.schedule("nightly", "shop", "no_tool");
            rows.rule("nightly", "disk");
          });
      daemon.start(nowhere.toString());
      for (Path file : Leftovers.files(data.resolve("programs"))) {
        if (file.endsWith("mariadb-dump") || file.endsWith("mysqldump")) {
          Files.delete(file);
        }
      }
      Run run = daemon.launch("nightly");

      daemon.with(
          platform -> {
            Run ended =
                Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(
                        () -> platform.queue().find(run.id()).orElseThrow(), r -> r.end() != null);
            Scene.assertEnd(
                ended.end(), RunStatus.FAILED, "dump-tool-missing", "no mariadb-dump found");
            assertThat(ended.end().hint()).contains("install");
            Leftovers.assertObjects(platform, 0, "disk");
          });
      Leftovers.assertNone(data);
    }
  }
}
