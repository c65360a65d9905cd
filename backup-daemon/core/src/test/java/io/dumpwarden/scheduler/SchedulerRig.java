package io.dumpwarden.scheduler;

import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.ConfigEditor;
import io.dumpwarden.access.DirectEdits;
import io.dumpwarden.backup.BackupManager;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.RowState;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.JdbiAuditLog;
import io.dumpwarden.metadata.JdbiClusterLock;
import io.dumpwarden.metadata.JdbiConfigRows;
import io.dumpwarden.metadata.JdbiRowStates;
import io.dumpwarden.metadata.JdbiRunQueue;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.metadata.TestDatabase;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunFilter;
import io.dumpwarden.scheduler.QuartzScheduler.Armed;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.secret.SealedVault;
import io.dumpwarden.secret.SecretVault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The scheduler on a real store, at a time of its own that is so far away that Quartz by itself
 * fires nothing.
 */
final class SchedulerRig implements AutoCloseable {

  /** One daemon's part in it. */
  record TestNode(QuartzScheduler quartz, Reconciler reconciler) {

    void reconcile() {
      reconciler.reconcile();
    }

    Optional<Instant> armedFor(String schedule) {
      return Optional.ofNullable(quartz.armed().get(schedule)).map(Armed::fireAt);
    }
  }

  final SettableClock clock = new SettableClock(Instant.parse("2032-03-10T12:00:30Z"));
  final SecretVault vault = new SealedVault(MasterKey.generate(), List.of(), name -> null);
  final TestDatabase database;
  final JdbiConfigRows rows;
  final JdbiRowStates states;
  final JdbiAuditLog audit;
  final JdbiRunQueue queue;
  final ConfigEditor editor;
  NewStorages newStorages = storage -> {};
  Runnable whileSealing = () -> {};
  private final MetadataStore store;
  private final List<TestNode> nodes = new ArrayList<>();

  SchedulerRig(TestEngine engine) {
    this(TestDatabase.migrated(engine));
    emptyQuartz(database);
  }

  SchedulerRig(TestDatabase database) {
    this.database = database;
    this.store = database.store();
    this.rows = new JdbiConfigRows(store);
    this.states = new JdbiRowStates(store);
    this.audit = new JdbiAuditLog(store);
    this.queue = new JdbiRunQueue(store);
    this.editor = new ConfigEditor(rows, vault, audit, clock);
  }

  /** A node, its Quartz not started. */
  TestNode node() {
    QuartzScheduler quartz =
        new QuartzScheduler(store.dataSource(), UUID.randomUUID().toString(), (s, at, hash) -> {});
    RowWatch watch =
        new RowWatch(
            rows,
            states,
            new ClearSecrets(rows, new HookedVault(vault, () -> whileSealing.run())),
            new DirectEdits(audit, vault),
            storage -> newStorages.initialise(storage));
    Fires fires = new Fires(new BackupManager(queue, clock), queue, clock);
    TestNode node =
        new TestNode(
            quartz, new Reconciler(watch, quartz, fires, new JdbiClusterLock(store), clock));
    nodes.add(node);
    return node;
  }

  /** One server, storage and schedule that fit each other, put there by plain SQL. */
  void insertWorking(String cron) {
    insertServer("shop");
    sql(
        "INSERT INTO storage (name, type, settings)"
            + " VALUES ('disk', 'local', '{\"path\":\"/nowhere\"}')");
    insertSchedule("nightly", cron);
  }

  void insertServer(String name) {
    sql(
        "INSERT INTO server (name, flavor, host, username, password)"
            + " VALUES ('%s', 'mariadb', '127.0.0.1', 'backup', 'test-password')".formatted(name));
  }

  /** With a rule that has it write to {@code disk}. */
  void insertSchedule(String name, String cron) {
    sql(
        "INSERT INTO schedule (name, cron) VALUES ('%s', '%s')".formatted(name, cron),
        "INSERT INTO retention_rule (schedule, storage, keep_for) VALUES ('%s', 'disk', '30d')"
            .formatted(name));
  }

  void sql(String... statements) {
    database.sql(statements);
  }

  /** Quartz's tables are a projection: everything in them may go. */
  void emptyQuartz() {
    emptyQuartz(database);
  }

  static void emptyQuartz(TestDatabase database) {
    database.sql(
        "DELETE FROM QRTZ_SIMPLE_TRIGGERS",
        "DELETE FROM QRTZ_CRON_TRIGGERS",
        "DELETE FROM QRTZ_SIMPROP_TRIGGERS",
        "DELETE FROM QRTZ_BLOB_TRIGGERS",
        "DELETE FROM QRTZ_FIRED_TRIGGERS",
        "DELETE FROM QRTZ_TRIGGERS",
        "DELETE FROM QRTZ_JOB_DETAILS",
        "DELETE FROM QRTZ_SCHEDULER_STATE");
  }

  /** As {@code channel action kind key}, oldest first. */
  List<String> audited() {
    List<String> lines = new ArrayList<>();
    for (AuditEntry e : audit.latest(1000)) {
      lines.add(0, String.join(" ", e.actor().channel(), e.action(), e.kind(), e.key()));
    }
    return lines;
  }

  Optional<RowState> state(ConfigKind kind, String key) {
    RowRef ref = new RowRef(kind, key);
    return states.all().stream().filter(s -> s.row().equals(ref)).findFirst();
  }

  Optional<String> problem(ConfigKind kind, String key) {
    return state(kind, key).map(RowState::problem);
  }

  /** As {@code server trigger fire-time status}, oldest first. */
  List<String> runs() {
    List<String> lines = new ArrayList<>();
    for (Run run : queue.list(RunFilter.latest(1000))) {
      lines.add(
          0,
          String.join(
              " ",
              run.server(),
              run.trigger().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              run.fireTime().toString(),
              run.status().id()));
    }
    return lines;
  }

  Map<String, String> column(ConfigKind kind, String column) {
    Map<String, String> texts = new TreeMap<>();
    rows.list(kind).forEach(row -> texts.put(row.key(), "" + row.fields().get(column)));
    return texts;
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.quartz().stop());
    database.closeStores();
  }
}
