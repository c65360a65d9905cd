package io.dumpwarden.app.desk;

import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.admin.desk.RestoreDesk;
import io.dumpwarden.admin.desk.RestoreWish;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.RestoreService;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.Node;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestorePlan;
import io.dumpwarden.swap.SwapOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restores that people ask for, in this daemon: a few at once, ended in order with it. */
public final class DaemonRestores implements RestoreDesk {

  private static final Logger LOG = LoggerFactory.getLogger(DaemonRestores.class);

  /** Each reads, decompresses and feeds a client: more would only slow each other down. */
  private static final int AT_ONCE = 2;

  private static final long CLEAN_UP_SECONDS = 15;
  private static final String STOPPED = "the daemon was stopped";

  /** Planning may read the whole backup; somebody waits in front of a page. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final int PLANS_AT_ONCE = 2;

  private final Platform platform;
  private final Node node;
  private final WishReader wishes;
  private final Duration limit;
  private final Bounded bounded;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> new Thread(task, "restore"));
  private final Set<RestoreService> active = new HashSet<>();
  private boolean stopped;

  /**
   * @param node the daemon's, with a lease
   */
  public DaemonRestores(Platform platform, Node node) {
    this(platform, node, LIMIT);
  }

  /**
   * @param limit of the time that a plan or a recovery may take
   */
  public DaemonRestores(Platform platform, Node node, Duration limit) {
    this.platform = platform;
    this.limit = limit;
    this.bounded =
        new Bounded(
            limit,
            PLANS_AT_ONCE,
            "use the command line, which waits as long as it takes: `dumpwarden restore --dry-run`,"
                + " `dumpwarden restore`, `dumpwarden restores recover`");
    this.node = node;
    this.wishes = new WishReader(platform);
  }

  @Override
  public RestorePlan plan(RestoreWish wish) {
    try (RestoreService service = service()) {
      Planned planned = planned(service, wish, "");
      planned.source().close();
      return planned.plan();
    }
  }

  private RestoreService service() {
    return new RestoreService(platform).as(node).planWithin(limit);
  }

  /**
   * @param source open, for whoever restores by the plan
   */
  private record Planned(RestoreSource source, RestorePlan plan) {}

  private Planned planned(RestoreService service, RestoreWish wish, String by) {
    AtomicReference<@Nullable RestoreSource> opened = new AtomicReference<>();
    AtomicBoolean givenUp = new AtomicBoolean();
    try {
      return bounded.work(
          "the plan of the restore",
          () -> {
            RestoreSource source = service.source(wishes.backup(wish));
            opened.set(source);
            RestorePlan plan = plan(service, source, wish, by);
            if (givenUp.get()) {
              source.close();
            }
            return new Planned(source, plan);
          });
    } catch (RuntimeException e) {
      givenUp.set(true);
      RestoreSource source = opened.get();
      if (source != null) {
        // ends a read that still goes on, too
        source.close();
      }
      throw e;
    }
  }

  private RestorePlan plan(
      RestoreService service, RestoreSource source, RestoreWish wish, String by) {
    WishReader.Read read = wishes.read(wish, source.databases(), by);
    return read.plan(service, source);
  }

  @Override
  public String begin(RestoreWish wish, Caller caller) {
    wishes.requireAllowed(wish, caller);
    RestoreService service = service();
    RestoreSource source = null;
    boolean handedOver = false;
    try {
      take(service);
      // what was planned before may no longer be so
      Planned planned = planned(service, wish, caller.requestedBy());
      source = planned.source();
      planned.plan().requireRunnable();
      wishes.requireConsent(planned.plan(), wish);
      handedOver = true;
      return begun(service, source, planned.plan(), caller);
    } finally {
      if (!handedOver) {
        letGo(service);
        close(service, source);
      }
    }
  }

  /** Returns as soon as the restore is on record. */
  private String begun(
      RestoreService service, RestoreSource source, RestorePlan plan, Caller caller) {
    CompletableFuture<String> id = new CompletableFuture<>();
    service.onBegun(id::complete);
    threads.execute(
        () -> {
          try {
            service.restore(source, plan, caller.actor(), progress -> {});
          } catch (Throwable e) {
            if (!id.completeExceptionally(e)) {
              LOG.error("restore {} ended unexpectedly", id.join(), e);
            }
          } finally {
            letGo(service);
            close(service, source);
          }
        });
    try {
      return id.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw e;
    }
  }

  private synchronized void take(RestoreService service) {
    if (stopped) {
      throw new DumpwardenException(ErrorCode.INTERRUPTED, STOPPED);
    }
    if (active.size() >= AT_ONCE) {
      throw new DumpwardenException(
          ErrorCode.BUSY,
          "%d restores are under way on this node".formatted(active.size()),
          "wait until one has ended, or cancel one",
          null);
    }
    active.add(service);
  }

  private synchronized void letGo(RestoreService service) {
    active.remove(service);
  }

  private static void close(RestoreService service, @Nullable RestoreSource source) {
    if (source != null) {
      source.close();
    }
    service.close();
  }

  @Override
  public void cancel(String restoreId, Caller caller) {
    Restore restore =
        platform
            .restores()
            .find(restoreId)
            .orElseThrow(
                () ->
                    new DumpwardenException(
                        ErrorCode.NOT_FOUND, "there is no restore " + restoreId));
    wishes.requireAllowed(restore.into().target(), caller);
    if (!restore.status().isFinal()) {
      platform.restores().requestCancel(restoreId);
      audit("cancel", "restore", restoreId, Map.of("server", restore.into().target()), caller);
    }
  }

  @Override
  public boolean mayCancel(Restore restore, Caller caller) {
    return wishes.isAllowed(restore.into().target(), caller);
  }

  @Override
  public List<String> recover(String server, Caller caller) {
    wishes.requireAllowed(server, caller);
    return bounded.work("the recovery of server " + server, () -> recovered(server, caller));
  }

  private List<String> recovered(String server, Caller caller) {
    List<String> done = new ArrayList<>();
    try (RestoreService service = service()) {
      // its history first: it tells by their ids whose replacements these are
      for (Restore ended : platform.recoverRestores()) {
        platform
            .restores()
            .find(ended.id())
            .map(Restore::end)
            .ifPresent(end -> done.add("restore %s: %s".formatted(ended.id(), end.message())));
      }
      for (SwapOutcome outcome : service.recover(service.target(wishes.server(server)))) {
        done.add("restore %s: %s".formatted(outcome.restoreId(), outcome.message()));
        outcome.notes().forEach(note -> done.add("  " + note));
      }
    }
    audit("recover", "server", server, Map.of("done", String.join("; ", done)), caller);
    return done;
  }

  private void audit(
      String action, String kind, String key, Map<String, String> what, Caller caller) {
    platform
        .audit()
        .append(
            new AuditEntry(
                platform.clock().instant(),
                caller.actor(),
                action,
                kind,
                key,
                Map.of(),
                new java.util.TreeMap<>(what)));
  }

  /** Ends what is under way, as interrupted, and begins nothing more. */
  public synchronized void interrupt() {
    stopped = true;
    threads.shutdown();
    active.forEach(service -> service.interrupt(STOPPED));
  }

  /** Waits until what was interrupted has cleaned up and is on record. */
  public void awaitEnd() throws InterruptedException {
    if (!threads.awaitTermination(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("a restore does not end; it is found by its row when the daemon is back");
    }
  }
}
