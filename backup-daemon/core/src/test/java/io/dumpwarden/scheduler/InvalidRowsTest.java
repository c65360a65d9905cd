package io.dumpwarden.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.MetadataEngines;
import io.dumpwarden.scheduler.SchedulerRig.TestNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** One bad row costs its own schedule, says so once, and is forgotten when it is mended. */
@MetadataEngines
class InvalidRowsTest {

  private final SchedulerRig rig;
  private final TestNode node;
  private final TestNode other;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  InvalidRowsTest(TestEngine engine) {
    this.rig = new SchedulerRig(engine);
    this.node = rig.node();
    this.other = rig.node();
  }

  @BeforeEach
  void listen() {
    log.start();
    logger().addAppender(log);
    rig.insertWorking("0 2 * * *");
    rig.insertSchedule("weekly", "0 5 * * 0");
  }

  @AfterEach
  void close() {
    logger().detachAppender(log);
    rig.close();
  }

  @Test
  void aBadCron() {
    assertDisablesThatScheduleAlone(
        "UPDATE schedule SET cron = '61 2 * * *' WHERE name = 'nightly'",
        "UPDATE schedule SET cron = '0 2 * * *' WHERE name = 'nightly'",
        "cron");
  }

  @Test
  void aDateThatNeverComes() {
    assertDisablesThatScheduleAlone(
        "UPDATE schedule SET cron = '0 2 30 2 *' WHERE name = 'nightly'",
        "UPDATE schedule SET cron = '0 2 * * *' WHERE name = 'nightly'",
        "cron");
  }

  @Test
  void anUnknownZone() {
    assertDisablesThatScheduleAlone(
        "UPDATE schedule SET zone = 'Europe/Berln' WHERE name = 'nightly'",
        "UPDATE schedule SET zone = 'Europe/Berlin' WHERE name = 'nightly'",
        "Europe/Berlin");
  }

  @Test
  void anUnknownStorage() {
    assertDisablesThatScheduleAlone(
        "UPDATE retention_rule SET storage = 'dsk' WHERE schedule = 'nightly'",
        "UPDATE retention_rule SET storage = 'disk' WHERE schedule = 'nightly'",
        "dsk");
  }

  @Test
  void aMissingRule() {
    assertDisablesThatScheduleAlone(
        "DELETE FROM retention_rule WHERE schedule = 'nightly'",
        "INSERT INTO retention_rule (schedule, storage, keep_for) VALUES ('nightly', 'disk', '7d')",
        "retention rule");
  }

  @Test
  void aServerThatThereIsNot() {
    rig.insertServer("crm");
    assertDisablesThatScheduleAlone(
        "UPDATE schedule SET servers = 'crn' WHERE name = 'nightly'",
        "UPDATE schedule SET servers = 'crm' WHERE name = 'nightly'",
        "crn");
  }

  private void assertDisablesThatScheduleAlone(String spoil, String mend, String word) {
    node.reconcile();
    assertThat(node.armedFor("nightly")).isPresent();

    rig.sql(spoil);
    for (int pass = 0; pass < 3; pass++) {
      node.reconcile();
      other.reconcile();
    }
    assertThat(node.armedFor("nightly")).isEmpty();
    assertThat(node.armedFor("weekly")).isPresent();
    assertThat(rig.problem(ConfigKind.SCHEDULE, "nightly").orElse("")).contains(word);
    assertThat(rig.problem(ConfigKind.SCHEDULE, "weekly")).isEmpty();
    assertThat(warnings()).filteredOn(text -> text.contains("schedule nightly")).hasSize(1);

    rig.sql(mend);
    node.reconcile();
    assertThat(rig.problem(ConfigKind.SCHEDULE, "nightly")).isEmpty();
    assertThat(node.armedFor("nightly")).isPresent();
  }

  private List<String> warnings() {
    return log.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(RowWatch.class);
  }
}
