package io.dumpwarden.admin.page;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.desk.ProofDesk;
import io.dumpwarden.admin.desk.RunDesk;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.dumpwarden.view.DumpCommandView;
import io.dumpwarden.view.Findings;
import io.dumpwarden.view.ScanView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Desks that remember what they were asked for. */
final class TestDesks {

  private TestDesks() {}

  /** Of verifications and drills. */
  static final class Proofs implements ProofDesk {

    final List<String> asked = new java.util.concurrent.CopyOnWriteArrayList<>();
    volatile @Nullable String verifying;

    @Override
    public void verify(
        String backupId, @Nullable String storage, boolean quick, boolean repair, Caller caller) {
      asked.add("verify %s %s quick=%s repair=%s".formatted(backupId, storage, quick, repair));
    }

    @Override
    public boolean isVerifying(String backupId) {
      return backupId.equals(verifying);
    }

    @Override
    public String drill(String backupId, @Nullable String scratch, Caller caller) {
      asked.add("drill " + backupId);
      return "drill-1";
    }
  }

  /** Of runs. */
  static final class Runs implements RunDesk {

    final List<String> asked = new java.util.concurrent.CopyOnWriteArrayList<>();

    @Override
    public List<Run> launch(
        String schedule, @Nullable String server, @Nullable String ticket, Caller caller) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Run> launchManual(
        String server, Map<String, String> words, @Nullable String ticket, Caller caller) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void cancel(String runId, Caller caller) {
      asked.add("cancel " + runId);
    }

    @Override
    public Preview preview(String schedule, @Nullable String server) {
      throw new UnsupportedOperationException();
    }
  }

  /** Knows what one server is, and nothing of the others. */
  static final class Checks implements CheckDesk {

    @Override
    public Findings test(ConfigKind kind, String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Findings test(ConfigKind kind, String name, RowChanges changes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ScanView scan(String server) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ScanView lastScan(String server) {
      if (!server.equals("shop1")) {
        throw new DumpwardenException(ErrorCode.NOT_FOUND, "it was never scanned");
      }
      List<String> none = List.of();
      return new ScanView(
          server, Instant.now(), 1L, true, "mariadb", "11.4.5", List.of(), none, null, null);
    }

    @Override
    public Map<String, Long> lastSizes(String server) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Instant> next(String cron, String zone, int count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public DumpCommandView dumpCommand(String server, @Nullable String schedule) {
      throw new UnsupportedOperationException();
    }
  }
}
