package io.dumpwarden.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.RowState;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.MetadataEngines;
import io.dumpwarden.scheduler.SchedulerRig.TestNode;
import io.dumpwarden.secret.StoredSecret;
import io.dumpwarden.storage.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever edits the rows, and however: the next pass follows. */
@MetadataEngines
class PlainSqlEditsTest {

  private static final Actor SOMEBODY = new Actor("somebody", "cli");

  private final SchedulerRig rig;
  private final TestNode node;

  PlainSqlEditsTest(TestEngine engine) {
    this.rig = new SchedulerRig(engine);
    this.node = rig.node();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void triggersFollowWithinOnePass() {
    rig.insertWorking("0 2 * * *");
    node.reconcile();
    assertThat(node.armedFor("nightly")).contains(Instant.parse("2032-03-11T02:00:00Z"));
    assertThat(rig.state(ConfigKind.SCHEDULE, "nightly").map(RowState::nextFireAt))
        .contains(Instant.parse("2032-03-11T02:00:00Z"));

    rig.sql("UPDATE schedule SET cron = '30 14 * * *', zone = 'Asia/Kolkata'");
    node.reconcile();
    assertThat(node.armedFor("nightly")).contains(Instant.parse("2032-03-11T09:00:00Z"));

    rig.sql("UPDATE schedule SET enabled = FALSE");
    node.reconcile();
    assertThat(node.armedFor("nightly")).isEmpty();
    rig.sql("UPDATE schedule SET enabled = TRUE");
    node.reconcile();
    assertThat(node.armedFor("nightly")).isPresent();

    rig.sql("DELETE FROM retention_rule", "DELETE FROM schedule");
    node.reconcile();
    assertThat(node.armedFor("nightly")).isEmpty();
    assertThat(rig.state(ConfigKind.SCHEDULE, "nightly")).isEmpty();
  }

  @Test
  void contentCountsAndNotItsVersion() {
    rig.insertWorking("0 2 * * *");
    node.reconcile();
    RowState before = rig.state(ConfigKind.SCHEDULE, "nightly").orElseThrow();
    List<String> audited = rig.audited();

    rig.clock.set("2032-03-10T13:00:00Z");
    rig.sql("UPDATE schedule SET version = version + 1");
    node.reconcile();
    RowState bumped = rig.state(ConfigKind.SCHEDULE, "nightly").orElseThrow();
    assertThat(bumped.contentHash()).isEqualTo(before.contentHash());
    assertThat(bumped.seenSince()).isEqualTo(before.seenSince());
    assertThat(bumped.nextFireAt()).isEqualTo(before.nextFireAt());
    assertThat(rig.audited()).isEqualTo(audited);

    rig.sql("UPDATE schedule SET cron = '0 3 * * *'");
    node.reconcile();
    assertThat(node.armedFor("nightly")).contains(Instant.parse("2032-03-11T03:00:00Z"));
  }

  @Test
  void everyDirectEditIsAuditedOnceWhoeverLooks() {
    TestNode other = rig.node();
    rig.insertWorking("0 2 * * *");
    reconcileBoth(other);
    assertThat(rig.audited())
        .containsExactlyInAnyOrder(
            "sql add server shop",
            "sql add storage disk",
            "sql add schedule nightly",
            "sql add retention_rule nightly/disk");

    rig.sql("UPDATE server SET host = 'db.example.com'");
    reconcileBoth(other);
    // as careful people do it
    rig.sql("UPDATE schedule SET cron = '0 3 * * *', version = version + 1");
    reconcileBoth(other);
    rig.sql("DELETE FROM server");
    reconcileBoth(other);
    assertThat(rig.audited().subList(4, rig.audited().size()))
        .containsExactly(
            "sql edit server shop", "sql edit schedule nightly", "sql remove server shop");
    AuditEntry edit = rig.audit.latestOf("schedule", "nightly").orElseThrow();
    assertThat(edit.before()).containsEntry("cron", "0 2 * * *");
    assertThat(edit.after()).containsEntry("cron", "0 3 * * *");
  }

  @Test
  void whatIsAddedAnewByPlainSqlIsAuditedAgain() {
    rig.editor.add(ConfigKind.SERVER, server(), SOMEBODY);
    node.reconcile();
    rig.sql("DELETE FROM server");
    node.reconcile();
    rig.insertServer("shop");
    node.reconcile();
    assertThat(rig.audited())
        .containsExactly("cli add server shop", "sql remove server shop", "sql add server shop");
  }

  @Test
  void aPasswordInTheClearIsSealedInPlaceAndStillWorks() {
    rig.insertServer("shop");
    node.reconcile();
    assertSealed("test-password");

    rig.sql("UPDATE server SET password = 'test-password-2'");
    node.reconcile();
    assertSealed("test-password-2");
    assertThat(rig.audited()).containsExactly("sql add server shop", "sql edit server shop");
    assertThat(rig.audit.latest(10).toString()).doesNotContain("test-password", "dw1:");
  }

  @Test
  void aRowThatComesWhileAnotherIsSealedIsAddedAndNotEdited() {
    rig.insertServer("shop");
    rig.whileSealing =
        () -> {
          rig.whileSealing = () -> {};
          rig.insertServer("late");
        };
    node.reconcile();
    node.reconcile();

    assertThat(rig.audited())
        .containsExactlyInAnyOrder("sql add server shop", "sql add server late");
    assertThat(rig.rows.find(ConfigKind.SERVER, "late").orElseThrow().fields().get("password"))
        .startsWith("dw1:");
  }

  @Test
  void whatTheEditorDoesIsAuditedByItAlone() {
    rig.editor.add(ConfigKind.SERVER, server(), SOMEBODY);
    node.reconcile();
    rig.editor.edit(
        ConfigKind.SERVER,
        "shop",
        OptionalLong.empty(),
        new RowChanges(Map.of(), Map.of("password", Secret.of("test-password-2"))),
        SOMEBODY);
    node.reconcile();
    rig.editor.remove(ConfigKind.SERVER, "shop", SOMEBODY);
    rig.editor.add(ConfigKind.SERVER, server(), SOMEBODY);
    node.reconcile();
    rig.editor.remove(ConfigKind.SERVER, "shop", SOMEBODY);
    node.reconcile();
    assertThat(rig.audited())
        .containsExactly(
            "cli add server shop",
            "cli edit server shop",
            "cli remove server shop",
            "cli add server shop",
            "cli remove server shop");
  }

  @Test
  void aDirectEditBehindAnEditorsIsNotOverlooked() {
    rig.editor.add(ConfigKind.SERVER, server(), SOMEBODY);
    node.reconcile();
    rig.editor.edit(
        ConfigKind.SERVER,
        "shop",
        OptionalLong.empty(),
        RowChanges.of(Map.of("port", "3307")),
        SOMEBODY);
    rig.sql("UPDATE server SET host = 'elsewhere.example.com'");
    node.reconcile();
    assertThat(rig.audited())
        .containsExactly("cli add server shop", "cli edit server shop", "sql edit server shop");
  }

  private void reconcileBoth(TestNode other) {
    node.reconcile();
    other.reconcile();
    node.reconcile();
  }

  private void assertSealed(String password) {
    StoredSecret stored = new StoredSecret(rig.column(ConfigKind.SERVER, "password").get("shop"));
    assertThat(stored.isSealed()).isTrue();
    assertThat(rig.vault.reveal(stored).reveal()).isEqualTo(password);
  }

  private static RowChanges server() {
    return new RowChanges(
        Map.of("name", "shop", "flavor", "mariadb", "host", "127.0.0.1", "username", "backup"),
        Map.of("password", Secret.of("test-password")));
  }
}
