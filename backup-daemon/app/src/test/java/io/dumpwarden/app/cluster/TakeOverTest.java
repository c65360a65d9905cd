package io.dumpwarden.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.storage.S3ProxyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/** One of two daemons ends while it dumps: the other clears up, tries again, and goes on. */
@Tag("long")
@Timeout(480)
class TakeOverTest {

  private static final Logger LOG = LoggerFactory.getLogger(TakeOverTest.class);
  private static final String FIRST = "run WHERE attempt = 1 AND status = '%s'";

  @TempDir Path home;

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0"})
  void afterKill9(TestEngine engine) throws Exception {
    try (Fleet fleet = new Fleet(home, Engines.shared(engine))) {
      ServeNode dumping = startAndHold(fleet, () -> fleet.addSharedFolder(folder()));
      assertThat(partialFiles()).isNotEmpty();
      String killed = now(fleet);
      long begin = System.nanoTime();
      dumping.kill();
      fleet.other(dumping).letDumpsGo();

      wait(fleet, FIRST.formatted("interrupted"), "interrupted", begin);
      wait(fleet, "run WHERE attempt = 2 AND status = 'succeeded'", "tried again", begin);
      // the other node may be at its own backup of the store just then
      await().atMost(Duration.ofSeconds(30)).until(() -> partialFiles().isEmpty());
      assertThat(fleet.rows("SELECT DISTINCT node_name FROM run WHERE attempt = 2"))
          .containsExactly(fleet.other(dumping).name());
      wait(fleet, "node WHERE name = '%s'".formatted(dumping.name()), 0, "forgotten", begin);
      wait(fleet, goodFireAfter(killed), "fired again", begin);
    }
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void afterKill9InTheMiddleOfAnUpload() throws Exception {
    try (S3ProxyServer s3 = S3ProxyServer.start();
        Fleet fleet = new Fleet(home, Engines.shared(TestEngine.MARIADB_11_4))) {
      ServeNode dumping =
          startAndHold(
              fleet,
              () ->
                  fleet.sql(
                      """
                      INSERT INTO storage (name, type, settings, secret_key) VALUES ('store', 's3',
                      '{"endpoint":"%s","bucket":"%s","path_style":true,"access_key":"%s"}', '%s')
                      """
                          .formatted(
                              s3.endpoint(),
                              s3.bucket(),
                              s3.accessKey(),
                              s3.secretKey().reveal())));
      assertThat(uploads(s3)).isEqualTo(1);
      long begin = System.nanoTime();
      dumping.kill();
      fleet.other(dumping).letDumpsGo();

      wait(fleet, "run WHERE attempt = 2 AND status = 'succeeded'", "tried again", begin);
      assertThat(uploads(s3)).isZero();
    }
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void afterSigterm() throws Exception {
    try (Fleet fleet = new Fleet(home, Engines.shared(TestEngine.MARIADB_11_4))) {
      ServeNode dumping = startAndHold(fleet, () -> fleet.addSharedFolder(folder()));
      String stopped = now(fleet);
      long begin = System.nanoTime();
      assertThat(dumping.terminate()).isTrue();
      LOG.warn("stopped after {} ms", millisSince(begin));
      assertThat(fleet.count(FIRST.formatted("interrupted"))).isEqualTo(1);
      assertThat(fleet.count("node")).isEqualTo(1);
      assertThat(partialFiles()).isEmpty();
      fleet.other(dumping).letDumpsGo();

      wait(fleet, "run WHERE attempt = 2 AND status = 'succeeded'", "tried again", begin);
      wait(fleet, goodFireAfter(stopped), "fired again", begin);
    }
  }

  /** Answers the node that is in the middle of a dump. */
  private ServeNode startAndHold(Fleet fleet, Storing storing) throws Exception {
    for (String name : List.of("a", "b")) {
      fleet.start(name, 2).holdDumps();
    }
    fleet.addServers(1);
    storing.add();
    fleet.addSchedule();
    String dumping = "copy JOIN backup b ON b.id = backup_id WHERE b.status = 'running'";
    await().atMost(Duration.ofSeconds(150)).until(() -> fleet.count(dumping) == 1);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> fleet.count(dumping + " AND upload_id <> ''") == 1);
    return fleet.named(fleet.rows("SELECT node_name FROM run WHERE status = 'running'").get(0));
  }

  @FunctionalInterface
  private interface Storing {
    void add() throws Exception;
  }

  private static String goodFireAfter(String time) {
    return "run WHERE attempt = 1 AND status = 'succeeded' AND fire_time > '%s'".formatted(time);
  }

  private static void wait(Fleet fleet, String from, String what, long begin) {
    wait(fleet, from, 1, what, begin);
  }

  private static void wait(Fleet fleet, String from, int rows, String what, long begin) {
    Callable<Boolean> there = () -> rows == 0 ? fleet.count(from) == 0 : fleet.count(from) >= rows;
    await().atMost(Duration.ofSeconds(200)).pollInterval(Duration.ofMillis(200)).until(there);
    LOG.warn("{} after {} ms", what, millisSince(begin));
  }

  private static long millisSince(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }

  private static String now(Fleet fleet) throws Exception {
    return fleet.rows("SELECT UTC_TIMESTAMP(6)").get(0);
  }

  private static long uploads(S3ProxyServer s3) {
    try (S3Client client = s3.client()) {
      return client.listMultipartUploads(r -> r.bucket(s3.bucket())).uploads().size();
    }
  }

  private Path folder() {
    return home.resolve("backups");
  }

  private List<Path> partialFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().contains(".part"))
          .toList();
    }
  }
}
