package io.dumpwarden.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.catalog.ConfiguredStorages;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.MetadataEngines;
import io.dumpwarden.scheduler.SchedulerRig.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local storage that comes by plain SQL gets its marker once, and never again. */
@MetadataEngines
class NewStoragesTest {

  @TempDir Path temp;
  private final SchedulerRig rig;
  private final TestNode node;

  NewStoragesTest(TestEngine engine) {
    this.rig = new SchedulerRig(engine);
    this.node = rig.node();
    rig.newStorages =
        storage -> new ConfiguredStorages(rig.vault, temp, rig.clock).initialise(storage);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void getsItsMarkerWhenItIsFirstSeenAndNeverAgain() throws IOException {
    insert("disk", folder());
    node.reconcile();
    assertThat(marker()).hasContent(id());
    assertThat(problem()).isNull();

    // as if its disk were not mounted
    Files.delete(marker());
    node.reconcile();
    rig.sql("UPDATE storage SET enabled = FALSE");
    node.reconcile();
    rig.sql("UPDATE storage SET enabled = TRUE");
    node.reconcile();
    rig.sql("DELETE FROM row_state");
    node.reconcile();
    assertThat(marker()).doesNotExist();
  }

  @Test
  void whatCannotBeMadeReadyIsTheRowsProblemUntilItCan() throws IOException {
    Path other = Files.createFile(Files.createDirectory(folder()).resolve("holiday.jpg"));
    insert("disk", folder());
    node.reconcile();
    node.reconcile();
    assertThat(problem()).contains("holds other things");
    assertThat(marker()).doesNotExist();
    assertThat(rig.audited()).containsExactly("sql add storage disk");

    Files.delete(other);
    node.reconcile();
    assertThat(problem()).isNull();
    assertThat(marker()).exists();
    Files.delete(marker());
    node.reconcile();
    assertThat(marker()).doesNotExist();
  }

  @Test
  void oneThatCameInvalidIsMadeReadyWhenItIsMended() {
    rig.sql("INSERT INTO storage (name, settings) VALUES ('disk', '{\"pth\":\"/x\"}')");
    node.reconcile();
    assertThat(problem()).isNotNull();
    rig.sql("UPDATE storage SET settings = '{\"path\":\"%s\"}'".formatted(folder()));
    node.reconcile();
    assertThat(problem()).isNull();
    assertThat(marker()).exists();
  }

  @Test
  void oneThatCameThroughTheEditorIsTheEditorsCare() {
    rig.editor.add(
        ConfigKind.STORAGE,
        RowChanges.of(Map.of("name", "disk", "type", "local", "settings", settings(folder()))),
        new Actor("somebody", "cli"));
    node.reconcile();
    assertThat(folder()).doesNotExist();
  }

  private void insert(String name, Path path) {
    rig.sql(
        "INSERT INTO storage (name, settings) VALUES ('%s', '%s')".formatted(name, settings(path)));
  }

  private static String settings(Path path) {
    return "{\"path\":\"%s\"}".formatted(path);
  }

  private Path folder() {
    return temp.resolve("backups");
  }

  private Path marker() {
    return folder().resolve(".dumpwarden-storage");
  }

  private String id() {
    return rig.rows.find(ConfigKind.STORAGE, "disk").orElseThrow().id();
  }

  private String problem() {
    return rig.problem(ConfigKind.STORAGE, "disk").orElse(null);
  }
}
