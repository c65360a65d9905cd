package io.dumpwarden.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.LocalEngine;
import io.dumpwarden.engines.MariaDb114;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The metadata store goes away under two daemons and comes back: fires go on, in few words. */
@Tag("long")
@Timeout(480)
class FleetOutageTest {

  private static final String GOOD =
      "run WHERE trigger_kind = 'schedule' AND status = 'succeeded' AND fire_time > '%s'";

  @TempDir Path home;

  @Test
  void firesGoOn() throws Exception {
    Engines.require(TestEngine.MARIADB_11_4);
    try (LocalEngine store = MariaDb114.start();
        Fleet fleet = new Fleet(home, store)) {
      List<ServeNode> nodes = List.of(fleet.start("a", 2), fleet.start("b", 2));
      fleet.addServers(2);
      fleet.addSharedFolder(home.resolve("backups"));
      fleet.addSchedule();
      await()
          .atMost(Duration.ofSeconds(150))
          .until(() -> fleet.count(GOOD.formatted("2000-01-01")) >= 2);

      nodes.get(0).holdDumps();
      nodes.get(1).holdDumps();
      await()
          .atMost(Duration.ofSeconds(150))
          .until(() -> fleet.count("run WHERE status = 'running'") == 2);
      List<String> running = fleet.rows("SELECT id FROM run WHERE status = 'running'");

      store.stop();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  nodes.stream().allMatch(n -> n.output().contains("the metadata store is away")));
      // long enough to see whether anybody repeats himself
      await().atMost(Duration.ofSeconds(40)).pollDelay(Duration.ofSeconds(30)).until(() -> true);
      store.restart();
      String back = fleet.rows("SELECT UTC_TIMESTAMP(6)").get(0);
      // longer than anybody would need to take the other for dead, whose lease has run out
      await().atMost(Duration.ofSeconds(20)).pollDelay(Duration.ofSeconds(15)).until(() -> true);
      nodes.get(0).letDumpsGo();
      nodes.get(1).letDumpsGo();

      await().atMost(Duration.ofSeconds(150)).until(() -> fleet.count(GOOD.formatted(back)) >= 2);
      for (String run : running) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> fleet.count("run WHERE status = 'succeeded' AND id = '" + run + "'") == 1);
      }
      assertThat(fleet.count("run WHERE status = 'interrupted' OR attempt > 1")).isZero();
      for (ServeNode node : nodes) {
        assertThat(node.isAlive()).isTrue();
        assertThat(node.lines("ERROR")).isEmpty();
        assertThat(node.lines("WARN").size()).as(node.output()).isLessThan(30);
      }
    }
  }
}
