package io.dumpwarden.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.LocalEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.metadata.TestDatabase;
import io.dumpwarden.scheduler.QuartzScheduler.Armed;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Quartz itself, at the time that it is. */
@Timeout(120)
class QuartzSchedulerTest {

  private final List<String> fired = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0"})
  void twoNodesFireEachOfOneAnothersTriggersOnce(TestEngine engine) {
    TestDatabase database = TestDatabase.migrated(engine);
    SchedulerRig.emptyQuartz(database);
    QuartzScheduler one = scheduler(database.store());
    QuartzScheduler two = scheduler(database.store());
    try {
      one.start();
      two.start();
      Instant at = soon();
      for (int i = 0; i < 10; i++) {
        (i % 2 == 0 ? one : two).arm("s" + i, new Armed(at, "hash" + i));
      }
      assertThat(two.armed()).containsEntry("s0", new Armed(at, "hash0"));
      await().atMost(Duration.ofSeconds(20)).until(() -> fired.size() >= 10);
      await().atMost(Duration.ofSeconds(20)).until(() -> one.armed().isEmpty());
      assertThat(fired).hasSize(10).doesNotHaveDuplicates().contains("s3 " + at + " hash3");
    } finally {
      one.stop();
      two.stop();
      database.closeStores();
    }
  }

  @Test
  void aDisarmedScheduleStaysQuietAndARearmedOneFiresAnew() {
    TestDatabase database = TestDatabase.migrated(TestEngine.MARIADB_11_4);
    SchedulerRig.emptyQuartz(database);
    QuartzScheduler quartz = scheduler(database.store());
    try {
      quartz.start();
      Instant at = soon();
      quartz.arm("never", new Armed(at, "a"));
      quartz.arm("moved", new Armed(at.plusSeconds(3600), "a"));
      quartz.arm("moved", new Armed(at, "b"));
      quartz.disarm("never");
      await().atMost(Duration.ofSeconds(20)).until(() -> !fired.isEmpty());
      await().atMost(Duration.ofSeconds(20)).until(() -> quartz.armed().isEmpty());
      assertThat(fired).containsExactly("moved " + at + " b");
    } finally {
      quartz.stop();
      database.closeStores();
    }
  }

  @Test
  @Tag("long")
  void firesGoOnWhenTheStoreIsBack() throws Exception {
    Engines.require(TestEngine.MARIADB_11_4);
    try (LocalEngine server = (LocalEngine) TestEngine.MARIADB_11_4.start();
        MetadataStore store = TestDatabase.on(server).store()) {
      store.migrate();
      QuartzScheduler quartz = scheduler(store);
      try {
        quartz.start();
        Instant at = soon();
        server.stop();
        assertThat(catchThrowable(() -> quartz.arm("x", new Armed(at, "a"))))
            .isInstanceOf(DumpwardenException.class);
        assertThat(quartz.isRunning()).isTrue();
        server.restart();
        await().atMost(Duration.ofSeconds(20)).until(store::isUp);
        quartz.arm("x", new Armed(soon(), "b"));
        await().atMost(Duration.ofSeconds(60)).until(() -> fired.size() == 1);
      } finally {
        quartz.stop();
      }
    }
  }

  private QuartzScheduler scheduler(MetadataStore store) {
    return new QuartzScheduler(
        store.dataSource(),
        UUID.randomUUID().toString(),
        (schedule, at, hash) -> fired.add(schedule + " " + at + " " + hash));
  }

  private static Instant soon() {
    return Instant.now().plusMillis(1500).truncatedTo(ChronoUnit.MILLIS);
  }
}
