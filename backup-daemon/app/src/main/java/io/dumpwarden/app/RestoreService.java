package io.dumpwarden.app;

import io.dumpwarden.access.Actor;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.config.Server;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.metadata.JdbiRestoreStore;
import io.dumpwarden.node.Node;
import io.dumpwarden.node.NodeLease;
import io.dumpwarden.origin.BackupSource;
import io.dumpwarden.origin.FileSource;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.origin.ServerSource;
import io.dumpwarden.restore.FolderSafetyBackup;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestoreExecution;
import io.dumpwarden.restore.RestoreMeter;
import io.dumpwarden.restore.RestoreOutcome;
import io.dumpwarden.restore.RestorePlan;
import io.dumpwarden.restore.RestorePlanner;
import io.dumpwarden.restore.RestoreProgress;
import io.dumpwarden.restore.RestoreRequest;
import io.dumpwarden.restore.RestoreRunner;
import io.dumpwarden.restore.RestoreTarget;
import io.dumpwarden.restore.SafetyBackup;
import io.dumpwarden.restore.TargetTools;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.swap.SwapOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Restores for a person, in this process: with the server's own account, and on record where there
 * is a metadata store. One restore at a time; {@link #interrupt} may come from any thread.
 */
public final class RestoreService implements AutoCloseable {

  private static final Duration RENEWAL = Duration.ofSeconds(3);
  private static final long LOOK_MILLIS = 250;

  /**
   * A restore that ended.
   *
   * @param storage whose copy was read; null where it came from no storage
   */
  public record Done(String id, RestoreOutcome outcome, @Nullable String storage) {}

  private final @Nullable Platform platform;
  private final Keyring keys;
  private final TargetTools tools;
  private TargetTools planTools;
  private final ServerSource.Tools sources;
  private @Nullable Path safetyFolder;
  private final ScheduledExecutorService ticker =
      Executors.newScheduledThreadPool(2, task -> new Thread(task, "ticker"));
  private @Nullable Node self;
  private Consumer<String> onBegun = id -> {};
  private @Nullable RunControl active;
  private @Nullable String interrupted;

  private RestoreService(
      @Nullable Platform platform, Keyring keys, TargetTools tools, ServerSource.Tools sources) {
    this.platform = platform;
    this.keys = keys;
    this.tools = tools;
    this.planTools = tools;
    this.sources = sources;
  }

  public RestoreService(Platform platform) {
    this(platform, platform.keyring());
  }

  /**
   * @param keys the platform's, with those that somebody gave
   */
  public RestoreService(Platform platform, Keyring keys) {
    this(
        platform,
        keys,
        RestoreWiring.tools(platform.config(), platform.data(), System.getenv(), platform.clock()),
        RestoreWiring.sources(platform.config(), platform.data(), platform.vault()));
  }

  /**
   * For plain files and servers that are not configured, when there is no metadata store.
   *
   * @param data for what is not to outlive the process
   */
  public static RestoreService withoutStore(DaemonConfig config, DataDirectory data, Keyring keys) {
    return new RestoreService(
        null,
        keys,
        RestoreWiring.tools(config, data, System.getenv(), Platform.machineClock()),
        RestoreWiring.sources(config, data, new NoSecrets()));
  }

  /** A configured server, by its restore account, or, where none is set, its backup account. */
  public RestoreTarget target(Server server) {
    return new RestoreTarget(server.name(), RestoreWiring.login(installation(), server), true);
  }

  public RestoreSource source(Backup backup) {
    Platform own = installation();
    return new BackupSource(VerifyWiring.reader(own, keys), own.manifests(), backup);
  }

  public RestoreSource source(Path file) {
    return FileSource.of(file, keys, platform == null ? null : platform.manifests());
  }

  /** Databases of a configured server, dumped while they are loaded, as its backups are. */
  public RestoreSource source(Server from, List<String> databases) {
    Platform own = installation();
    ServerSource.What what =
        new ServerSource.What(
            from.name(),
            Login.of(from, from.backup(), own.vault()),
            databases,
            from.dumpOptions().over(own.snapshots().get().settings().dumpOptions()));
    return ServerSource.look(what, sources);
  }

  /**
   * Where safety backups go instead of the storages, and where those of servers that are not
   * configured can go at all.
   *
   * @param folder null for none
   */
  public RestoreService keepIn(@Nullable Path folder) {
    safetyFolder = folder;
    return this;
  }

  /** Has this node, which keeps its lease itself, work at restores, not one made for each. */
  public RestoreService as(Node node) {
    self = node;
    return this;
  }

  /** Has somebody told the id of a restore when it is on record that it begins. */
  public RestoreService onBegun(Consumer<String> told) {
    onBegun = told;
    return this;
  }

  /** Has targets that are planned for answer within so long. */
  public RestoreService planWithin(Duration socketTimeout) {
    planTools =
        new TargetTools(
            new ServerConnector(socketTimeout),
            tools.inspector(),
            tools.clients(),
            tools.temporaryFolder(),
            tools.clock());
    return this;
  }

  /** What would happen; a file that does not say what it holds is read through for that. */
  public RestorePlan plan(RestoreSource source, RestoreRequest request) {
    if (source.databases().isEmpty()) {
      source.check(bytes -> {});
    }
    RestorePlan plan = new RestorePlanner(planTools).plan(source, request);
    List<String> refusals = new ArrayList<>();
    if (source instanceof ServerSource live && isOntoItself(live, plan)) {
      refusals.add("a database cannot be copied onto itself: give another server, or another name");
    }
    if (request.safetyBackup() && !plan.endangered().isEmpty() && !canKeep(request.target())) {
      refusals.add(
          "server %s is not configured here, so that its data cannot be backed up before it is replaced: name a folder by --safety-dir, or leave that out by --skip-safety-backup"
              .formatted(request.target().name()));
    }
    return refusals.isEmpty() ? plan : plan.refused(refusals);
  }

  private static boolean isOntoItself(ServerSource source, RestorePlan plan) {
    boolean same =
        plan.names().values().stream()
            .anyMatch(to -> source.databases().stream().anyMatch(to::equalsIgnoreCase));
    return same && source.isOn(plan.request().target().login());
  }

  private boolean canKeep(RestoreTarget target) {
    return safetyFolder != null || platform != null && target.configured();
  }

  /**
   * Restores, on record and audited.
   *
   * @param watcher told a few times a second how far it is
   * @throws DumpwardenException {@code METADATA_UNAVAILABLE} where it cannot be put on record, and
   *     into the audit log, that it begins, {@code CANCELLED} after {@link #interrupt}
   */
  public Done restore(
      RestoreSource source, RestorePlan plan, Actor actor, Consumer<RestoreProgress> watcher) {
    String id = Ids.next();
    RunControl control = begin();
    RestoreMeter meter = new RestoreMeter(tools.clock());
    ScheduledFuture<?> looks =
        ticker.scheduleWithFixedDelay(
            () -> watcher.accept(meter.progress()),
            LOOK_MILLIS,
            LOOK_MILLIS,
            TimeUnit.MILLISECONDS);
    Restore restore;
    RestoreOutcome outcome;
    try (Work work = new Work()) {
      restore = Restore.begun(id, from(source), plan, work.atWork(), tools.clock().instant());
      if (platform != null) {
        RestoreAudit.begin(platform, actor, restore);
      }
      RestoreRunner runner = new RestoreRunner(tools, safety(plan, actor));
      outcome =
          new RestoreExecution(
                  runner,
                  platform == null ? new NoHistory() : new JdbiRestoreStore(platform.store()),
                  tools.clock(),
                  ticker)
              .onBegun(() -> onBegun.accept(id))
              .run(restore, source, plan, control, meter);
    } finally {
      looks.cancel(false);
    }
    if (platform != null) {
      RestoreAudit.append(platform, actor, restore, outcome);
    }
    return new Done(id, outcome, source.storage().orElse(null));
  }

  /** Brings replacements on this server to an end whose processes died. */
  public List<SwapOutcome> recover(RestoreTarget target) {
    return RestoreWiring.swaps(tools).recover(target.login());
  }

  /** Ends the restore that runs, or that is about to, as interrupted. */
  public void interrupt() {
    interrupt("the command was stopped");
  }

  /** The same, in other words. */
  public synchronized void interrupt(String why) {
    interrupted = why;
    if (active != null) {
      active.end(ErrorCode.INTERRUPTED, why);
    }
  }

  @Override
  public void close() {
    try {
      Periodic.stop(ticker);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized RunControl begin() {
    RunControl control = new RunControl(Thread.currentThread());
    active = control;
    if (interrupted != null) {
      control.end(ErrorCode.INTERRUPTED, interrupted);
    }
    return control;
  }

  private SafetyBackup safety(RestorePlan plan, Actor actor) {
    RestoreTarget target = plan.request().target();
    if (platform != null && target.configured()) {
      return new RunSafetyBackup(
          platform,
          target.name(),
          safetyFolder,
          "%s (%s)".formatted(actor.name(), actor.channel()));
    }
    Path folder = safetyFolder;
    if (folder == null) {
      return (restoreId, databases, progress) -> {
        throw new IllegalStateException("the plan should have been refused");
      };
    }
    return new FolderSafetyBackup(
        target, sources, RestoreWiring.folder(folder, platform, tools.clock()), tools.clock());
  }

  private static Restore.From from(RestoreSource source) {
    return new Restore.From(
        source.describe(),
        source instanceof BackupSource
            ? source.manifest().map(Manifest::backupId).orElse(null)
            : null,
        source.manifest().map(manifest -> manifest.server().name()).orElse(null));
  }

  private Platform installation() {
    if (platform == null) {
      throw new IllegalStateException("there is no metadata store");
    }
    return platform;
  }

  /** This process as a node, as long as it restores. */
  private final class Work implements AutoCloseable {

    private final @Nullable Node node;
    private final @Nullable NodeLease lease;
    private final @Nullable ScheduledFuture<?> renewals;

    Work() {
      if (platform == null || self != null) {
        node = self;
        lease = null;
        renewals = null;
        return;
      }
      RunWiring wiring = new RunWiring(platform);
      node = Nodes.self(platform.config(), Node.Kind.COMMAND, platform.clock());
      lease = wiring.lease(node);
      wiring.children().endOrphansOfOthers();
      lease.renew();
      renewals =
          ticker.scheduleWithFixedDelay(
              lease::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    Restore.AtWork atWork() {
      return node == null ? new Restore.AtWork("", "") : new Restore.AtWork(node.id(), node.name());
    }

    @Override
    public void close() {
      if (lease != null && renewals != null) {
        renewals.cancel(false);
        lease.release();
      }
    }
  }
}
