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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restores that people ask for, in this daemon: a few at once, ended in order with it. */
public final class DaemonRestores implements RestoreDesk {

  private static final Logger LOG = LoggerFactory.getLogger(DaemonRestores.class);

  /** Each reads, decompresses and feeds a client: more would only slow each other down. */
  private static final int AT_ONCE = 2;

  private static final long CLEAN_UP_SECONDS = 15;
  private static final String STOPPED = "the daemon was stopped";

  private final Platform platform;
  private final Node node;
  private final WishReader wishes;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> new Thread(task, "restore"));
  private final Set<RestoreService> active = new HashSet<>();
  private boolean stopped;

  /**
   * @param node the daemon's, with a lease
   */
  public DaemonRestores(Platform platform, Node node) {
    this.platform = platform;
    this.node = node;
    this.wishes = new WishReader(platform);
  }

  @Override
  public RestorePlan plan(RestoreWish wish) {
    try (RestoreService service = service();
        RestoreSource source = service.source(wishes.backup(wish))) {
      return plan(service, source, wish, "");
    }
  }

  private RestoreService service() {
    return new RestoreService(platform).as(node);
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
      source = service.source(wishes.backup(wish));
      // what was planned before may no longer be so
      RestorePlan plan = plan(service, source, wish, caller.requestedBy());
      plan.requireRunnable();
      wishes.requireConsent(plan, wish);
      take(service);
      handedOver = true;
      return begun(service, source, plan, caller);
    } finally {
      if (!handedOver) {
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

  private static void close(
      RestoreService service, @org.jspecify.annotations.Nullable RestoreSource source) {
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
    if (!restore.status().isFinal()) {
      platform.restores().requestCancel(restoreId);
      audit("cancel", "restore", restoreId, Map.of("server", restore.into().target()), caller);
    }
  }

  @Override
  public List<String> recover(String server, Caller caller) {
    wishes.requireAllowed(server, caller);
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
