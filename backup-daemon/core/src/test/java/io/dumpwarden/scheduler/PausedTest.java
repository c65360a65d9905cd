package io.dumpwarden.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.RowState;
import io.dumpwarden.config.SettingsParser;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.MetadataEngines;
import io.dumpwarden.scheduler.SchedulerRig.TestNode;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While all schedules are paused nothing fires; afterwards it goes on as if nothing was due. */
@MetadataEngines
class PausedTest {

  private static final Actor ACTOR = new Actor("test", "api");

  private final SchedulerRig rig;
  private final TestNode node;

  PausedTest(TestEngine engine) {
    this.rig = new SchedulerRig(engine);
    this.node = rig.node();
    rig.insertWorking("0 * * * *");
    rig.sql("UPDATE schedule SET catch_up = 'run_once', catch_up_max_age = '24h'");
    node.reconcile();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void pause() {
    Map<String, String> row = Map.of("name", SettingsParser.PAUSED, "value", "true");
    rig.editor.add(ConfigKind.SETTING, RowChanges.of(Map.copyOf(row)), ACTOR);
  }

  private void resume() {
    rig.editor.remove(ConfigKind.SETTING, SettingsParser.PAUSED, ACTOR);
  }

  @Test
  void nothingIsArmedAndNothingShownAsNext() {
    assertThat(node.armedFor("nightly")).isPresent();
    pause();
    node.reconcile();
    assertThat(node.armedFor("nightly")).isEmpty();
    assertThat(rig.state(ConfigKind.SCHEDULE, "nightly").map(RowState::nextFireAt)).isEmpty();
    assertThat(rig.audited()).noneMatch(line -> line.equals("sql edit schedule nightly"));
  }

  @Test
  void aFireThatQuartzHadTakenAlongIsLeftOut() {
    pause();
    rig.clock.set("2032-03-10T13:00:00Z");
    node.reconciler().fired("nightly", Instant.parse("2032-03-10T13:00:00Z"), "as armed");
    assertThat(rig.runs()).isEmpty();
  }

  @Test
  void whatWouldHaveFiredMeanwhileIsNotMadeUpFor() {
    pause();
    node.reconcile();
    rig.clock.set("2032-03-10T17:20:00Z");
    node.reconcile();
    resume();
    rig.clock.set("2032-03-10T17:20:05Z");
    node.reconcile();
    node.reconcile();
    assertThat(rig.runs()).isEmpty();
    assertThat(node.armedFor("nightly")).contains(Instant.parse("2032-03-10T18:00:00Z"));
    assertThat(rig.audited()).noneMatch(line -> line.equals("sql edit schedule nightly"));
  }
}
