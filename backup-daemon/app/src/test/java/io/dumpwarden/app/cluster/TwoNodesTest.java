package io.dumpwarden.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two daemons on one metadata store share the work, and neither does the other's. */
@Tag("long")
@Timeout(480)
class TwoNodesTest {

  private static final int SERVERS = 10;
  private static final int ROOM = 2;

  @TempDir Path home;

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0"})
  void shareOneScheduleWithoutADoubleRunAndKeepTheLimits(TestEngine engine) throws Exception {
    try (Fleet fleet = new Fleet(home, Engines.shared(engine))) {
      fleet.start("a", ROOM);
      fleet.start("b", ROOM);
      fleet.addServers(SERVERS);
      fleet.addSharedFolder(home.resolve("backups"));
      fleet.addSchedule();

      await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                assertLimitsHold(fleet);
                return fleet.count("run WHERE status = 'succeeded'") >= 3 * SERVERS;
              });

      assertThat(fleet.rows("SELECT DISTINCT status FROM run WHERE ended_at IS NOT NULL"))
          .containsExactly("succeeded");
      assertThat(fleet.rows("SELECT fire_time FROM run GROUP BY 1 HAVING COUNT(*) <> " + SERVERS))
          .isEmpty();
      assertThat(fleet.rows("SELECT fire_time FROM run WHERE EXTRACT(SECOND FROM fire_time) <> 0"))
          .isEmpty();
      assertThat(fleet.rows("SELECT DISTINCT node_name FROM run WHERE node_name IS NOT NULL"))
          .containsExactlyInAnyOrder("a", "b");
      // the daemon's own entry is the first user
      assertThat(
              fleet.rows(
                  "SELECT channel, action, COUNT(*) FROM audit_log GROUP BY 1, 2 ORDER BY 1"))
          .containsExactly("daemon add 1", "sql add " + (SERVERS + 3));
      assertThat(fleet.rows("SELECT MIN(password LIKE 'dw1:%') FROM server")).containsExactly("1");
      assertThat(backups()).hasSizeGreaterThanOrEqualTo(3 * SERVERS);
    }
  }

  private static void assertLimitsHold(Fleet fleet) throws Exception {
    assertThat(
            fleet.rows(
                "SELECT node_name, COUNT(*) FROM run WHERE status = 'running'"
                    + " GROUP BY 1 HAVING COUNT(*) > "
                    + ROOM))
        .isEmpty();
    assertThat(
            fleet.rows(
                "SELECT server, COUNT(*) FROM run WHERE status = 'running'"
                    + " GROUP BY 1 HAVING COUNT(*) > 1"))
        .isEmpty();
  }

  private List<Path> backups() throws Exception {
    try (Stream<Path> files = Files.walk(home.resolve("backups"))) {
      return files.filter(file -> file.toString().endsWith(".sql.zst")).toList();
    }
  }
}
