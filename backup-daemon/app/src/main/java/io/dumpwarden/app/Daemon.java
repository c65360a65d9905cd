package io.dumpwarden.app;

import io.dumpwarden.access.DirectEdits;
import io.dumpwarden.access.FirstAdmin;
import io.dumpwarden.access.Logins;
import io.dumpwarden.admin.AdminServer;
import io.dumpwarden.admin.HealthChecks;
import io.dumpwarden.admin.TlsIdentity;
import io.dumpwarden.backup.BackupListener;
import io.dumpwarden.backup.RunExecution;
import io.dumpwarden.backup.RunWorkers;
import io.dumpwarden.catalog.LocalStorages;
import io.dumpwarden.metadata.JdbiClusterLock;
import io.dumpwarden.metrics.MetricsServer;
import io.dumpwarden.metrics.MetricsSettings;
import io.dumpwarden.node.ClusterLock;
import io.dumpwarden.node.Node;
import io.dumpwarden.node.NodeLease;
import io.dumpwarden.restore.RestoreRecovery;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.scheduler.ClearSecrets;
import io.dumpwarden.scheduler.Fires;
import io.dumpwarden.scheduler.QuartzScheduler;
import io.dumpwarden.scheduler.Reconciler;
import io.dumpwarden.scheduler.RowWatch;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.sweep.LostClaims;
import io.dumpwarden.sweep.RunRecovery;
import io.dumpwarden.sweep.StraySweep;
import io.dumpwarden.view.AskedRetention;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon: everything that runs until it is told to stop. */
public final class Daemon implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  /** How long runs, their logs and what they made are remembered once no copy is left of it. */
  private static final Duration HISTORY = Duration.ofDays(90);

  /** Together less than what {@link Stop} waits before the process goes anyway. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

  private static final Duration STEP_LIMIT = Duration.ofSeconds(3);
  private static final Duration WORKERS_LIMIT = Duration.ofSeconds(30);

  private final Lifecycle lifecycle = new Lifecycle(STOP_LIMIT, STEP_LIMIT);
  private final Platform platform;
  private final RunWiring wiring;
  private final LocalStorages locals;
  private final BackupListener listener;
  private final DaemonFront front;
  private final Node node;
  private volatile int adminPort;
  private final ClusterLock clusterLock;
  private final ScheduledExecutorService ticker =
      Executors.newScheduledThreadPool(6, task -> new Thread(task, "ticker"));

  /** For what may hang with a storage: the lease and the runs' reports are not to wait for it. */
  private final ScheduledExecutorService sweeps =
      Executors.newScheduledThreadPool(3, task -> new Thread(task, "sweep"));

  /** What a run leaves to be done: one at a time, off the workers' places. */
  private final ScheduledExecutorService afterRuns =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "after-run"));

  private final @Nullable TlsIdentity tls;
  private @Nullable Secret firstPassword;

  private Daemon(
      Platform platform, BackupListener listener, DaemonFront front, @Nullable TlsIdentity tls) {
    this.platform = platform;
    this.tls = tls;
    this.wiring = new RunWiring(platform, afterRuns);
    this.locals = platform.localStorages();
    this.listener = listener;
    this.front = front;
    this.node = Nodes.self(platform.config(), Node.Kind.DAEMON, platform.clock());
    this.clusterLock = new JdbiClusterLock(platform.store());
    lifecycle.own("data directory", platform.data()::unlock);
    lifecycle.own("platform", platform::close);
    lifecycle.own("sweeps", () -> Periodic.stop(sweeps));
    lifecycle.own("after runs", () -> Periodic.stop(afterRuns));
    lifecycle.own("ticker", () -> Periodic.stop(ticker));
  }

  /**
   * Starts a daemon on the data directory.
   *
   * @param listener told of what happens, beside the metrics
   * @param front what people and programs are to meet
   * @throws io.dumpwarden.error.DumpwardenException where it cannot run; nothing stays started then
   */
  public static Daemon start(DaemonConfig config, BackupListener listener, DaemonFront front) {
    // before anything starts that would have to stop again
    TlsIdentity tls = tls(config);
    DataDirectory data = new DataDirectory(config.dataDir());
    data.lockForDaemon();
    try {
      return started(new Daemon(Platform.open(config, data), listener, front, tls));
    } catch (RuntimeException e) {
      data.unlock();
      throw e;
    }
  }

  private static @Nullable TlsIdentity tls(DaemonConfig config) {
    DaemonConfig.TlsFiles files = config.admin().tls();
    return files == null ? null : TlsIdentity.read(files.certificate(), files.key());
  }

  private static Daemon started(Daemon daemon) {
    try {
      daemon.startAll();
      return daemon;
    } catch (RuntimeException e) {
      daemon.close();
      throw e;
    }
  }

  /** Where the admin server listens. */
  public int adminPort() {
    return adminPort;
  }

  public Platform platform() {
    return platform;
  }

  /**
   * The password of the user {@code admin}, where this start made that user and its password; to be
   * told to whoever started the daemon, since nobody can show it again.
   */
  public Optional<Secret> firstPassword() {
    return Optional.ofNullable(firstPassword);
  }

  /** Stops what was started, in reverse; runs at work end as interrupted. */
  @Override
  public void close() {
    lifecycle.stopAll();
  }

  private void startAll() {
    Optional<String> former = platform.data().formerNode();
    platform.data().keepNode(node.id());
    NodeLease lease = startLease();
    RunRecovery recovery = wiring.recovery();
    startRecovery(recovery, former, lease);
    QuartzScheduler quartz = startScheduler();
    // after the scheduler, so that they stop before it: what is at work needs the time most
    startWorkers(recovery);
    startRetention();
    startSelfBackups();
    DrillWork drills = startDrills(lease);
    startVerification();
    startNotifications();
    startServers(quartz, drills);
    // last: a start that fails must not have told a password to nobody
    firstPassword =
        new FirstAdmin(platform.access(), platform.passwords(), platform.clock())
            .ensure(platform.config().admin().firstPassword())
            .orElse(null);
    LOG.info("dumpwarden is at work as node {}", node.name());
  }

  private NodeLease startLease() {
    NodeLease lease = wiring.lease(node);
    lifecycle.start("lease", lease::renew, lease::release);
    Periodic.every(ticker, Duration.ofSeconds(3), "lease", lease::renew);
    Periodic.every(
        ticker, Duration.ofSeconds(5), "embedded store", platform.metadata()::ensureRunning);
    return lease;
  }

  /**
   * First what earlier processes left, then, for ever, what other nodes leave.
   *
   * @param former the last daemon of this data directory, whose lease need not run out first
   */
  private void startRecovery(RunRecovery recovery, Optional<String> former, NodeLease lease) {
    wiring.children().endOrphans();
    StraySweep strays = wiring.straySweep();
    Runnable sweep = () -> clusterLock.tryRun("strays", strays::sweep);
    Periodic.every(ticker, Duration.ofSeconds(2), "journal", wiring.outcomes()::replay);
    AtomicReference<Optional<String>> dead = new AtomicReference<>(former);
    Periodic.every(
        sweeps,
        Duration.ofSeconds(3),
        "recovery",
        () -> {
          // what it had proven and kept comes first, so that nothing of that is done again
          dead.get().ifPresent(id -> wiring.outcomes().replay());
          boolean found = dead.get().map(recovery::recover).orElse(false);
          dead.set(Optional.empty());
          if (lease.mayJudgeOthers() && recoverOthers(recovery) || found) {
            sweep.run();
          }
        });
    Periodic.every(sweeps, Duration.ofMinutes(30), "strays", sweep);
    RestoreRecovery restores = RestoreWiring.recovery(platform);
    Periodic.every(
        sweeps,
        Duration.ofSeconds(10),
        "restores",
        () -> {
          if (lease.mayJudgeOthers()) {
            clusterLock.tryRun("restores", restores::recover);
          }
        });
  }

  private boolean recoverOthers(RunRecovery recovery) {
    AtomicBoolean found = new AtomicBoolean();
    clusterLock.tryRun("recovery", () -> found.set(recovery.recover(NodeLease.GRACE)));
    return found.get();
  }

  private void startWorkers(RunRecovery recovery) {
    RunExecution execution = wiring.execution(ticker, listener);
    RunWorkers workers =
        new RunWorkers(
            node,
            platform.queue(),
            execution,
            platform.config().maxConcurrentRuns(),
            () -> locals.schedulesOfOthers(platform.snapshots().get()));
    lifecycle.start("workers", workers::start, () -> workers.stop(WORKERS_LIMIT));
    LostClaims lost =
        new LostClaims(node, platform.queue(), execution, wiring.outcomes(), recovery);
    Periodic.every(ticker, Duration.ofSeconds(15), "claims", lost::look);
  }

  private QuartzScheduler startScheduler() {
    RowWatch watch =
        new RowWatch(
            platform.rows(),
            platform.rowStates(),
            new ClearSecrets(platform.rows(), platform.vault()),
            new DirectEdits(platform.audit(), platform.vault()),
            platform::initialise);
    AtomicReference<Reconciler> reconciler = new AtomicReference<>();
    QuartzScheduler quartz =
        new QuartzScheduler(
            platform.store().dataSource(),
            node.id(),
            (schedule, at, hash) -> reconciler.get().fired(schedule, at, hash));
    Fires fires = new Fires(wiring.manager(), platform.queue(), platform.clock());
    reconciler.set(new Reconciler(watch, quartz, fires, clusterLock, platform.clock()));
    lifecycle.start("scheduler", quartz::start, quartz::stop);
    Periodic.every(
        ticker, platform.config().reloadInterval(), "reconcile", reconciler.get()::reconcile);
    return quartz;
  }

  private void startRetention() {
    RetentionRunner retention = wiring.retention();
    Periodic.every(
        sweeps,
        Duration.ofHours(1),
        "retention",
        () -> clusterLock.tryRun(AskedRetention.LOCK, () -> retention.applyAll(plan -> {})));
    Periodic.every(sweeps, Duration.ofHours(1), "logins", this::forgetLogins);
    Periodic.every(
        sweeps,
        Duration.ofDays(1),
        "history",
        () -> clusterLock.tryRun("history", () -> platform.queue().prune(HISTORY)));
  }

  /** Sessions that are over, and failed logins that count no longer. */
  private void forgetLogins() {
    new Logins(platform.access(), platform.passwords(), platform.clock()).prune();
  }

  private void startSelfBackups() {
    SelfBackupWatch watch = new SelfBackupWatch(platform, locals, clusterLock);
    lifecycle.start("self-backups", () -> watch.start(ticker), watch::stop);
  }

  private DrillWork startDrills(NodeLease lease) {
    DrillWork drills = new DrillWork(platform, node, lease, clusterLock);
    lifecycle.start("drills", () -> drills.start(sweeps), drills::stop);
    return drills;
  }

  private void startVerification() {
    VerifyWatch watch = new VerifyWatch(platform, locals, clusterLock);
    lifecycle.start("verification", watch::start, watch::stop);
  }

  private void startNotifications() {
    NotifyWork notify = new NotifyWork(platform, node, clusterLock);
    lifecycle.start("notifications", notify::start, notify::stop);
  }

  private void startServers(QuartzScheduler quartz, DrillWork drills) {
    HealthWiring health = new HealthWiring(platform, quartz, locals);
    Periodic.every(sweeps, platform.config().reloadInterval(), "health", health::refresh);
    DaemonFront.Opened opened =
        front.open(
            new DaemonFront.Parts(platform, node, drills, tls),
            new HealthChecks(health.live(), health::ready, platform.clock()));
    AdminServer admin = opened.server();
    lifecycle.own("work of the desks", opened.work()::stop);
    lifecycle.start("admin server", admin::start, admin::stop);
    adminPort = admin.port();
    MetricsServer metrics = metricsServer();
    lifecycle.start("metrics", metrics::start, metrics::stop);
    LOG.info(
        "admin server on {}://{}:{}/, metrics on http://{}:{}/metrics",
        tls == null ? "http" : "https",
        platform.config().admin().listen().address(),
        admin.port(),
        platform.config().metrics().address(),
        metrics.port());
  }

  private MetricsServer metricsServer() {
    return new MetricsServer(
        new MetricsSettings(
            platform.config().metrics().address(), platform.config().metrics().port()),
        BuildInfo.version(),
        StatisticsWiring.metrics(platform, tls == null ? null : tls.end()),
        platform.clock());
  }
}
