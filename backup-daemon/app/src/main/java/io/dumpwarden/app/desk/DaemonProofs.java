package io.dumpwarden.app.desk;

import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.admin.desk.ProofDesk;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.app.DrillWork;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.VerifyWiring;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.config.DrillAssertion;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.drill.DrillRequest;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.verify.CopyVerifier;
import io.dumpwarden.verify.VerifiedCopy;
import io.dumpwarden.view.VerifyView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verification and drills that people ask for, in this daemon. */
public final class DaemonProofs implements ProofDesk {

  private static final Logger LOG = LoggerFactory.getLogger(DaemonProofs.class);
  private static final int THREADS = 2;
  private static final int WAITING = 100;
  private static final long CLEAN_UP_SECONDS = 10;

  private final Platform platform;
  private final DrillWork drills;
  private final Set<String> verifying = new HashSet<>();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          task -> new Thread(task, "verify-asked"));

  public DaemonProofs(Platform platform, DrillWork drills) {
    this.platform = platform;
    this.drills = drills;
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public void verify(
      String backupId, @Nullable String storage, boolean quick, boolean repair, Caller caller) {
    Backup backup = require(backupId);
    List<Copy> copies = VerifyWiring.copiesToVerify(backup, storage);
    if (!begin(backupId)) {
      throw new DumpwardenException(
          ErrorCode.BUSY,
          "backup %s is being verified already".formatted(backupId),
          "look at its copies again when that is done",
          null);
    }
    CopyVerifier.Mode mode = new CopyVerifier.Mode(quick, repair);
    try {
      // one that waits is dropped when the daemon stops
      audit(backup, mode, Map.of("status", "asked"), caller);
      threads.execute(
          () -> {
            try {
              verify(backup, copies, mode, caller);
            } finally {
              end(backupId);
            }
          });
    } catch (RejectedExecutionException e) {
      end(backupId);
      throw new DumpwardenException(
          ErrorCode.BUSY,
          "%d backups wait to be verified already".formatted(WAITING),
          "try again when some of them are done",
          e);
    }
  }

  private Backup require(String id) {
    return platform
        .catalog()
        .find(id)
        .orElseThrow(
            () -> new DumpwardenException(ErrorCode.NOT_FOUND, "there is no backup " + id));
  }

  private synchronized boolean begin(String backupId) {
    return verifying.add(backupId);
  }

  private synchronized void end(String backupId) {
    verifying.remove(backupId);
  }

  @Override
  public synchronized boolean isVerifying(String backupId) {
    return verifying.contains(backupId);
  }

  private void verify(Backup backup, List<Copy> copies, CopyVerifier.Mode mode, Caller caller) {
    Map<String, @Nullable String> results = new TreeMap<>();
    try {
      long rate = platform.snapshots().get().settings().verification().bytesPerSecond();
      CopyVerifier verifier = new VerifyWiring(platform, platform.keyring(), rate).verifier();
      for (Copy copy : copies) {
        verifier
            .verify(backup.id(), copy.id(), mode)
            .ifPresent(done -> results.put(copy.storage(), words(done)));
      }
    } catch (RuntimeException e) {
      LOG.warn("verifying backup {} ended early: {}", backup.id(), e.toString());
      results.put("error", e instanceof DumpwardenException d ? d.code().code() : "internal");
    }
    audit(backup, mode, results, caller);
  }

  private static String words(VerifiedCopy done) {
    VerifyView view = VerifyView.of(done);
    return view.repaired() ? "repaired from " + view.repairedFrom() : view.result();
  }

  /** A store that is away does not undo what was found. */
  private void audit(
      Backup backup, CopyVerifier.Mode mode, Map<String, @Nullable String> results, Caller caller) {
    // the thread may have been told to end
    boolean interrupted = Thread.interrupted();
    try {
      platform
          .audit()
          .append(
              new AuditEntry(
                  platform.clock().instant(),
                  caller.actor(),
                  mode.quick() ? "verify-quick" : "verify",
                  "backup",
                  backup.id(),
                  Map.of(),
                  results));
    } catch (DumpwardenException e) {
      LOG.error("verifying {} is not in the audit log: {}", backup.id(), e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String drill(String backupId, @Nullable String scratch, Caller caller) {
    Backup backup = require(backupId);
    List<DrillAssertion> assertions =
        platform
            .snapshots()
            .get()
            .schedule(backup.schedule())
            .map(Schedule::drill)
            .map(rule -> rule.assertions())
            .orElse(List.of());
    String id =
        drills.ask(new DrillRequest(backupId, assertions, scratch, false, caller.requestedBy()));
    Map<String, @Nullable String> what = new TreeMap<>();
    what.put("drill", id);
    what.put("scratch", scratch);
    platform
        .audit()
        .append(
            new AuditEntry(
                platform.clock().instant(),
                caller.actor(),
                "drill",
                "backup",
                backupId,
                Map.of(),
                what));
    return id;
  }

  /** Gives up what is being read or written; a copy is replaced in one step or not at all. */
  public void interrupt() {
    threads.shutdownNow();
  }

  public void awaitEnd() throws InterruptedException {
    if (!threads.awaitTermination(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("a verification does not end");
    }
  }
}
