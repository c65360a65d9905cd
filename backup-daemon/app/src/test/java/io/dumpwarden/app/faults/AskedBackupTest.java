package io.dumpwarden.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.ChildDaemon;
import io.dumpwarden.app.Rows;
import io.dumpwarden.app.TestStore;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunFilter;
import io.dumpwarden.run.RunStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that somebody asks for beside a daemon: the command runs it, and ends it. */
class AskedBackupTest {

  private static final String DATABASE = "asked_big";

  /** That can be held. */
  private static final String TOOL = "mysqldump";

  @TempDir Path folder;
  private WrappedTools tools;

  @BeforeAll
  static void fill() throws Exception {
    SampleDatabase.big(source(), DATABASE);
  }

  @BeforeEach
  void wrap() throws Exception {
    tools = WrappedTools.in(folder.resolve("tools"));
  }

  @Test
  void aCommandThatIsStoppedEndsItsOwnRunAndLeavesNothing() throws Exception {
    try (ChildDaemon daemon = daemon()) {
      daemon.start();
      tools.hold(DATABASE);
      Process command =
          daemon.begin(
              "backup", "single", "--server", "shop", "--database", DATABASE, "--engine", TOOL);
      tools.awaitHeld(DATABASE);
      Run running = run(daemon);
      assertThat(running.status()).isEqualTo(RunStatus.RUNNING);
      assertThat(running.nodeId()).isEqualTo(running.request().forNode());

      command.destroy();

      assertThat(command.waitFor(30, TimeUnit.SECONDS)).as(daemon.output()).isTrue();
      assertThat(command.exitValue()).isEqualTo(1);
      assertThat(run(daemon).status()).isEqualTo(RunStatus.INTERRUPTED);
      daemon.with(platform -> Leftovers.assertObjects(platform, 0, "disk"));
      Leftovers.assertNone(folder.resolve("data"));
    }
  }

  @Test
  void aSecondOneNeedNotWaitForTheFirst() throws Exception {
    try (ChildDaemon daemon = daemon()) {
      tools.hold(DATABASE);
      Process first =
          daemon.begin(
              "backup", "single", "--server", "shop", "--database", DATABASE, "--engine", TOOL);
      tools.awaitHeld(DATABASE);
      tools.work(DATABASE);

      int second =
          daemon.command("backup", "filter", "--server", "shop", "--db", DATABASE, "--json");

      assertThat(second).as(daemon.output()).isZero();
      assertThat(first.isAlive()).isTrue();
      tools.letGo(DATABASE);
      assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(first.exitValue()).as(daemon.output()).isZero();
    }
  }

  private static Run run(ChildDaemon daemon) {
    List<Run> runs =
        daemon.open(p -> p.queue().list(new RunFilter("manual", null, null, null, 10)));
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  private ChildDaemon daemon() throws Exception {
    ChildDaemon daemon =
        new ChildDaemon(folder.resolve("data"), TestStore.on(source()), tools.folder());
    daemon.with(
        platform -> {
          Rows rows = new Rows(platform);
          rows.server("shop", source());
          rows.local("disk", folder.resolve("disk"));
        });
    return daemon;
  }

  private static SourceEngine source() {
    return Engines.shared(TestEngine.MARIADB_11_4);
  }
}
