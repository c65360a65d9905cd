package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.ProofDesk;
import io.dumpwarden.admin.desk.RunDesk;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.run.Run;
import io.dumpwarden.view.PreviewView;
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
    public List<PreviewView> preview(String schedule, @Nullable String server) {
      throw new UnsupportedOperationException();
    }
  }
}
