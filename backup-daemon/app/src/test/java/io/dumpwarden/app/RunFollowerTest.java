package io.dumpwarden.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.metadata.JdbiNodeRegistry;
import io.dumpwarden.node.Node;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Waiting for a run where no daemon, or a dying one, is there to take it. */
@Timeout(60)
class RunFollowerTest {

  @TempDir Path folder;
  private Platform platform;
  private Node node;

  @BeforeEach
  void open() throws Exception {
    SourceEngine engine = Engines.shared(TestEngine.MARIADB_11_4);
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE IF NOT EXISTS follower_shop");
    }
    Path data = folder.resolve("data");
    DaemonConfig config =
        TestDaemon.config(data, TestStore.on(engine), engine.toolFolders().get(0));
    platform = Platform.open(config, new DataDirectory(data));
    node = Nodes.self(config, Node.Kind.DAEMON, platform.clock());
    Rows rows = new Rows(platform);
    rows.server("source", engine);
    rows.local("disk", folder.resolve("disk"));
    rows.schedule("all", "source", "follower_shop");
    rows.rule("all", "disk");
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void takesOverWhatADeadDaemonLeavesQueued() throws Exception {
    JdbiNodeRegistry nodes = new JdbiNodeRegistry(platform.store());
    nodes.renew(node, Duration.ofSeconds(5));
    RunFollower follower = new RunFollower(platform);
    List<Run> runs = follower.launch("all", null, RunRequest.by("test"));
    assertThat(follower.daemonIsAlive()).isTrue();

    try (LocalWork here = new LocalWork(() -> new LocalRuns(platform))) {
      List<Run> ended =
          follower.follow(
              runs,
              now -> here.throwIfFailed(),
              queued -> {
                assertThat(follower.daemonIsAlive()).isFalse();
                here.take(queued);
              });
      assertThat(ended).extracting(Run::status).containsExactly(RunStatus.SUCCEEDED);
    }
  }

  @Test
  void tellsWhatEndedTheWorkHere() throws Exception {
    RunFollower follower = new RunFollower(platform);
    List<Run> runs = follower.launch("all", null, RunRequest.by("test"));
    try (LocalWork here =
        new LocalWork(
            () -> {
              throw new DumpwardenException(ErrorCode.INTERNAL, "cannot work here");
            })) {
      assertThatThrownBy(() -> follower.follow(runs, now -> here.throwIfFailed(), here::take))
          .hasMessage("cannot work here");
    }
  }

  @Test
  void aRunForThisProcessIsTakenByNoOther() throws Exception {
    RunFollower follower = new RunFollower(platform);
    try (LocalWork here = new LocalWork(() -> new LocalRuns(platform))) {
      Map<String, String> spec =
          Map.of("mode", "single", "include_databases", "follower_shop", "storages", "disk");
      List<Run> runs =
          follower.launchManual("source", new RunRequest("test", "T-1", spec, here.nodeId()));
      assertThat(platform.queue().claim(node, Set::of)).isEmpty();
      assertThat(platform.queue().claim(node, runs.get(0).id())).isEmpty();

      here.take(runs);

      List<Run> ended = follower.follow(runs, now -> here.throwIfFailed(), here::take);
      assertThat(ended).extracting(Run::status).containsExactly(RunStatus.SUCCEEDED);
      assertThat(ended.get(0).nodeId()).isEqualTo(here.nodeId());
      assertThat(ended.get(0).request().ticket()).isEqualTo("T-1");
    }
    assertThatThrownBy(() -> follower.launchManual("none", RunRequest.by("test")))
        .hasMessage("there is no enabled server none");
  }

  @Test
  void claimsOnceTheStoreIsBack() throws Exception {
    Run run = new RunFollower(platform).launch("all", null, RunRequest.by("test")).get(0);
    AtomicInteger tries = new AtomicInteger();
    QueuedClaim claim = new QueuedClaim(failing(2, tries), node, () -> false);

    Optional<Run> claimed = claim.await(run);

    assertThat(claimed).map(Run::status).contains(RunStatus.RUNNING);
    assertThat(tries).hasValueGreaterThan(2);
  }

  @Test
  void logAndManifestSayWhatTheAccountMayNotSee() throws Exception {
    SourceEngine engine = Engines.shared(TestEngine.MARIADB_11_4);
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE OR REPLACE USER follower IDENTIFIED BY 'test-password'");
      statement.execute("GRANT SELECT, SHOW VIEW, EVENT ON follower_shop.* TO follower");
    }
    Rows rows = new Rows(platform);
    rows.server("blind", engine, "follower", "test-password");
    rows.schedule("some", "blind", "follower_shop");
    rows.rule("some", "disk");
    List<Run> runs = new RunFollower(platform).launch("some", null, RunRequest.by("test"));

    try (LocalRuns local = new LocalRuns(platform)) {
      local.run(runs);
    }

    String remedy = "GRANT TRIGGER ON `follower_shop`.* TO 'follower'@'%';";
    assertThat(platform.queue().readLog(runs.get(0).id()))
        .anyMatch(line -> line.contains("warning: ") && line.contains(remedy));
    try (Stream<Path> files = Files.walk(folder.resolve("disk"))) {
      Path manifest =
          files.filter(f -> f.toString().endsWith(".meta.json")).findAny().orElseThrow();
      assertThat(manifest).content().contains(remedy);
    }
  }

  /** The real queue, behind a store that is away for so many calls. */
  private RunQueue failing(int calls, AtomicInteger tries) {
    return (RunQueue)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {RunQueue.class},
            (proxy, method, arguments) -> {
              if (tries.incrementAndGet() <= calls) {
                throw new DumpwardenException(ErrorCode.METADATA_UNAVAILABLE, "away");
              }
              try {
                return method.invoke(platform.queue(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
