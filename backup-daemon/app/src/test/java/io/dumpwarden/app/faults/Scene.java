package io.dumpwarden.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.Platform;
import io.dumpwarden.app.Rows;
import io.dumpwarden.app.TestDaemon;
import io.dumpwarden.app.TestStore;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A daemon with an external store, a source server, and rows that each test adds for itself. */
final class Scene implements AutoCloseable {

  final Path folder;
  final WrappedTools tools;
  final SourceEngine source = Engines.shared(TestEngine.MARIADB_11_4);
  final TestStore store;
  final TestDaemon daemon;
  private final AtomicInteger number = new AtomicInteger();

  private Scene(Path folder) throws Exception {
    this.folder = folder;
    this.tools = WrappedTools.in(folder.resolve("tools"));
    this.store = TestStore.on(source);
    this.daemon = TestDaemon.start(folder.resolve("data"), store, tools.folder());
  }

  static Scene in(Path folder) throws Exception {
    return new Scene(folder);
  }

  Platform platform() {
    return daemon.platform();
  }

  Rows rows() {
    return daemon.rows();
  }

  /** A name that no other test of this daemon has. */
  String fresh(String stem) {
    return stem + number.incrementAndGet();
  }

  Path storageFolder(String name) {
    return folder.resolve(name);
  }

  String local() {
    String name = fresh("disk");
    rows().local(name, storageFolder(name));
    return name;
  }

  /** A schedule of this database to these storages. */
  String schedule(String database, String... storages) {
    return scheduleWith(database, new String[] {"compress_type", "none"}, storages);
  }

  String scheduleWith(String database, String[] fields, String... storages) {
    String server = fresh("server");
    rows().server(server, source);
    return scheduleOn(server, database, fields, storages);
  }

  String scheduleOn(String server, String database, String[] fields, String... storages) {
    String schedule = fresh("schedule");
    rows().schedule(schedule, server, database, fields);
    for (String storage : storages) {
      rows().rule(schedule, storage);
    }
    return schedule;
  }

  static void assertEnd(RunEnd end, RunStatus status, String code, String words) {
    assertThat(end.message()).as("message").contains(words);
    assertThat(end.status()).isEqualTo(status);
    assertThat(end.errorCode()).isEqualTo(code);
    assertThat(end.hint()).as("hint").isNotBlank();
  }

  /** The schedule's one backup failed, and none of its copies is there. */
  void assertNothingKept(String schedule, String... storages) {
    Backup backup = onlyBackup(schedule);
    assertThat(backup.result()).isNull();
    assertThat(backup.copies()).extracting(Copy::status).containsOnly(CopyStatus.FAILED);
    Leftovers.assertObjects(platform(), 0, storages);
    Leftovers.assertNone(daemon);
  }

  /** The schedule's only backup, its manifest included. */
  Backup onlyBackup(String schedule) {
    assertThat(daemon.backups(schedule)).hasSize(1);
    return platform().catalog().find(daemon.backups(schedule).get(0).id()).orElseThrow();
  }

  Copy copyOn(String schedule, String storage) {
    return onlyBackup(schedule).copies().stream()
        .filter(copy -> copy.storage().equals(storage))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    daemon.close();
  }
}
